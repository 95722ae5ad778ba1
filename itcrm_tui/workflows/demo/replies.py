"""How far we are with a piece of feedback: the fresher, the more open; what we answered, and whom we told."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from itcrm_tui.domain.feedback import FeedbackKind, FeedbackState
from itcrm_tui.domain.people import Person
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.demo import days
from itcrm_tui.workflows.demo.clients import Dossier
from itcrm_tui.workflows.demo.draw import Draw, Slots

LAST_HOUR = 15
_STATES = tuple(FeedbackState)
_BY_AGE = ((4, (50, 30, 20, 0, 0)), (11, (8, 22, 40, 20, 10)), (31, (0, 2, 10, 28, 60)))
_OLD = (0, 0, 0, 3, 97)
_REPLY_WORKDAYS = {FeedbackKind.COMPLAINT: 3, FeedbackKind.COMPLIMENT: 8, FeedbackKind.SUGGESTION: 8}


@dataclass(frozen=True, kw_only=True)
class Word:
    """What somebody said, who of ours is concerned, and what can be answered."""

    kind: FeedbackKind
    received: datetime
    dossier: Dossier | None
    service: RecordId | None
    commitment: RecordId | None = None
    subject: str
    text: str | None
    csat: int | None = None
    slots: Slots
    person: Person
    replies: tuple[str, ...]


def handled(draw: Draw, today: date, said: Word) -> dict[str, Any]:
    """Return the fields from state to credit, in agreement with each other and not later than yesterday."""
    state = _state(draw, today, said)
    moments = _moments(draw, today, said, state)
    reached = _STATES.index(state)
    answered = reached >= _STATES.index(FeedbackState.ANSWERED)
    within = _REPLY_WORKDAYS.get(said.kind)
    return {
        "state": state,
        "assignee": said.person.id if reached >= _STATES.index(FeedbackState.ASSIGNED) else None,
        "reply_due": _reply_due(said.received, within) if within else None,
        "answer": said.slots.fill(draw.choice(said.replies)) if answered else None,
        **moments,
        **_credit(draw, said, moments.get("answered_at")),
    }


def _state(draw: Draw, today: date, said: Word) -> FeedbackState:
    age = (today - said.received.date()).days
    weights = next((weights for below, weights in _BY_AGE if age < below), _OLD)
    return draw.choices(_STATES, weights)[0]


def _moments(draw: Draw, today: date, said: Word, state: FeedbackState) -> dict[str, datetime]:
    """Return when each step up to the state was done."""
    latest = max(said.received, days.moment(today - timedelta(days=1), 17))
    acknowledged = min(latest, _after(draw, said.received, draw.choice((0, 0, 1))))
    answered = min(latest, _after(draw, acknowledged, draw.choice((0, 1, 1, 2, 3, 5))))
    closed = min(latest, _after(draw, answered, draw.choice((0, 1, 2, 4, 8))))
    steps = (
        (FeedbackState.ACKNOWLEDGED, "acknowledged_at", acknowledged),
        (FeedbackState.ANSWERED, "answered_at", answered),
        (FeedbackState.CLOSED, "closed_at", closed),
    )
    return {name: at for step, name, at in steps if _STATES.index(step) <= _STATES.index(state)}


def _after(draw: Draw, earlier: datetime, workdays: int) -> datetime:
    """Return a moment in office hours so many working days later; the same day it is an hour or so later."""
    if workdays == 0 and days.is_workday(earlier.date()) and earlier.hour < LAST_HOUR:
        return earlier + timedelta(minutes=draw.randint(10, 100))
    return days.moment(days.later(earlier.date(), max(1, workdays)), draw.randint(6, LAST_HOUR), draw.randrange(60))


def _reply_due(received: datetime, workdays: int) -> datetime:
    return days.moment(days.later(received.date(), workdays), 15)


def _credit(draw: Draw, said: Word, answered: datetime | None) -> dict[str, Any]:
    """Return who is credited: whom a compliment names, told mostly when it was answered."""
    named = said.person.name in f"{said.subject} {said.text}" or draw.chance(0.3)
    if said.kind is not FeedbackKind.COMPLIMENT or not named:
        return {}
    told = answered.date() if answered and draw.chance(0.75) else None
    return {"credited_to": (said.person.id,), "credit_told_on": told}
