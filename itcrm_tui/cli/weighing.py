"""`itcrm check` and `itcrm capacity`: whether a promise fits, and what is free."""

from argparse import Namespace
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from itcrm_tui.cli import DONE, NO
from itcrm_tui.cli.explaining import UsageError
from itcrm_tui.cli.printing import print_json, print_table, print_text, tell

if TYPE_CHECKING:
    from itcrm_tui.domain.capacity.candidate import Candidate
    from itcrm_tui.domain.capacity.check import Line
    from itcrm_tui.domain.capacity.meter import RoleMeter, Week
    from itcrm_tui.domain.commitment import Commitment
    from itcrm_tui.ids import RecordId
    from itcrm_tui.workflows.capacity import Capacity, Weighed
    from itcrm_tui.workflows.promising.stepping import Taken
    from storage.reader import Reader

CELLS = 6
MOST_WEEKS = 104
LEGEND = "# firm  + soft  ! over  . free  h holiday; figures are hours free"


def check(arguments: Namespace) -> int:
    """Say whether a promise fits. The answer is no unless the verdict is OK or TIGHT.

    What is said of a commitment is kept with it, by which a draft becomes checked.
    """
    from itcrm_tui.domain.capacity.words import check_words, earliest_words, tell_words, way_words
    from itcrm_tui.workflows import notation
    from itcrm_tui.workflows.capacity import capacity as capacity_of
    from itcrm_tui.workflows.capacity import weigh, wish_of
    from itcrm_tui.workflows.copy_as_of import told_of
    from itcrm_tui.workflows.opening import opened
    from itcrm_tui.workflows.promising.checking import MOVABLE, keep_check, take_earliest

    with opened(arguments.db) as store:
        with store.read() as reader:
            today = notation.today(reader.settings())
            commitment = None if arguments.need else _commitment(reader, arguments)
        if commitment is not None and arguments.take_earliest:
            commitment = take_earliest(store, commitment, today).commitment
        with store.read() as reader:
            known = capacity_of(reader, today)
            wish = wish_of(reader, commitment) if commitment else _new_wish(reader, arguments)
            answer_due = commitment.answer_due if commitment else None
            found = weigh(known, wish)
            told = "" if commitment and commitment.state not in MOVABLE else told_of(reader, answer_due, found, today)
            clients = _clients(reader, found) if arguments.json else {}
        is_kept = commitment is not None and not arguments.dry_run
        taken = keep_check(store, commitment, found, today) if commitment is not None and is_kept else None
    _remark(known)
    if arguments.json:
        print_json(item={**_as_item(found, known, clients), "tell_client": told or None})
    else:
        lines = check_words(found.check, known.names, today)
        way = way_words([full for full in found.in_the_way if full.ends_on >= today], known.names)
        became = _became(commitment, taken)
        tell_it = [tell_words(told)] if told else []
        print_text("\n".join((*lines, earliest_words(found.earliest, today), *tell_it, *way, *became)))
    return DONE if found.check.verdict.fits else NO


def _became(seen: "Commitment | None", taken: "Taken | None") -> "tuple[str, ...]":
    """Return that a draft is none any more, as whoever only asked might not think of it."""
    if seen is None or taken is None or taken.commitment.state is seen.state:
        return ()
    return (
        f"It was {seen.state} and is {taken.commitment.state} now: its teams are asked. `itcrm undo` takes it back.",
    )


def capacity(arguments: Namespace) -> int:
    """Print the meter as text."""
    from itcrm_tui.domain.capacity.meter import meter
    from itcrm_tui.domain.kinds import KINDS
    from itcrm_tui.workflows import notation
    from itcrm_tui.workflows.capacity import capacity as capacity_of
    from itcrm_tui.workflows.finding import find
    from itcrm_tui.workflows.opening import opened

    if not 1 <= arguments.weeks <= MOST_WEEKS:
        raise UsageError(f"--weeks takes a number from 1 to {MOST_WEEKS}.")
    with opened(arguments.db) as store, store.read() as reader:
        today = notation.today(reader.settings())
        known = capacity_of(reader, today)
        role = find(reader, KINDS["role"], arguments.role) if arguments.role else None
    shown = [one for one in meter(known.situation, arguments.weeks) if role is None or one.role == role.id]
    _remark(known)
    if arguments.json:
        print_json(items=[_meter_item(one, known) for one in shown])
    else:
        _print_meter(shown, known, today)
    return DONE


def _remark(known: "Capacity") -> None:
    for remark in known.remarks:
        tell(remark)


def _new_wish(reader: "Reader", arguments: Namespace) -> "Candidate":
    """Return a promise to a client that is on no record yet."""
    from itcrm_tui.domain.kinds import KINDS
    from itcrm_tui.workflows.capacity import new_wish
    from itcrm_tui.workflows.finding import find

    if arguments.take_earliest:
        raise UsageError("--take-earliest moves a commitment; with --need there is none.")
    find(reader, KINDS["client"], " ".join(arguments.name))
    if not arguments.by:
        raise UsageError("A promise has a due date: say it with --by.")
    start = _day(reader, arguments.start) if arguments.start else None
    return new_wish([_need(reader, text) for text in arguments.need], start, _day(reader, arguments.by))


def _commitment(reader: "Reader", arguments: Namespace) -> "Commitment":
    from itcrm_tui.domain.commitment import Commitment
    from itcrm_tui.domain.kinds import KINDS
    from itcrm_tui.workflows.finding import find

    if arguments.start or arguments.by:
        raise UsageError("--start and --by go with --need; a commitment has its own dates.")
    if arguments.take_earliest and arguments.dry_run:
        raise UsageError("--take-earliest writes; --dry-run does not. Take one of them.")
    found = find(reader, KINDS["commitment"], " ".join(arguments.name))
    assert isinstance(found, Commitment)
    return found


def _need(reader: "Reader", text: str) -> "tuple[RecordId, int]":
    from itcrm_tui.domain import parsing_numbers
    from itcrm_tui.domain.kinds import KINDS
    from itcrm_tui.domain.notation import ParseError
    from itcrm_tui.workflows import notation
    from itcrm_tui.workflows.finding import find

    role, equals, hours = text.partition("=")
    if not equals or not role.strip() or not hours.strip():
        raise UsageError(f"“{text}” is not ROLE=HOURS, like Network=40.")
    try:
        minutes = parsing_numbers.minutes(hours, notation.typed(reader))
    except ParseError as error:
        raise UsageError(str(error)) from None
    if minutes < 0:
        raise UsageError(f"“{hours}” is less than no hours.")
    return find(reader, KINDS["role"], role).id, minutes


def _day(reader: "Reader", text: str) -> date:
    from itcrm_tui.domain import parsing_dates
    from itcrm_tui.domain.notation import ParseError
    from itcrm_tui.workflows import notation

    try:
        return parsing_dates.day(text, notation.typed(reader))
    except ParseError as error:
        raise UsageError(str(error)) from None


def _print_meter(shown: "list[RoleMeter]", known: "Capacity", today: date) -> None:
    from itcrm_tui.domain.wording import day_words

    if not shown:
        print_text("There are no roles yet. `itcrm add role name=Network` adds one.")
        return
    weeks = [day_words(week.starts_on, today) for week in shown[0].weeks]
    rows = [[known.names[one.role], *map(_cell, one.weeks)] for one in shown]
    print_table(["HOURS FREE", *weeks], rows)
    print_text(LEGEND)


def _cell(week: "Week") -> str:
    from itcrm_tui.domain.capacity.words import bar

    return f"{bar(week, CELLS)} {week.free // 60:4}"


def _meter_item(one: "RoleMeter", known: "Capacity") -> dict[str, Any]:
    names = ("available", "firm", "soft", "over", "free", "holiday")
    weeks = [
        {"starts_on": week.starts_on.isoformat(), **{f"{name}_minutes": getattr(week, name) for name in names}}
        for week in one.weeks
    ]
    return {"role": one.role, "name": known.names[one.role], "overdue_minutes": one.overdue, "weeks": weeks}


def _clients(reader: "Reader", found: "Weighed") -> "dict[RecordId, str]":
    """Return whose commitments are in the way: by commitment the code of its client, or the name."""
    from itcrm_tui.domain.client import Client
    from itcrm_tui.domain.commitment import Commitment
    from itcrm_tui.workflows.parts import every

    there = every(reader, Commitment, id=[row.commitment for full in found.in_the_way for row in full.rows])
    called = {one.id: one.code or one.name for one in every(reader, Client, id=[one.client for one in there])}
    return {one.id: called[one.client] for one in there if one.client in called}


def _as_item(found: "Weighed", known: "Capacity", clients: "Mapping[RecordId, str]") -> dict[str, Any]:
    due = found.earliest.due
    return {
        **_line_item(found.check.firm, known),
        "with_soft": _line_item(found.check.with_soft, known),
        "missing": [missing.what for missing in found.check.missing],
        "late_things": [thing.name for thing in found.check.late_things],
        "uncounted": len(found.check.uncounted) + len(found.check.unknown_people),
        "earliest": due.isoformat() if due else None,
        "why_none": found.earliest.why_none,
        "in_the_way": [
            {
                "role": full.role,
                "name": known.names.get(full.role),
                "starts_on": full.starts_on.isoformat(),
                "ends_on": full.ends_on.isoformat(),
                "rows": [
                    {
                        "commitment": row.commitment,
                        "title": known.names.get(row.commitment),
                        "client": clients.get(row.commitment),
                        "minutes": row.minutes + row.dropped,
                    }
                    for row in full.rows
                ],
            }
            for full in found.in_the_way
        ],
    }


def _line_item(line: "Line", known: "Capacity") -> dict[str, Any]:
    short = [
        {"role": one.role, "name": known.names.get(one.role), "minutes": one.minutes, "week": one.week.isoformat()}
        for one in line.shortfalls
    ]
    return {"verdict": line.verdict, "short": short}
