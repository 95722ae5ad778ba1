"""One record as an event: a touchpoint when it was held or is planned, the others as whole days."""

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
_DAY = timedelta(days=1)


def event_of(record: Record, mentioned: Around) -> Event | None:
    """Return the event of a record of one of the kinds that have a date; None where it has none."""
    match record:
        case Touchpoint():
            return _touchpoint(record, mentioned)
        case Commitment():
            return _commitment(record, mentioned)
        case FollowUp():
            return _follow_up(record, mentioned)
        case TimeOff():
            return _time_off(record, mentioned)
    raise TypeError(type(record).__name__)


def _touchpoint(record: Touchpoint, mentioned: Around) -> Event | None:
    start = record.held_at or record.planned_at
    if start is None:
        return None
    words = record.purpose or str(record.kind).capitalize()
    event = _event(record, start.astimezone(UTC), _with(words, mentioned.name(record.client)), record.notes)
    if record.minutes is not None:
        with suppress(OverflowError):
            event.add("duration", timedelta(minutes=record.minutes))
    event.add("categories", [str(word) for word in (record.kind, record.nature) if word])
    for one in attending(record):
        if attendee := mentioned.attendee(one):
            event.add("attendee", attendee, encode=False)
    return event


def _commitment(record: Commitment, mentioned: Around) -> Event | None:
    if record.due is None:
        return None
    owner = mentioned.name(record.owner)
    facts = (f"State: {record.state}", f"Accountable owner: {owner}" if owner else None, record.promise_text)
    event = _whole_days(record, record.due, _with(record.title, mentioned.name(record.client)), *facts, record.notes)
    if record.state in _OFF_THE_TABLE:
        event.add("status", "CANCELLED")
    return event


def _follow_up(record: FollowUp, mentioned: Around) -> Event | None:
    if record.due is None:
        return None
    owner, done = mentioned.name(record.owner), record.done_on
    facts = (f"Owner: {owner}" if owner else None, f"Done on {done.isoformat()}" if done else None)
    return _whole_days(record, record.due, record.text, *facts, record.notes)


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
