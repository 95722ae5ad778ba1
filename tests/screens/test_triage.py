"""Monday's triage: twelve rows of every kind take two keys a row at most, and each is taken back and done again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from textual.pilot import Pilot

from itcrm_tui.app import ItcrmApp
from itcrm_tui.domain.client import Client
from itcrm_tui.domain.commitment import Answer, Commitment, CommitmentState, Requirement
from itcrm_tui.domain.feedback import Feedback, FeedbackKind
from itcrm_tui.domain.outreach import FollowUp, Touchpoint, TouchpointKind
from itcrm_tui.domain.people import Person, Role, Team
from itcrm_tui.domain.record import Record
from itcrm_tui.ids import new_id
from itcrm_tui.workflows.promising.gate import guarded
from screens.host import Opening
from screens.today import Today
from storage.opening import open_store
from storage.store import Store
from tests.screens.conftest import TODAY
from tests.screens.driving import press, seen, started

ROLE_ID = new_id()
DANA = Person(name="Dana", login="dana", weekly_minutes=2400, role_shares=((ROLE_ID, Decimal(1)),))
TEAM = Team(name="Networks", lead=DANA.id)
NETWORK = Role(id=ROLE_ID, name="Network", team=TEAM.id)
CLIENT = Client(code="FIN", name="Finance", relationship_owner=DANA.id)
VISIT = Touchpoint(
    client=CLIENT.id, kind=TouchpointKind.VISIT, purpose="Visit", held_at=datetime(2026, 11, 16, tzinfo=UTC)
)


@dataclass(frozen=True)
class Row:
    """A row of Today, the keys that deal with it, and what is said then."""

    title: str
    keys: str
    said: str
    records: Sequence[Record]


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


def asked(title: str) -> Row:
    one = Commitment(client=CLIENT.id, title=title, due=day(200), state=CommitmentState.CHECKED, answer_due=day(9))
    need = Requirement(commitment=one.id, role=NETWORK.id, minutes=60)
    return Row(title, "ra", f"Accepted: Network of {title}.", (one, need, Answer(requirement=need.id)))


def promise(title: str, state: CommitmentState, due: int, said: str) -> Row:
    one = Commitment(client=CLIENT.id, title=title, due=day(due), state=state, owner=DANA.id, promised_on=day(-30))
    return Row(title, "m", said, (one,))


def complaint(title: str, due: int) -> Row:
    at = datetime(2026, 11, 23, 9, tzinfo=UTC) + timedelta(days=due)
    one = Feedback(kind=FeedbackKind.COMPLAINT, subject=title, client=CLIENT.id, assignee=DANA.id, reply_due=at)
    return Row(title, "m", f"{title}: now acknowledged.", (one,))


def follow_up(title: str, due: int) -> Row:
    one = FollowUp(touchpoint=VISIT.id, text=title, owner=DANA.id, due=day(due))
    return Row(title, "m", f"Done: {title}.", (one,))


def put_aside(row: Row) -> Row:
    return Row(row.title, "z\n", f"“{row.title}” is put aside until Tue 24 Nov.", row.records)


BEGUN, DELIVERED = "now in delivery.", "now delivered."
ROWS = (
    promise("Mail archive", CommitmentState.IN_DELIVERY, -3, f"Mail archive: {DELIVERED}"),
    promise("Scanners", CommitmentState.PROMISED, -2, f"Scanners: {BEGUN}"),
    complaint("Payroll was late", -1),
    follow_up("Send the minutes", -1),
    promise("Printer move", CommitmentState.IN_DELIVERY, 0, f"Printer move: {DELIVERED}"),
    asked("Site Lyon"),
    asked("Badge readers"),
    asked("Wi-Fi hall 3"),
    put_aside(promise("Laptops", CommitmentState.PROMISED, 1, "")),
    complaint("The portal is slow", 1),
    put_aside(follow_up("Ask for a date", 2)),
    follow_up("Call the port", 3),
)


@pytest.fixture
def app(tmp_path: Path) -> ItcrmApp:
    """The app, as the one whom all rows are waiting for."""
    url = f"sqlite:///{tmp_path}/triage.db"
    store = open_store(url, actor="dana", device="desk", create=True)
    with store.write("Set up a Monday") as unit:
        for record in (DANA, TEAM, NETWORK, CLIENT, VISIT, *(one for row in ROWS for one in row.records)):
            unit.add(record)
    store.close()

    def open_it() -> Store:
        return guarded(open_store(url, actor="dana", device="desk"))

    return ItcrmApp(Opening(open_it, open_it, lambda: None, url), today=TODAY)


def today(pilot: Pilot[int]) -> Today:
    screen = pilot.app.screen
    assert isinstance(screen, Today)
    return screen


def state(pilot: Pilot[int]) -> object:
    """All that Today holds, whatever tab it shows."""
    screen = today(pilot)
    assert screen.day is not None
    return sorted((need.id, need.note, need.title) for need in screen.day.needs), dict(screen.memory.get("snoozed", {}))


def said(pilot: Pilot[int]) -> str:
    return seen(pilot).splitlines()[-1]


async def test_twelve_rows_take_two_keys_a_row_and_each_is_undone_and_redone(app: ItcrmApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "1")
        assert "mine 12" in seen(pilot)
        before = [state(pilot)]
        for row in ROWS:
            need = today(pilot).need
            assert need is not None
            assert need.title == row.title
            keys = [{"\n": "enter"}.get(key, key) for key in row.keys]
            await press(pilot, *keys)
            assert row.said in said(pilot)
            before.append(state(pilot))
            if (still := today(pilot).need) is not None and still.title == row.title:
                keys.append("j")
                await press(pilot, "j")
            assert len(keys) <= 2
        for row, there in zip(reversed(ROWS), reversed(before[:-1]), strict=True):
            await press(pilot, "u")
            assert said(pilot).startswith(" Undid: "), row
            assert state(pilot) == there
        for row, there in zip(ROWS, before[1:], strict=True):
            await press(pilot, "U")
            assert said(pilot).startswith(" Redid: "), row
            assert state(pilot) == there
