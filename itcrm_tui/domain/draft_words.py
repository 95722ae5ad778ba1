"""What the check says of a promise while it is typed, and what is said beside each of its lines."""

from collections.abc import Mapping, Sequence
from datetime import date

from itcrm_tui.domain.capacity.check import Check
from itcrm_tui.domain.capacity.earliest import Earliest, NoDate
from itcrm_tui.domain.capacity.in_the_way import FullDays
from itcrm_tui.domain.capacity.words import WEEKDAYS, check_words, way_words
from itcrm_tui.domain.commitment import Requirement, RequirementKind
from itcrm_tui.domain.proposing import Proposal
from itcrm_tui.domain.verdict import Verdict
from itcrm_tui.domain.wording import day_words, due_words, hours_words, named
from itcrm_tui.ids import RecordId

Names = Mapping[RecordId, str]
Line = tuple[str, str]
"""Words, and the name of their style."""
GAP = "   "
_LAST = ("With soft", "Not counted")
"""How the lines begin that come last, as they do not decide."""


def verdict_lines(
    check: Check,
    earliest: Earliest,
    way: Sequence[FullDays],
    names: Names,
    due: date | None,
    today: date,
    told: str = "",
) -> tuple[Line, ...]:
    """Return the verdict with the earliest date that fits, what is behind it, what is in the way, and the rest.

    `told`: what the client can be told, where the teams cannot be asked.
    """
    first, *others = verdict_words(check, names, today)
    lines = [(GAP.join(filter(None, (first, _date(earliest, due, today)))), _style(check.verdict))]
    lines += [(told, "")] if told else []
    last = [words for words in others if words.startswith(_LAST)]
    lines += [(words, _style(check.verdict)) for words in others if words not in last]
    if check.verdict is Verdict.SHORT and any(full.rows for full in way):
        lines += [(words, "") for words in way_words(way, names)]
    return (*lines, *((words, "muted") for words in last))


def verdict_words(check: Check, names: Names, today: date) -> tuple[str, ...]:
    """Return the verdict, or why there is none, and what else the check says."""
    match check.verdict:
        case Verdict.UNCHECKED:
            return (f"{Verdict.UNCHECKED}: no requirements yet.",)
        case Verdict.CANNOT:
            unknown = (
                f"{missing.what} of {names.get(missing.requirement) or 'a line'}"
                if missing.requirement
                else missing.what
                for missing in check.missing
            )
            return (f"{Verdict.CANNOT}: nobody has said the {', '.join(unknown)}.",)
    first, *others = check_words(check, names, today)
    return f"{first}.", *others


def deciding_words(check: Check, names: Names, today: date) -> str:
    """Return in one line what decides: the verdict, what is late, what is missing."""
    return " ".join(words for words in verdict_words(check, names, today) if not words.startswith(_LAST))


def _date(earliest: Earliest, due: date | None, today: date) -> str:
    """Return the earliest date that fits; where it cannot be known, the verdict says why already."""
    if earliest.due is None:
        return f"{str(earliest.why_none).capitalize()}." if earliest.why_none is NoDate.NONE_IN_TIME else ""
    words = f"{WEEKDAYS[earliest.due.weekday()]} {day_words(earliest.due, today)}"
    return f"Earliest date that fits: {'this one' if earliest.due == due else words}"


def _style(verdict: Verdict) -> str:
    return {Verdict.OK: "good", Verdict.UNCHECKED: "muted"}.get(verdict, "risk")


def need_words(need: Requirement, proposal: Proposal | None, service: str, today: date) -> str:
    """Return what is said beside a line: when it may begin, its own date, and what others took of the role."""
    own_date = f"by {_day(need.needed_by, today)}" if need.needed_by else ""
    if need.kind is RequirementKind.THING:
        parts = [_availability(need, today), own_date]
    else:
        start = f"from {_day(need.earliest_start, today)}" if need.earliest_start else ""
        parts = [start, own_date, need.description or "", usual_words(proposal, service)]
    return ", ".join(filter(None, parts))


def _availability(need: Requirement, today: date) -> str:
    if need.available_from is not None:
        return f"there {_day(need.available_from, today)}"
    return "confirmed" if need.confirmed_by is not None else "from when? unknown"


def usual_words(proposal: Proposal | None, service: str) -> str:
    """Return what past commitments really took of a role: `usual 36 h in 3 past ones for Site network`."""
    if proposal is None or proposal.usual is None:
        return ""
    usual = proposal.usual
    return f"usual {hours_words(usual.minutes)} in {named(usual.count, 'past one')} for {service}"


def _day(day: date, today: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day_words(day, today)}" if (day - today).days else due_words(day, today)
