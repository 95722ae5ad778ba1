"""The real app over a small database, driven by keys."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from itcrm_tui.app import ItcrmApp
from itcrm_tui.domain.client import Client, Stakeholder, StakeholderRole
from itcrm_tui.domain.commitment import Commitment, CommitmentState, Requirement
from itcrm_tui.domain.feedback import Feedback, FeedbackKind
from itcrm_tui.domain.people import Role
from itcrm_tui.domain.service import Service
from screens.host import Opening
from storage.opening import open_store
from storage.store import Store

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
            ),
        ):
            unit.add(record)


@pytest.fixture
def database(tmp_path: Path) -> str:
    """The URL of a small database."""
    url = f"sqlite:///{tmp_path}/unit.db"
    store = open_store(url, actor="dana", device="desk", create=True)
    fill(store)
    store.close()
    return url


@pytest.fixture
def make_app(database: str) -> MakeApp:
    """Starts the app on the small database, as often as one likes."""

    def open_it() -> Store:
        return open_store(database, actor="dana", device="desk")

    return lambda: ItcrmApp(Opening(open_it, open_it, lambda: None, database), today=TODAY)
