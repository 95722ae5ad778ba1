"""How a commitment stands, in a few words on its card: what needs somebody comes before what is merely known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from itcrm_tui.domain.capacity.check import Check
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.verdict import Verdict
from itcrm_tui.domain.waiting import Waiting, short_waits_words
from itcrm_tui.domain.wording import due_words, first_line, hours_words

IN_WORK = (State.PROMISED, State.IN_DELIVERY)
Said = tuple[str, str]
"""Words, and the name of their style."""


@dataclass(frozen=True, kw_only=True)
class CardFacts:
    """What is known of a commitment on the board. `over`: minutes of it that the schedule drops.

    `waits`: on whom, the longest first; `declined`: teams with their reasons; `left`: minutes that are still to do,
    None where nobody has said.
    """

    state: State
    due: date | None = None
    answer_due: date | None = None
    check: Check | None = None
    waits: tuple[Waiting, ...] = ()
    declined: tuple[tuple[str, str], ...] = ()
    over: int = 0
    left: int | None = None


def standing(facts: CardFacts, today: date) -> Said:
    """Return the one thing to be said of a commitment."""
    return next(_said(facts, today))


def _said(facts: CardFacts, today: date) -> Iterator[Said]:
    if facts.state is State.DELIVERED:
        yield "delivered?", "strong"
    if facts.state in IN_WORK:
        yield from _in_work(facts, today)
    elif facts.state in (State.DRAFT, State.CHECKED):
        yield from _to_be_promised(facts, today)
    yield str(facts.state), "muted"


def _in_work(facts: CardFacts, today: date) -> Iterator[Said]:
    if facts.due is not None and facts.due < today:
        yield due_words(facts.due, today).replace("late", "LATE"), "late"
    if facts.over:
        yield "AT RISK", "risk"
    if facts.waits:
        yield short_waits_words(facts.waits, today), ""
    if facts.state is State.IN_DELIVERY and facts.left is not None:
        yield f"{hours_words(facts.left)} left", "muted"
    yield due_words(facts.due, today), "muted"


def _to_be_promised(facts: CardFacts, today: date) -> Iterator[Said]:
    if facts.declined:
        yield declined_words(*facts.declined[0]), "risk"
    if facts.answer_due is not None and facts.answer_due < today:
        yield _answer_due(facts.answer_due, today)
    if facts.check is not None:
        yield from _verdict(facts.check)
    if facts.waits:
        yield short_waits_words(facts.waits, today), ""
    if facts.check is not None and facts.check.verdict is Verdict.TIGHT:
        yield "TIGHT", "risk"
    if facts.state is State.CHECKED and facts.check is not None:
        yield "accepted", "good"
    if facts.answer_due is not None:
        yield _answer_due(facts.answer_due, today)
    yield (f"fits {due_words(facts.due, today)}" if facts.check is not None else due_words(facts.due, today)), "muted"


def _verdict(check: Check) -> Iterator[Said]:
    match check.verdict:
        case Verdict.SHORT:
            minutes = sum(one.minutes for one in check.firm.shortfalls)
            yield (f"SHORT {hours_words(minutes)}" if minutes else "SHORT thing"), "risk"
        case Verdict.UNCHECKED:
            yield "UNCHECKED", "muted"
        case Verdict.CANNOT:
            yield f"no {check.missing[0].what}" if check.missing else "UNCHECKED", "muted"


def declined_words(team: str, reason: str) -> str:
    """Return who has declined their part, and why: `DBA declined: two of us are away`."""
    return f"{team} declined: {first_line(reason)}" if reason.strip() else f"{team} declined"


def _answer_due(day: date, today: date) -> Said:
    """Return by when the client gets an answer: watched like a promise."""
    if day < today:
        return "answer LATE", "late"
    return f"answer {due_words(day, today)}", "risk" if day == today else "muted"
