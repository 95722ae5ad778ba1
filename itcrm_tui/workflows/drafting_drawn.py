"""A promise as it is typed, weighed against what is booked: without asking the database, so with every key."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from itcrm_tui.domain.capacity.candidate import Candidate
from itcrm_tui.domain.commitment import Commitment, Requirement
from itcrm_tui.domain.draft_words import Line, need_words, verdict_lines
from itcrm_tui.domain.drafting import ReadNeed, TypedNeed, names_of_needs, read_day, read_need, wish_of_draft
from itcrm_tui.domain.notation import Notation
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.booked import Booked
from itcrm_tui.workflows.capacity import Weighed
from itcrm_tui.workflows.drafting_proposals import Proposals

NEW = Commitment(id=RecordId("new"), client=RecordId("new"), title="")


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What stands on the screen at one moment, and how it is read."""

    due: str
    answer_due: str
    needs: tuple[TypedNeed, ...]
    proposals: Proposals
    roles: Mapping[RecordId, str]
    how: Notation
    seen: Commitment | None = None


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """What is to be said of it. `read`: each line as it is understood, None for a blank one; `beside`: words on it."""

    wish: Candidate
    weighed: Weighed
    read: tuple[ReadNeed | None, ...]
    beside: tuple[str, ...]
    said: tuple[Line, ...]


def drawn(there: Booked, typed: Typed, today: date) -> Drawn:
    """Return what a promise as it is typed comes to; may take a while, as every role it needs is scheduled."""
    seen = typed.seen or NEW
    read = tuple(None if need.is_blank else read_need(need, seen.id, typed.roles, typed.how) for need in typed.needs)
    wish, known = wish_of_draft(seen, read_day("due", typed.due, typed.how), [one for one in read if one])
    weighed = there.weigh(wish)
    names = {**there.known.names, **typed.roles, **names_of_needs(known, typed.roles)}
    told = there.client_words(read_day("answer_due", typed.answer_due, typed.how), weighed, today)
    beside = {need.id: _beside(need, typed, today) for need in known}
    return Drawn(
        wish=wish,
        weighed=weighed,
        read=read,
        beside=tuple(beside.get(one.requirement.id, "") if one else "" for one in read),
        said=verdict_lines(weighed.check, weighed.earliest, weighed.in_the_way, names, wish.due, today, told),
    )


def _beside(need: Requirement, typed: Typed, today: date) -> str:
    proposal = typed.proposals.by_role.get(need.role) if need.role else None
    return need_words(need, proposal, typed.proposals.service, today)
