"""The real app over a small database, driven by keys."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, time
from pathlib import Path
from shutil import copyfile

import pytest

from itcrm_tui.app import ItcrmApp
from itcrm_tui.domain.client import Client, Stakeholder, StakeholderRole
from itcrm_tui.domain.commitment import Commitment, CommitmentState, Requirement
from itcrm_tui.domain.feedback import Feedback, FeedbackKind
from itcrm_tui.domain.people import Role
from itcrm_tui.domain.service import Service
from itcrm_tui.workflows.promising.gate import guarded
from screens.host import Opening
from storage.opening import open_store
from storage.store import Store
from storage.sync.checkout import checkout
from tests.screens.under_way import UnderWay

TODAY = date(2026, 11, 23)
MakeApp = Callable[[], ItcrmApp]


def fill(store: Store) -> None:
    """Write a small organization."""
    finance = Client(code="FIN", name="Finance", priorities=("payslips on time",))
    logistics = Client(code="LOG", name="Logistics")
    network = Role(name="Network")
    lyon = Commitment(client=logistics.id, title="Site Lyon", due=date(2026, 12, 12))
    late = Commitment(
        client=finance.id, title="VPN for 40 users", due=date(2026, 11, 21), state=CommitmentState.PROMISED
    )
    with store.write("Set up a small organization") as unit:
        for record in (
            finance,
            logistics,
            network,
            Stakeholder(client=finance.id, name="M. Okoye", role=StakeholderRole.DECISION_MAKER),
            Service(code="NET", name="Site network", outcome="Every desk is online."),
            Service(code="LAP", name="Laptops"),
            lyon,
            late,
            Requirement(commitment=lyon.id, role=network.id, minutes=2400),
            Feedback(
                kind=FeedbackKind.COMPLAINT,
                subject="Payroll was late",
                client=finance.id,
                received_at=datetime(2026, 11, 22, 9, tzinfo=UTC),
                reply_due=datetime(2026, 11, 25, 9, tzinfo=UTC),
            ),
        ):
            unit.add(record)


@pytest.fixture(autouse=True)
def under_way(monkeypatch: pytest.MonkeyPatch) -> UnderWay:
    """Watches what is under way in the app, so that a test waits for that and not by the clock."""
    return UnderWay(monkeypatch)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small database, made once; tests take copies of it."""
    path = tmp_path_factory.mktemp("small") / "unit.db"
    store = open_store(f"sqlite:///{path}", actor="dana", device="desk", create=True)
    fill(store)
    store.close()
    return path


@pytest.fixture
def database(small: Path, tmp_path: Path) -> str:
    """The URL of a small database."""
    copyfile(small, tmp_path / "unit.db")
    return f"sqlite:///{tmp_path}/unit.db"


@pytest.fixture
def make_app(database: str) -> MakeApp:
    """Starts the app on the small database, as often as one likes."""

    def open_it() -> Store:
        return open_store(database, actor="dana", device="desk")

    return lambda: ItcrmApp(Opening(open_it, open_it, lambda: None, database), today=TODAY)


@pytest.fixture
def staffed(database: str) -> str:
    """The URL of the small database, with somebody who has hours, half of them promised away."""
    from tests.screens.promise_drafting import staff

    staff(database)
    return database


@pytest.fixture
def crowded(database: str) -> None:
    """Fills the weeks of the only person of the small database's role with promises."""
    from tests.screens.supposing import crowd

    crowd(database)


@pytest.fixture
def drawn_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count a promise that is drafted at once, as nobody is typing."""
    monkeypatch.setattr("screens.promise_drawing.DRAW_SECONDS", 0)
    monkeypatch.setattr("screens.promise_proposing.PROPOSE_SECONDS", 0)


@pytest.fixture
def hub(database: str) -> Iterator[Store]:
    with closing(open_store(database, actor="ravi", device="his desk")) as store:
        yield store


@pytest.fixture
def make_laptop(hub: Store, tmp_path: Path) -> Callable[..., ItcrmApp]:
    """The app on a working copy."""
    url = f"sqlite:///{tmp_path}/laptop.db"
    checkout(hub, tmp_path / "laptop.db", lambda *_: None)

    def open_it() -> Store:
        clock = datetime.combine(TODAY, time(12), UTC)
        return guarded(open_store(url, actor="dana", device="laptop", clock=lambda: clock))

    return lambda **more: ItcrmApp(Opening(open_it, open_it, lambda: None, url, **more), today=TODAY)
