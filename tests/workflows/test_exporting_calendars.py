"""Calendars, read back as a calendar program would."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from icalendar import Calendar

from itcrm_tui.domain.client import Client, Stakeholder
from itcrm_tui.domain.commitment import Commitment, CommitmentState
from itcrm_tui.domain.outreach import FollowUp, Touchpoint, TouchpointKind
from itcrm_tui.domain.people import Person, TimeOff
from itcrm_tui.workflows.exporting.harmless import harmless, harmless_line
from storage.store import Store
from tests.workflows.export_steps import export_file
from tests.workflows.hostile_texts import HOSTILE

NOW = datetime(2026, 11, 20, 14, 5, 7, 999999, tzinfo=UTC)
START = datetime(2026, 12, 1, 9, tzinfo=UTC)


def save(store: Store, *records: Any) -> None:
    store.clock = lambda: NOW
    with store.write("fill") as unit:
        for record in records:
            unit.add(record)


def events(path: Path) -> list[Any]:
    """The events of a calendar, in order."""
    return list(Calendar.from_ical(path.read_bytes()).walk("VEVENT"))


def test_a_touchpoint_is_an_event_with_its_people(store: Store, tmp_path: Path) -> None:
    finance = Client(name="Finance")
    dana, ravi = Person(name='Dana "D"', email="dana@example.org"), Person(name="Ravi")
    okoye = Stakeholder(client=finance.id, name="M. Okoye", email="o; k@example.org")
    visit = Touchpoint(
        kind=TouchpointKind.VISIT,
        client=finance.id,
        planned_at=START,
        minutes=90,
        held_by=(dana.id, ravi.id),
        with_people=(dana.id,),
        with_stakeholders=(okoye.id,),
        purpose="Review",
        notes="bring figures",
    )
    save(store, finance, dana, ravi, okoye, visit)
    account = export_file(store, tmp_path / "out.ics", "touchpoint")
    (event,) = events(tmp_path / "out.ics")
    assert (event["uid"], event["summary"], event["description"]) == (visit.id, "Review (Finance)", "bring figures")
    assert (event["dtstart"].dt, event["duration"].dt) == (START, timedelta(minutes=90))
    assert event["dtstamp"].dt == NOW.replace(microsecond=0)
    assert list(event["attendee"]) == ["mailto:dana@example.org", f"urn:uuid:{ravi.id}", "mailto:o%3B%20k@example.org"]
    assert [one.params["CN"] for one in event["attendee"]] == ['Dana "D"', "Ravi", "M. Okoye"]
    assert (account.rows, account.remarks) == (1, [])


def test_an_event_is_when_it_was_held_and_the_file_is_the_same_each_time(store: Store, tmp_path: Path) -> None:
    later = START + timedelta(days=1)
    save(store, Touchpoint(kind=TouchpointKind.CALL, planned_at=START, held_at=later))
    for name in ("a.ics", "b.ics"):
        export_file(store, tmp_path / name, "touchpoint")
    (event,) = events(tmp_path / "a.ics")
    assert (event["dtstart"].dt, event["summary"]) == (later, "Call")
    assert (tmp_path / "a.ics").read_bytes() == (tmp_path / "b.ics").read_bytes()


def test_what_has_no_date_is_left_out_and_counted(store: Store, tmp_path: Path) -> None:
    finance = Client(name="Finance")
    undated = [Touchpoint(kind=TouchpointKind.CALL) for _ in range(2)]
    dated = Touchpoint(kind=TouchpointKind.CALL, planned_at=START)
    save(store, finance, *undated, dated, Commitment(client=finance.id, title="VPN"))
    assert export_file(store, tmp_path / "calls.ics", "touchpoint").remarks == [
        "Left out, as a calendar needs a date: 2 touchpoints."
    ]
    assert [event["uid"] for event in events(tmp_path / "calls.ics")] == [dated.id]
    assert export_file(store, tmp_path / "due.ics", "commitment").remarks == [
        "Left out, as a calendar needs a date: 1 commitment."
    ]


def test_commitments_follow_ups_and_absences_are_whole_days(store: Store, tmp_path: Path) -> None:
    finance, dana = Client(name="Finance"), Person(name="Dana")
    due = {"client": finance.id, "due": date(2026, 12, 12)}
    vpn = Commitment(title="VPN", owner=dana.id, promise_text="for 40 users", **due)
    off = Commitment(title="Wifi for Finance", state=CommitmentState.WITHDRAWN, **due)
    call = Touchpoint(kind=TouchpointKind.CALL)
    task = FollowUp(touchpoint=call.id, text="Send minutes", due=date(2026, 12, 2), done_on=date(2026, 12, 1))
    away = TimeOff(person=dana.id, starts_on=date(9999, 12, 30), ends_on=date(9999, 12, 31))
    save(store, finance, dana, vpn, off, call, task, away)
    for kind in ("commitment", "follow_up", "time_off"):
        export_file(store, tmp_path / f"{kind}.ics", kind)
    first, second = events(tmp_path / "commitment.ics")
    assert (first["summary"], first["dtstart"].dt, first["duration"].dt) == (
        "VPN (Finance)",
        date(2026, 12, 12),
        timedelta(days=1),
    )
    assert first["description"] == "State: draft\n\nAccountable owner: Dana\n\nfor 40 users"
    assert ("status" in first, second["status"], second["summary"]) == (False, "CANCELLED", "Wifi for Finance")
    (event,) = events(tmp_path / "follow_up.ics")
    assert (event["dtstart"].dt, event["description"]) == (date(2026, 12, 2), "Done on 2026-12-01")
    (event,) = events(tmp_path / "time_off.ics")
    assert (event["summary"], event["dtstart"].dt, event["duration"].dt) == (
        "Dana is away",
        date(9999, 12, 30),
        timedelta(days=2),
    )


def test_a_commitment_is_in_the_calendar_when_it_is_due_and_when_its_answer_is(store: Store, tmp_path: Path) -> None:
    finance = Client(name="Finance")
    days = {"client": finance.id, "due": date(2026, 12, 12), "answer_due": date(2026, 12, 1)}
    asked = Commitment(title='VPN; for "all"', state=CommitmentState.CHECKED, **days)
    promised = Commitment(title="Wifi", state=CommitmentState.PROMISED, **days)
    gone = Commitment(title="Fax", state=CommitmentState.WITHDRAWN, **days)
    only_asked = Commitment(client=finance.id, title="Phones", answer_due=date(2026, 12, 3))
    undated = Commitment(client=finance.id, title="Some day")
    save(store, finance, asked, promised, gone, only_asked, undated)
    account = export_file(store, tmp_path / "x.ics", "commitment")
    assert account.remarks == ["Left out, as a calendar needs a date: 1 commitment."]
    found = {str(event["uid"]): event for event in events(tmp_path / "x.ics")}
    assert {uid: (str(event["summary"]), event["dtstart"].dt, event.get("status")) for uid, event in found.items()} == {
        asked.id: ('VPN; for "all" (Finance)', date(2026, 12, 12), None),
        f"{asked.id}-answer": ('Answer due: VPN; for "all" (Finance)', date(2026, 12, 1), None),
        promised.id: ("Wifi (Finance)", date(2026, 12, 12), None),
        f"{promised.id}-answer": ("Answer due: Wifi (Finance)", date(2026, 12, 1), "CANCELLED"),
        gone.id: ("Fax (Finance)", date(2026, 12, 12), "CANCELLED"),
        f"{gone.id}-answer": ("Answer due: Fax (Finance)", date(2026, 12, 1), "CANCELLED"),
        f"{only_asked.id}-answer": ("Answer due: Phones (Finance)", date(2026, 12, 3), None),
    }


def test_nothing_that_somebody_typed_becomes_a_line_of_its_own(store: Store, tmp_path: Path) -> None:
    lines = [" ".join(text.replace("\r", "\n").split("\n")) for text in HOSTILE]
    people = [Person(name=f"{at} {line}", email=line) for at, line in enumerate(lines)]
    meetings = [
        Touchpoint(kind=TouchpointKind.CALL, planned_at=START, purpose=line, notes=text, held_by=(person.id,))
        for text, line, person in zip(HOSTILE, lines, people, strict=True)
    ]
    save(store, *people, *meetings)
    export_file(store, tmp_path / "out.ics", "touchpoint")
    found = {event["uid"]: event for event in events(tmp_path / "out.ics")}
    assert len(found) == len(HOSTILE)
    for meeting, text, line in zip(meetings, HOSTILE, lines, strict=True):
        event = found[meeting.id]
        assert (event["summary"], event["description"]) == (harmless_line(line), harmless(text))
        assert len(event["attendee"].params["CN"]) > 1
    text = (tmp_path / "out.ics").read_bytes().decode()
    assert text.count("\r\nBEGIN:VEVENT\r\n") == len(HOSTILE)
    assert not [char for char in text if char < " " and char not in "\r\n\t"]


def test_a_length_that_no_calendar_can_say_is_left_out(store: Store, tmp_path: Path) -> None:
    save(store, Touchpoint(kind=TouchpointKind.CALL, planned_at=START, minutes=2**52))
    export_file(store, tmp_path / "out.ics", "touchpoint")
    (event,) = events(tmp_path / "out.ics")
    assert "duration" not in event
