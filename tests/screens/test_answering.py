"""`r` writes a team's answer down from wherever one sees it, in the fewest keys; each is undone and redone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from itcrm_tui.app import ItcrmApp
from itcrm_tui.domain.client import Client
from itcrm_tui.domain.commitment import (
    Answer,
    Commitment,
    CommitmentState,
    Progress,
    Requirement,
    RequirementKind,
    Thing,
)
from itcrm_tui.domain.people import Person, Role, Team
from itcrm_tui.domain.record import Record
from itcrm_tui.ids import RecordId, new_id
from itcrm_tui.workflows.promising.gate import guarded
from screens.host import Opening
from storage.opening import open_store
from storage.store import Store
from tests.screens.conftest import TODAY
from tests.screens.driving import press, seen, started, write

MakeApp = Callable[[str], ItcrmApp]

NETWORK_ID, DBA_ID = new_id(), new_id()
LIND = Person(name="S. Lind", login="slind", weekly_minutes=2400, role_shares=((NETWORK_ID, Decimal(1)),))
MEYER = Person(name="K. Meyer", login="kmeyer", weekly_minutes=2400, role_shares=((DBA_ID, Decimal(1)),))
NETWORKS = Team(name="Networks", lead=LIND.id, deputy=MEYER.id)
DATA = Team(name="Data", lead=MEYER.id)
NETWORK = Role(id=NETWORK_ID, name="Network", team=NETWORKS.id)
DBA = Role(id=DBA_ID, name="DBA", team=DATA.id)
LOGISTICS = Client(code="LOG", name="Logistics")
LYON = Commitment(
    client=LOGISTICS.id,
    title="Site Lyon",
    due=date(2027, 2, 12),
    answer_due=date(2026, 11, 25),
    state=CommitmentState.CHECKED,
    owner=MEYER.id,
)
NEED = Requirement(commitment=LYON.id, role=NETWORK.id, minutes=2400)
ASKED = Answer(id=RecordId("01a1ede2-6680-7000-8000-000000000001"), requirement=NEED.id)
"""Made five days before the day of these tests."""


@pytest.fixture
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with one checked commitment, of which the network's team is asked."""
    found = f"sqlite:///{tmp_path_factory.mktemp('answering')}/unit.db"
    store = open_store(found, actor="sample", device="desk", create=True)
    store.clock = lambda: datetime(2026, 11, 18, 9, tzinfo=UTC)
    add(store, LIND, MEYER, NETWORKS, DATA, NETWORK, DBA, LOGISTICS, LYON, NEED, ASKED)
    store.close()
    return found


@pytest.fixture
def make_app(url: str) -> MakeApp:
    """Starts the app on it, as somebody."""

    def make(login: str) -> ItcrmApp:
        def open_it() -> Store:
            return guarded(open_store(url, actor=login, device="desk"))

        return ItcrmApp(Opening(open_it, open_it, lambda: None, url), today=TODAY)

    return make


def add(store: Store, *records: Record) -> None:
    with store.write("Add") as unit:
        for record in records:
            unit.add(record)


def later(url: str, *records: Record) -> None:
    """Write what is there besides, before the app starts."""
    store = open_store(url, actor="sample", device="desk")
    add(store, *records)
    store.close()


def found(url: str, record_type: type[Record]) -> list[Record]:
    """What is in the database."""
    store = open_store(url, actor="sample", device="desk")
    with store.read() as reader:
        records = reader.find(record_type)
    store.close()
    assert isinstance(records, list)
    return records


def answer(url: str) -> tuple[str, str | None, str | None]:
    """What the team has answered, why, and who."""
    (said,) = found(url, Answer)
    assert isinstance(said, Answer)
    return str(said.answer), said.reason, said.answered_by


@pytest.mark.parametrize("way", [("1",), ("4", "l"), ("4", "l", "enter"), ("2", "enter", "l", "l", "l", "l")])
async def test_a_lead_accepts_in_two_keys_from_wherever_the_part_is_seen(
    make_app: MakeApp, url: str, way: tuple[str, ...]
) -> None:
    async with make_app("slind").run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, *way)
        await press(pilot, "r")
        assert "You answer for Networks." in seen(pilot)
        await press(pilot, "a")
        assert "Accepted: Network of Site Lyon." in seen(pilot)
        assert answer(url) == ("accepted", None, LIND.id)
        await press(pilot, "u")
        assert answer(url) == ("asked", None, None)
        await press(pilot, "U")
        assert answer(url) == ("accepted", None, LIND.id)


async def test_two_keys_in_a_burst_accept_too(make_app: MakeApp, url: str) -> None:
    from tests.screens.driving import burst, settled

    async with make_app("slind").run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "1")
        burst(pilot, "r", "a")
        await settled(pilot)
        assert answer(url)[0] == "accepted"


async def test_who_else_writes_it_down_is_told_whose_answer_it_is(make_app: MakeApp, url: str) -> None:
    async with make_app("dana").run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "1", "r")
        assert "You write down the answer of S. Lind (leads Networks)." in seen(pilot)
        await press(pilot, "o")
        assert "You write down the answer of K. Meyer (deputy)." in seen(pilot)
        await press(pilot, "a")
        assert "Accepted for K. Meyer: Network of Site Lyon." in seen(pilot)
        assert answer(url)[2] == MEYER.id


async def test_declining_asks_why_and_the_draft_says_it_on_its_card_in_its_text_and_on_today(
    make_app: MakeApp, url: str
) -> None:
    async with make_app("slind").run_test(size=(120, 40)) as pilot:
        await started(pilot)
        await press(pilot, "1", "r", "d")
        assert "DECLINE Network of Site Lyon" in seen(pilot)
        await press(pilot, "enter")
        assert answer(url)[0] == "asked"
        await press(pilot, "r", "d")
        await write(pilot, "no hands")
        await press(pilot, "enter")
        assert "It is a draft again." in seen(pilot)
        assert answer(url) == ("declined", "no hands", LIND.id)
        await press(pilot, "l")
        assert "Networks declined: no hands" in seen(pilot)
        await press(pilot, "4", "h")
        assert "DRAFT 1" in seen(pilot)
        assert seen(pilot).count("Networks decl") == 2
        await press(pilot, "u")
        assert answer(url)[0] == "asked"
        assert "CHECKED 1" in seen(pilot)
        await press(pilot, "U")
        assert answer(url)[0] == "declined"


async def test_hours_left_are_typed_as_on_the_command_line(make_app: MakeApp, url: str) -> None:
    promise = Commitment(
        client=LOGISTICS.id, title="Scanners", due=date(2026, 11, 24), state=CommitmentState.IN_DELIVERY
    )
    later(url, promise, Requirement(commitment=promise.id, role=NETWORK.id, minutes=1200))
    async with make_app("dana").run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "4", "l", "l", "l", "r", "h")
        await write(pilot, "many")
        await press(pilot, "enter")
        assert "is not a number of hours" in seen(pilot)
        for _ in "many":
            await pilot.press("backspace")
        await write(pilot, "1h30")
        await press(pilot, "enter")
        assert "Reported: 1.5 h left of Network of Scanners." in seen(pilot)
        (report,) = found(url, Progress)
        assert isinstance(report, Progress)
        assert (report.minutes_left, report.reported_on) == (90, TODAY)
        await press(pilot, "u")
        assert not found(url, Progress)
        await press(pilot, "U")
        assert len(found(url, Progress)) == 1


async def test_of_several_unanswered_parts_mine_is_offered_first(make_app: MakeApp, url: str) -> None:
    dba = Requirement(commitment=LYON.id, role=DBA.id, minutes=600)
    later(url, dba, Answer(requirement=dba.id))
    async with make_app("kmeyer").run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "4", "l", "r")
        assert "ANSWER for which part?" in seen(pilot)
        await press(pilot, "down", "enter")
        assert "You answer for Data." in seen(pilot)
        await press(pilot, "a")
        assert "Accepted: DBA of Site Lyon." in seen(pilot)


async def test_a_thing_is_confirmed_by_somebody_on_file(make_app: MakeApp, url: str) -> None:
    licence = Requirement(commitment=LYON.id, kind=RequirementKind.THING, thing=Thing.LICENCE)
    later(url, licence)
    async with make_app("nobody").run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "4", "l", "r", "down", "enter", "a")
        assert "WHO confirms licence of Site Lyon?" in seen(pilot)
        await write(pilot, "Nemo")
        await press(pilot, "enter")
        assert "There is no person" in seen(pilot)
        for _ in "Nemo":
            await pilot.press("backspace")
        await write(pilot, "S. Lind")
        await press(pilot, "enter", "enter")
        assert "Confirmed: licence of Site Lyon." in seen(pilot)


async def test_a_card_says_on_whom_it_waits_for_how_long(make_app: MakeApp) -> None:
    async with make_app("dana").run_test(size=(120, 40)) as pilot:
        await started(pilot)
        await press(pilot, "4", "l")
        assert "waits Networks 5 d" in seen(pilot)
        await press(pilot, "1")
        assert re.search(r"WAITING ON *\n.LOG +Site Lyon +waiting +5 d +Networks", seen(pilot))


async def test_what_cannot_be_answered_any_more_says_why(make_app: MakeApp, url: str) -> None:
    done = Commitment(client=LOGISTICS.id, title="Old fax", state=CommitmentState.KEPT)
    later(url, done, Requirement(commitment=done.id, role=NETWORK.id, minutes=60))
    async with make_app("dana").run_test(size=(120, 40)) as pilot:
        await started(pilot)
        await press(pilot, "4", "l", "l", "l", "l", "r")
        assert "Its commitment is kept; parts are answered until it is delivered." in seen(pilot)


async def test_where_no_team_is_asked_r_says_what_answers_the_client_and_takes_the_next_key(
    make_app: MakeApp, url: str
) -> None:
    late = Commitment(client=LOGISTICS.id, title="Data room", answer_due=date(2026, 11, 20))
    later(url, late)
    async with make_app("dana").run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "1")
        assert "r answer" not in seen(pilot)
        await press(pilot, "r", "d")
        assert "say what it needs and promise it, or refuse it." in " ".join(seen(pilot).split())
        assert len(found(url, Commitment)) == 2
        await press(pilot, "f")
        assert "REFUSE" in seen(pilot)
        await press(pilot, "escape", "r", "e")
        assert "EDIT commitment Data room" in seen(pilot)
        await press(pilot, "escape", "j")
        assert "r answer" in seen(pilot)
        await press(pilot, "k", "r")
        assert "withdraw" in seen(pilot)
        assert isinstance(pilot.app, ItcrmApp)
        pilot.app.closed = frozenset({"record.edit"})
        await press(pilot, "n", "r")
        assert "nothing now" in seen(pilot)
        assert "withdraw" not in seen(pilot)
