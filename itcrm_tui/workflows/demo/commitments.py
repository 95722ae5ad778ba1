"""Commitments in all nine states, with what they need, what the teams answered and what is left to do."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from itcrm_tui.domain.client import Stakeholder
from itcrm_tui.domain.commitment import Commitment, CommitmentState
from itcrm_tui.domain.record import Record
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.demo.clients import Book
from itcrm_tui.workflows.demo.draw import Draw, Slots
from itcrm_tui.workflows.demo.people import Staff
from itcrm_tui.workflows.demo.promises import Wish, pace_of_weeks, wishes
from itcrm_tui.workflows.demo.requirements import Asking, needs_of
from itcrm_tui.workflows.demo.services import Directory
from itcrm_tui.workflows.demo.subscriptions import Uses
from itcrm_tui.workflows.demo.timeline import Timeline, timeline
from itcrm_tui.workflows.demo.words import promises as words


@dataclass(frozen=True)
class Promise:
    """A commitment, the wish it came from, and its parts."""

    commitment: Commitment
    wish: Wish
    parts: tuple[Record, ...]


@dataclass(frozen=True)
class Promises:
    """All commitments."""

    made: tuple[Promise, ...]

    @property
    def records(self) -> list[Record]:
        """Each commitment, then its parts."""
        return [record for promise in self.made for record in (promise.commitment, *promise.parts)]

    def of(self, client: RecordId, key: str | None) -> RecordId | None:
        """Return the first open commitment to a client that came from a kind of wish."""
        open_ones = (promise for promise in self.made if promise.commitment.closed_on is None)
        fitting = (
            promise for promise in open_ones if promise.commitment.client == client and promise.wish.words.key == key
        )
        return next((promise.commitment.id for promise in fitting), None)


def make(draw: Draw, today: date, staff: Staff, book: Book, directory: Directory, uses: Uses, count: int) -> Promises:
    """Return `count` commitments."""
    asked = wishes(draw, book, directory, uses, count)
    pace = pace_of_weeks(staff, today, asked)
    return Promises(tuple(_promise(draw, today, staff, directory, wish, pace) for wish in asked))


def _promise(
    draw: Draw, today: date, staff: Staff, directory: Directory, wish: Wish, pace: dict[int, float]
) -> Promise:
    times = timeline(draw, today, wish)
    usual = {"line": wish.dossier.line_name(draw), "place": wish.dossier.place(draw)}
    slots = Slots(draw, times.due or times.asked_on, **(usual | wish.given))
    commitment = _commitment(draw, staff, directory, wish, times, slots)
    asking = Asking(draw, today, staff, wish, times, slots, commitment.id, pace)
    return Promise(commitment, wish, tuple(needs_of(asking)))


def _commitment(
    draw: Draw, staff: Staff, directory: Directory, wish: Wish, times: Timeline, slots: Slots
) -> Commitment:
    present = wish.dossier.present
    asked_by = draw.choice(present) if present and draw.chance(0.92) else None
    line = next((line for line in wish.dossier.lines if line.name == slots.get("line")), None)
    owner = draw.choice([*staff.relations, *staff.team_of(wish.words.hours[0][0])[:2]])
    return Commitment(
        id=draw.new_id(times.asked_on),
        client=wish.dossier.client.id,
        title=slots.fill(wish.words.title),
        line_of_business=line.id if line and "{line}" in wish.words.title else None,
        service=directory.by_code[wish.words.service].service.id,
        promise_text=slots.fill(wish.words.text),
        asked_by=asked_by.id if asked_by else None,
        owner=owner.id,
        state=wish.state,
        **vars(times),
        **_ending(draw, wish, times, slots, asked_by, owner.name),
    )


def _ending(
    draw: Draw, wish: Wish, times: Timeline, slots: Slots, asked_by: Stakeholder | None, owner: str
) -> dict[str, Any]:
    """Return who ended it and why, and what is to be known about a date that was moved."""
    client_says = asked_by or next(iter(wish.dossier.present), None)
    client_name = client_says.name if client_says else wish.dossier.client.name
    ending: dict[str, Any] = {}
    match wish.state:
        case CommitmentState.KEPT:
            ending = {"accepted_by": client_says.id if client_says else None}
        case CommitmentState.MISSED:
            late = words.LATE if times.delivered_on else words.GIVEN_UP
            ending = {"closed_by": owner, "closing_reason": draw.choice(late)}
        case CommitmentState.DECLINED:
            reason, route = draw.choice(words.REFUSALS)
            ending = {"closed_by": owner, "closing_reason": reason, "other_route": slots.fill(route)}
        case CommitmentState.WITHDRAWN:
            ending = {"closed_by": client_name, "closing_reason": slots.fill(draw.choice(words.WITHDRAWALS))}
    moved = times.original_due != times.due and times.original_due is not None
    told = draw.choice(words.RENEGOTIATED).format(person=client_name) if moved else None
    return {**ending, "notes": told}
