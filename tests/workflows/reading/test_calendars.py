"""Events as Google, Apple and Outlook write them, and those that cannot be touchpoints."""

from __future__ import annotations

import pytest

from itcrm_tui.domain.notation import Notation
from itcrm_tui.domain.parsing_numbers import minutes
from itcrm_tui.workflows.importing.reading import FileError
from tests.workflows.reading.reading_steps import exact, faults, said, sheet, sheets

ZONE = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:{rule}
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
"""
OCTOBER = "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"


def event(*lines: str) -> str:
    """An event with these lines."""
    return "\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""])


def calendar(*parts: str) -> str:
    """A calendar of these parts."""
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{''.join(parts)}END:VCALENDAR\n"


def test_a_meeting_of_outlook_in_a_time_zone_of_its_own_making() -> None:
    meeting = event(
        'ATTENDEE;CN="Ann";RSVP=TRUE:mailto:ann@acme.example',
        "ATTENDEE:MAILTO:cy@acme.example",
        "ATTENDEE;CUTYPE=RESOURCE;CN=Room 5:mailto:room5@x.example",
        "DESCRIPTION:Agenda:\\n1. costs\\, and",
        "  more",
        'DTSTART;TZID="(UTC+01:00) Amsterdam":20260715T100000',
        'DTEND;TZID="(UTC+01:00) Amsterdam":20260715T113000',
        "LOCATION:Microsoft Teams Meeting",
        'ORGANIZER;CN="Bo":mailto:bo@it.example',
        "SUMMARY;LANGUAGE=de:Service review with Acme",
        "UID:0400",
        "BEGIN:VALARM",
        "TRIGGER:nonsense",
        "DESCRIPTION:Reminder",
        "END:VALARM",
    )
    found = sheet(calendar(ZONE.format(name="(UTC+01:00) Amsterdam", rule=OCTOBER), meeting), "outlook.ics")
    assert said(found) == {
        "Purpose": "Service review with Acme",
        "Kind": "service review",
        "Planned at": "2026-07-15 10:00:00+02:00",
        "Hours": "1:30",
        "Place": "remote",
        "Organizer": "bo@it.example",
        "Attendees": "ann@acme.example; cy@acme.example",
        "Attendee names": "Ann",
        "Rooms": "Room 5",
        "Location": "Microsoft Teams Meeting",
        "Notes": "Agenda:\n1. costs, and more",
        "External key": "0400",
    }


def test_times_of_every_sort_have_one_reading() -> None:
    starts = {
        ":20260105T100000Z": "2026-01-05 10:00:00+00:00",
        ";TZID=W. Europe Standard Time:20260705T100000": "2026-07-05 10:00:00+02:00",
        ";TZID=/freeassociation.sourceforge.net/Europe/Berlin:20260105T100000": "2026-01-05 10:00:00+01:00",
        ":20260105T100000": "2026-01-05 10:00:00",
        ";VALUE=DATE:20260105": "2026-01-05",
    }
    found = sheet(calendar(*(event(f"DTSTART{start}", "SUMMARY:x") for start in starts)), "a.ics")
    at = found.header.index("Planned at")
    assert [str(row.cells[at]) for row in found.rows] == list(starts.values())
    assert all(exact(row)[at] for row in found.rows)


@pytest.mark.parametrize(
    ("told", "expected"),
    [("DURATION:PT45M", 45), ("DTEND:20260106T110000Z", 25 * 60), ("DURATION:P1DT30M", 24 * 60 + 30)],
)
def test_how_long_it_takes_is_read_as_hours(told: str, expected: int) -> None:
    hours = said(sheet(calendar(event("DTSTART:20260105T100000Z", told, "SUMMARY:x")), "a.ics"))["Hours"]
    assert minutes(hours, Notation()) == expected


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["SUMMARY:Lunch", "CATEGORIES:Travel,Visit"], "visit"),
        (["SUMMARY:Quarterly Strategy Session, then a call"], "strategy session"),
        (["SUMMARY:Recall of laptops"], "other"),
        (["CATEGORIES:Other"], "other"),
    ],
)
def test_the_kind_is_told_only_by_its_own_word(lines: list[str], kind: str) -> None:
    assert said(sheet(calendar(event("DTSTART:20260105T100000Z", *lines)), "a.ics"))["Kind"] == kind


@pytest.mark.parametrize(
    ("lines", "remote"),
    [
        (["LOCATION:https://acme.zoom.us/j/1"], True),
        (["X-GOOGLE-CONFERENCE:https://meet.google.com/a"], True),
        (["LOCATION:Room 5", "X-GOOGLE-CONFERENCE:https://meet.google.com/a"], False),
        (["LOCATION:Oslo"], False),
        (["DESCRIPTION:https://acme.zoom.us/j/1"], False),
    ],
)
def test_only_a_conference_and_nothing_else_is_remote(lines: list[str], remote: bool) -> None:
    found = sheet(calendar(event("DTSTART:20260105T100000Z", *lines)), "a.ics")
    assert ("Place" in said(found)) is remote


def test_an_exception_of_a_series_has_a_key_of_its_own() -> None:
    series = event("UID:s", "DTSTART:20260105T100000Z", "RRULE:FREQ=WEEKLY;BYDAY=MO", "SUMMARY:x")
    moved = event("UID:s", "RECURRENCE-ID:20260112T100000Z", "DTSTART:20260113T100000Z", "SUMMARY:x")
    found = sheet(calendar(series, moved), "a.ics")
    assert said(found, 0)["Repeats"] == "FREQ=WEEKLY;BYDAY=MO"
    assert [said(found, at)["External key"] for at in (0, 1)] == ["s", "s 2026-01-12 10:00:00+00:00"]


def test_many_calendars_in_one_file_are_one_list_and_the_rest_is_counted() -> None:
    tasks = "BEGIN:VTODO\nSUMMARY:t\nEND:VTODO\n" * 2
    one = calendar(event("DTSTART:20260105T100000Z", "SUMMARY:a"), tasks)
    found = sheet((one + calendar(event("DTSTART:20260106", "SUMMARY:b"))).replace("\n", "\r\n"), "a.ics")
    assert [row.number for row in found.rows] == [3, 16]
    assert "without 2 tasks" in found.form


def test_what_cannot_be_a_touchpoint_is_a_fault_of_its_row() -> None:
    endless = ZONE.format(name="Endless", rule="FREQ=SECONDLY")
    events = [
        event("DTSTART:20260105T100000Z", "SUMMARY:fine"),
        event("DTSTART:20260105T100000Z", "SUMMARY:gone", "STATUS:CANCELLED"),
        event("DTSTART;TZID=Mars/Base:20260105T100000", "SUMMARY:mars"),
        event("DTSTART;TZID=Endless:20260105T100000", "SUMMARY:endless"),
        event("DTSTART:garbage", "SUMMARY:bad"),
        event("DTSTART:20260105T100000Z", "DTEND:20260105T090000Z", "SUMMARY:back"),
        "BEGIN:VEVENT\nSUMMARY:open\n",
    ]
    found = sheet(calendar(endless, *events), "a.ics")
    assert list(faults(found).values()) == [
        "“gone” is cancelled",
        "its time zone “Mars/Base” is unknown",
        "its time zone “Endless” is unknown",
        "its start cannot be read",
        "it ends before it begins",
        "it does not end",
    ]
    assert said(found)["Purpose"] == "fine"


def test_a_zone_of_one_file_is_not_taken_for_that_of_another() -> None:
    meeting = event("DTSTART;TZID=Ours:20260105T100000", "SUMMARY:x")
    assert sheets(calendar(ZONE.format(name="Ours", rule=OCTOBER), meeting), "a.ics")
    with pytest.raises(FileError, match="unknown"):
        sheets(calendar(meeting), "b.ics")


def test_a_calendar_without_events_says_what_it_holds() -> None:
    with pytest.raises(FileError, match="no events, only 1 task"):
        sheets(calendar("BEGIN:VTODO\nSUMMARY:t\nEND:VTODO\n"), "a.ics")


def test_attached_files_are_left_out_and_the_event_is_read() -> None:
    attached = "ATTACH;FMTTYPE=application/pdf;ENCODING=BASE64;VALUE=BINARY:" + "\n ".join(["QUJD" * 15] * 6000)
    found = sheet(calendar(event("DTSTART:20260105", attached, "SUMMARY:x")), "a.ics")
    assert said(found)["Purpose"] == "x"
