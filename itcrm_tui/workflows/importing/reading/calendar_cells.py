"""An event of a calendar as cells, in the words of our touchpoints and further readable columns."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import unquote

from icalendar import Component

from itcrm_tui.domain.outreach import Nature, TouchpointKind
from itcrm_tui.workflows.importing.reading.html_text import text_of
from itcrm_tui.workflows.importing.reading.sheet import Exact

_CONFERENCES = (
    "CONFERENCE",
    "X-GOOGLE-CONFERENCE",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
)
_MEETING_URL = re.compile(
    r"https?://\S*(zoom\.us|teams\.microsoft\.com|teams\.live\.com|meet\.google\.com|webex\.com|gotomeeting|"
    r"meet\.jit\.si|whereby\.com|bigbluebutton)\S*",
    re.IGNORECASE,
)
_MEETING_WORDS = {
    "microsoft teams meeting",
    "microsoft teams-besprechung",
    "zoom meeting",
    "google meet",
    "skype meeting",
}
_FURTHER = (
    ("Status", "STATUS"),
    ("Website", "URL"),
    ("Comment", "COMMENT"),
    ("Contact", "CONTACT"),
    ("Resources", "RESOURCES"),
    ("Attachments", "ATTACH"),
)
_BROKEN = {"DTSTART": "its start", "DTEND": "its end", "DURATION": "its duration"}


class EventError(ValueError):
    """The event cannot be a touchpoint; the message says why."""


def cells_of(event: Component) -> dict[str, str]:
    """Return the cells of an event by the names of their columns; raises EventError."""
    if _text(event, "STATUS").upper() == "CANCELLED":
        raise EventError(f"“{_text(event, 'SUMMARY') or 'the event'}” is cancelled")
    for name, _ in event.errors:
        if name in _BROKEN:
            raise EventError(f"{_BROKEN[name]} cannot be read")
    return {name: text for name, text in _cells(event) if text}


def _cells(event: Component) -> Iterator[tuple[str, str]]:
    start = _moment(event, "DTSTART")
    yield "Purpose", _text(event, "SUMMARY") or "(no title)"
    yield "Kind", str(_kind(event))
    yield "Nature", next((word for word in map(str.casefold, _categories(event)) if word in set(Nature)), "")
    yield "Planned at", _iso(start) if start else ""
    yield "Hours", _hours(event, start)
    yield "Place", "remote" if _is_remote(event) else ""
    yield from _people(event)
    yield "Location", _text(event, "LOCATION")
    yield "Notes", _text(event, "DESCRIPTION") or text_of(_text(event, "X-ALT-DESC"))
    yield "Categories", "; ".join(_categories(event))
    yield "Repeats", "\n".join(one.to_ical().decode() for one in _all(event, "RRULE"))
    yield "Conference", "; ".join(dict.fromkeys(text for name in _CONFERENCES if (text := _text(event, name))))
    yield from ((column, _text(event, name)) for column, name in _FURTHER)
    again = _moment(event, "RECURRENCE-ID")
    yield "External key", " ".join(filter(None, (_text(event, "UID"), _iso(again) if again else "")))


def _all(event: Component, name: str) -> list[Any]:
    found = event.get(name)
    return [] if found is None else found if isinstance(found, list) else [found]


def _text(event: Component, name: str) -> str:
    return "\n".join(dict.fromkeys(str(one).strip() for one in _all(event, name) if str(one).strip()))


def _moment(event: Component, name: str) -> date | None:
    """Return a date or a time; raises EventError for a time in a zone that nobody knows."""
    found = next(iter(_all(event, name)), None)
    if found is None:
        return None
    value = getattr(found, "dt", None)
    if not isinstance(value, date):
        raise EventError(f"{_BROKEN.get(name, 'a time of it')} cannot be read")
    zone = found.params.get("TZID")
    if zone and isinstance(value, datetime) and value.tzinfo is None:
        raise EventError(f"its time zone “{zone}” is unknown")
    return value


def _iso(moment: date) -> str:
    return Exact(moment.isoformat(sep=" ") if isinstance(moment, datetime) else moment.isoformat())


def _hours(event: Component, start: date | None) -> str:
    """Return how long the event takes as `1:30`; blank for whole days, and where it is not said."""
    told = next((one.dt for one in _all(event, "DURATION")), None)
    end = _moment(event, "DTEND")
    if not isinstance(start, datetime):
        return ""
    if isinstance(end, datetime) and (end.tzinfo is None) == (start.tzinfo is None):
        told = end - start
    if not isinstance(told, timedelta):
        return ""
    if told < timedelta():
        raise EventError("it ends before it begins")
    minutes = round(told.total_seconds() / 60)
    return Exact(f"{minutes // 60}:{minutes % 60:02}") if minutes else ""


def _kind(event: Component) -> TouchpointKind:
    """Return the kind that a category is, or that the title names; else other."""
    categories = {category.casefold() for category in _categories(event)}
    title = _text(event, "SUMMARY").casefold()
    known = sorted((kind for kind in TouchpointKind if kind is not TouchpointKind.OTHER), key=len, reverse=True)
    named = [kind for kind in known if kind in categories] or [
        kind for kind in known if re.search(rf"\b{kind}\b", title)
    ]
    return named[0] if named else TouchpointKind.OTHER


def _categories(event: Component) -> list[str]:
    found = (str(word).strip() for one in _all(event, "CATEGORIES") for word in getattr(one, "cats", [one]))
    return list(dict.fromkeys(word.replace(";", ",") for word in found if word))


def _is_remote(event: Component) -> bool:
    """Whether the only place is a conference; a room beside the link may be where people meet."""
    place = _text(event, "LOCATION")
    if not place:
        return any(_text(event, name) for name in _CONFERENCES)
    return bool(_MEETING_URL.fullmatch(place)) or place.casefold() in _MEETING_WORDS


def _people(event: Component) -> Iterator[tuple[str, str]]:
    rooms = [one for one in _all(event, "ATTENDEE") if _param(one, "CUTYPE").upper() in ("ROOM", "RESOURCE")]
    guests = [one for one in _all(event, "ATTENDEE") if one not in rooms]
    names = [name for one in guests if (name := _param(one, "CN")) and name.casefold() != _address(one).casefold()]
    yield "Organizer", "; ".join(map(_address, _all(event, "ORGANIZER")))
    yield "Attendees", "; ".join(dict.fromkeys(filter(None, map(_address, guests))))
    yield "Attendee names", "; ".join(dict.fromkeys(name.replace(";", ",") for name in names))
    yield "Rooms", "; ".join(filter(None, (_param(one, "CN") or _address(one) for one in rooms)))


def _address(person: Any) -> str:
    """Return the e-mail address of a person, else the name."""
    found = unquote(re.sub("^mailto:", "", str(person).strip(), flags=re.IGNORECASE))
    told = found if "@" in found else _param(person, "EMAIL") or _param(person, "CN")
    return (told or found).replace(";", ",").strip()


def _param(one: Any, name: str) -> str:
    return str(getattr(one, "params", {}).get(name, "")).strip()
