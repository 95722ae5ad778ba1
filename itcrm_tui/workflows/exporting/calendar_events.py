"""A record as events: a touchpoint when it was held or is planned, the others as whole days.

A commitment has two: the day it is due, and the day until which the client gets an answer.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

from icalendar import Event

from itcrm_tui.domain.commitment import Commitment, CommitmentState
from itcrm_tui.domain.outreach import FollowUp, Touchpoint
from itcrm_tui.domain.people import TimeOff
from itcrm_tui.domain.record import Record
from itcrm_tui.workflows.exporting.calendar_people import Around, attending
from itcrm_tui.workflows.exporting.harmless import harmless, harmless_line

_OFF_THE_TABLE = (CommitmentState.DECLINED, CommitmentState.WITHDRAWN)
_UNANSWERED = (CommitmentState.DRAFT, CommitmentState.CHECKED)
_DAY = timedelta(days=1)


def events_of(record: Record, mentioned: Around) -> Iterator[Event]:
    """Yield the events of a record of one of the kinds that have dates; none where it has no date."""
    match record:
        case Touchpoint():
            yield from _touchpoint(record, mentioned)
        case Commitment():
            yield from _commitment(record, mentioned)
        case FollowUp():
            yield from _follow_up(record, mentioned)
        case TimeOff():
            yield _time_off(record, mentioned)
        case _:
            raise TypeError(type(record).__name__)


def _touchpoint(record: Touchpoint, mentioned: Around) -> Iterator[Event]:
    start = record.held_at or record.planned_at
    if start is None:
        return
    words = record.purpose or str(record.kind).capitalize()
    event = _event(record, start.astimezone(UTC), _with(words, mentioned.name(record.client)), record.notes)
    if record.minutes is not None:
        with suppress(OverflowError):
            event.add("duration", timedelta(minutes=record.minutes))
    event.add("categories", [str(word) for word in (record.kind, record.nature) if word])
    for one in attending(record):
        if attendee := mentioned.attendee(one):
            event.add("attendee", attendee, encode=False)
    yield event


def _commitment(record: Commitment, mentioned: Around) -> Iterator[Event]:
    """Yield when it is due and when its answer is; what nobody waits for any more is cancelled, not left out."""
    owner, client = mentioned.name(record.owner), mentioned.name(record.client)
    facts = (f"State: {record.state}", f"Accountable owner: {owner}" if owner else None, record.promise_text)
    title = _with(record.title, client)
    if record.due is not None:
        event = _whole_days(record, record.due, title, *facts, record.notes)
        yield _cancelled(event) if record.state in _OFF_THE_TABLE else event
    if record.answer_due is not None:
        event = _whole_days(record, record.answer_due, f"Answer due: {title}", *facts, record.notes)
        event["uid"] = f"{record.id}-answer"
        yield event if record.state in _UNANSWERED else _cancelled(event)


def _cancelled(event: Event) -> Event:
    event.add("status", "CANCELLED")
    return event


def _follow_up(record: FollowUp, mentioned: Around) -> Iterator[Event]:
    if record.due is None:
        return
    owner, done = mentioned.name(record.owner), record.done_on
    facts = (f"Owner: {owner}" if owner else None, f"Done on {done.isoformat()}" if done else None)
    yield _whole_days(record, record.due, record.text, *facts, record.notes)


def _time_off(record: TimeOff, mentioned: Around) -> Event:
    days = record.ends_on - record.starts_on + _DAY
    words = f"{mentioned.name(record.person) or 'Somebody'} is away"
    return _whole_days(record, record.starts_on, words, record.notes, length=days)


def _whole_days(record: Record, day: date, words: str, *texts: str | None, length: timedelta = _DAY) -> Event:
    event = _event(record, day, words, *texts)
    event.add("duration", length)
    event.add("transp", "TRANSPARENT")
    return event


def _event(record: Record, start: date | datetime, words: str, *texts: str | None) -> Event:
    """Return an event that is the same each time: its stamps are those of the record, not of now."""
    event = Event()
    event.add("uid", record.id)
    event.add("summary", harmless_line(words))
    event.add("dtstart", start)
    for name, at in (("dtstamp", record.updated_at), ("created", record.created_at)):
        if at:
            event.add(name, at.astimezone(UTC))
    if known := [harmless(text) for text in texts if text]:
        event.add("description", "\n\n".join(known))
    return event


def _with(words: str, client: str) -> str:
    """Return what it is and for whom, unless the words say so themselves."""
    return words if client in words else f"{words} ({client})"
