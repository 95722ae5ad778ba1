"""`itcrm what-if`: what supposed dates, people and leave make possible or put at risk; with --write it becomes real."""

from argparse import Namespace
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from itcrm_tui.cli import DONE, NO, said
from itcrm_tui.cli.explaining import UsageError
from itcrm_tui.cli.printing import done, print_json, print_sections, print_text, tell

if TYPE_CHECKING:
    from itcrm_tui.domain.what_if.comparing import Comparison, Weight
    from itcrm_tui.domain.what_if.suppositions import Dropped, DueMoved, Supposition
    from itcrm_tui.ids import RecordId
    from itcrm_tui.workflows.what_if.making_real import Words
    from itcrm_tui.workflows.what_if.sandbox import Supposed
    from storage.reader import Reader
    from storage.store import Store

WEEKS = 13
Names = Mapping["RecordId", str]
Typed = Iterator[tuple[str, dict[str, str]]]


def what_if(arguments: Namespace) -> int:
    """Say what becomes possible and what comes at risk. The answer is no when something comes at risk, or more so.

    With --write it is made real, and then that is done.
    """
    from itcrm_tui.domain.what_if.words import supposition_words
    from itcrm_tui.workflows.opening import opened
    from itcrm_tui.workflows.what_if.sandbox import sandbox
    from itcrm_tui.workflows.what_if.typed import supposition

    typed = list(_typed(arguments))
    if not typed:
        raise UsageError("Say what is supposed, like --leave PERSON=mon..+2w; `itcrm what-if --help` lists all.")
    with opened(arguments.db) as store:
        with store.read() as reader:
            today = said.today(reader)
            suppositions = [supposition(reader, name, texts, today) for name, texts in typed]
        _demand_once(suppositions)
        found = sandbox(store, today).suppose(suppositions, WEEKS)
        words = [supposition_words(one, found.booked.known.names, today) for one in suppositions]
        sentence = _write(store, suppositions, arguments, today, words) if arguments.write else ""
    for remark in found.booked.known.remarks:
        tell(remark)
    with done(sentence or words[0]):
        _print(found, words, sentence, today, as_json=arguments.json)
    is_worse = found.comparison.at_risk or found.comparison.worse
    return NO if is_worse and not arguments.write else DONE


def _typed(arguments: Namespace) -> Typed:
    """Yield the sorts of what is supposed, with the texts that a form of that sort takes."""
    for text in arguments.due:
        commitment, day = _parted(text, "=", "COMMITMENT=DATE, like Payroll move=12 dec")
        yield "due", {"commitment": commitment, "due": day}
    for text in arguments.move:
        commitment, shift = _parted(text, "=", "COMMITMENT=+2w, like Payroll move=+2w")
        yield "due", {"commitment": commitment, "by": shift}
    for text in arguments.leave:
        person, days = _parted(text, "=", "PERSON=FROM..TO, like dkowalczyk=mon..fri")
        first, _, last = days.partition("..")
        yield "leave", {"person": person, "starts_on": first, "ends_on": last}
    for text in arguments.person:
        role, hours = _parted(text, ":", "ROLE:HOURS, like Network:40")
        hours, _, start = hours.partition("@")
        yield "person", {"role": role, "weekly_minutes": hours, "starts_on": start}
    for text in arguments.hours:
        commitment, hours = _parted(text, "=", "COMMITMENT=ROLE:HOURS, like Payroll move=DBA:20")
        role, _, hours = hours.rpartition(":") if not hours[:1].isdigit() else ("", "", hours)
        yield "hours", {"commitment": commitment, "role": role, "minutes": hours}
    for text in arguments.drop:
        yield "drop", {"commitment": text}
    for text in arguments.reserve:
        role, hours = _parted(text, "=", "ROLE=HOURS, like Network=16")
        yield "reserve", {"role": role, "minutes": hours}


def _parted(text: str, sign: str, example: str) -> tuple[str, str]:
    """Return what stands before the last such sign, and after it."""
    name, found, value = text.rpartition(sign)
    if not found or not name.strip() or not value.strip():
        raise UsageError(f"“{text}” is not {example}.")
    return name, value


def _demand_once(suppositions: "list[Supposition]") -> None:
    abouts = [one.about for one in suppositions]
    if len(set(abouts)) < len(abouts):
        raise UsageError("Two things are supposed of the same record; say one of them.")


def _write(
    store: "Store", suppositions: "list[Supposition]", arguments: Namespace, today: date, words: list[str]
) -> str:
    from itcrm_tui.workflows.what_if.making_real import make_real, to_be_said

    with store.read() as reader:
        wanting: Any = [one for one in suppositions if to_be_said(one)]
        known = _said_by_client(reader, wanting, arguments, today)
    title = words[0] if len(words) == 1 else f"{len(words):,} suppositions: {words[0]}"
    return make_real(store, suppositions, known, today, title)


def _said_by_client(
    reader: "Reader", wanting: "list[DueMoved | Dropped]", arguments: Namespace, today: date
) -> "Words":
    """Return what the clients have said to each promise; raises UsageError where nobody is named for one."""
    from itcrm_tui.workflows.what_if.making_real import word

    known = {}
    for one in wanting:
        if not arguments.agreed_by or not arguments.why:
            raise UsageError(f"{one.seen.title} is promised to a client: say who agreed with --agreed-by, and --why.")
        texts = {"who": _who_of(reader, one, arguments.agreed_by), "why": arguments.why}
        known[one.about] = word(reader, one, texts, today)
    return known


def _who_of(reader: "Reader", one: "DueMoved | Dropped", named: list[str]) -> str:
    """Return which of several is the client's; where only one is named, that one."""
    from itcrm_tui.workflows.finding import NotFoundError
    from itcrm_tui.workflows.promising.stakeholders import stakeholder_named

    for words in named if len(named) > 1 else ():
        try:
            if stakeholder_named(reader, one.seen.client, words).client == one.seen.client:
                return words
        except NotFoundError:
            continue
    return named[0]


def _print(found: "Supposed", words: list[str], sentence: str, today: date, *, as_json: bool) -> None:
    from itcrm_tui.domain.what_if.words import sections, summary_words

    names, comparison = found.booked.known.names, found.comparison
    if as_json:
        print_json(item=_as_item(comparison, names, words, written=bool(sentence)))
        return
    print_text("\n".join(f"What if {one}" for one in words))
    print_text(f"{summary_words(comparison)}.")
    print_sections(sections(comparison, names, today))
    if sentence:
        print_text(sentence)


def _as_item(found: "Comparison", names: Names, words: list[str], *, written: bool) -> dict[str, Any]:
    return {
        "suppositions": words,
        "written": written,
        "at_risk": [
            {
                "commitment": one.commitment,
                "title": names.get(one.commitment),
                "role": one.role,
                "name": names.get(one.role),
                "day": one.day.isoformat(),
                "minutes_before": one.before,
                "minutes": one.after,
            }
            for one in found.risks
        ],
        "checks": [
            {
                "commitment": one.commitment,
                "title": names.get(one.commitment),
                "before": _weight(one.before),
                "after": _weight(one.after),
            }
            for one in found.reweighed
        ],
        "free": [
            {
                "role": one.role,
                "name": names.get(one.role),
                "week": one.week.isoformat(),
                "minutes_before": one.before,
                "minutes": one.after,
            }
            for one in found.free
        ],
    }


def _weight(weight: "Weight") -> dict[str, Any]:
    due, earliest = weight.asked, weight.earliest
    return {
        "verdict": weight.verdict,
        "due": due.isoformat() if due else None,
        "earliest": earliest.isoformat() if earliest else None,
    }
