"""The first clients, read before SQLAlchemy is loaded, are the ones that the store then gives."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from itcrm_tui.domain.client import Client, Segment
from itcrm_tui.domain.commitment import Commitment, CommitmentState
from itcrm_tui.domain.feedback import Feedback, FeedbackKind
from itcrm_tui.domain.outreach import Touchpoint, TouchpointKind
from itcrm_tui.domain.people import Person
from itcrm_tui.domain.service import Service
from itcrm_tui.domain.settings import SETTINGS_ID, Settings
from itcrm_tui.domain.subscription import Subscription
from itcrm_tui.workflows import lists
from itcrm_tui.workflows.lists import Span
from storage.first_page import first_page
from storage.roster_statement import ROSTER
from storage.store import Store
from tests.storage.places import Place
from tests.storage.records import add, delete, edit, now
from tools.roster_statement import statement

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def organization(sqlite: Place) -> Store:
    store = sqlite.open()
    dana, wifi = Person(name="Dana"), Service(name="Wi-Fi")
    finance = Client(code="FIN", name="Finance", segment=Segment.KEY, tier=1, relationship_owner=dana.id)
    gone = Client(name="Gone")
    waiting = {"client": finance.id, "state": CommitmentState.PROMISED}
    add(store, dana, wifi, finance, gone, Client(name="Élan"), Client(name="zoo"))
    add(
        store,
        Commitment(title="VPN", due=TODAY - timedelta(2), **waiting),  # type: ignore[arg-type]
        Commitment(title="Badges", due=TODAY, **waiting),  # type: ignore[arg-type]
        Feedback(kind=FeedbackKind.COMPLAINT, subject="Late", client=finance.id),
        Subscription(client=finance.id, service=wifi.id),
        Touchpoint(kind=TouchpointKind.VISIT, client=finance.id, held_at=NOON),
    )
    delete(store, gone)
    return store


def path(place: Place) -> Path:
    assert place.path
    return place.path


def test_the_first_page_is_what_the_store_gives(sqlite: Place, organization: Store) -> None:
    for limit in (2, 100):
        page = first_page(path(sqlite), TODAY, limit)
        assert page
        assert page.rows == lists.roster(organization, "", TODAY, Span(limit=limit))
        assert len(page.rows) == min(limit, 3)


def test_the_kept_statement_is_the_one_that_the_roster_makes() -> None:
    assert ROSTER.strip() == statement(), "run: python -m tools.roster_statement"


def test_the_day_is_that_of_the_organization(sqlite: Place, organization: Store) -> None:
    settings = now(organization, Settings(id=SETTINGS_ID))
    edit(organization, settings, time_zone="Pacific/Kiritimati")
    page = first_page(path(sqlite), None, 100)
    assert page
    assert str(page.zone) == "Pacific/Kiritimati"
    assert page.today == datetime.now(page.zone).date()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE alembic_version SET version_num = '0001'",
        "UPDATE alembic_version SET version_num = '9999'",
        "PRAGMA application_id = 7",
        "DROP TABLE client",
    ],
)
def test_what_only_opening_can_explain_gives_no_first_page(sqlite: Place, damage: str) -> None:
    sqlite.raw(damage)
    assert first_page(path(sqlite), None, 100) is None


def test_a_file_that_is_none_is_neither_read_nor_made(tmp_path: Path) -> None:
    missing, garbage = tmp_path / "missing.db", tmp_path / "garbage.db"
    garbage.write_bytes(b"no database at all, and longer than a header is\n" * 10)
    assert first_page(missing, None, 100) is None
    assert first_page(garbage, None, 100) is None
    assert not missing.exists()


def test_the_first_page_writes_nothing_into_the_file(sqlite: Place, organization: Store) -> None:
    sqlite.close()
    before = path(sqlite).read_bytes()
    assert first_page(path(sqlite), None, 100)
    assert path(sqlite).read_bytes() == before
