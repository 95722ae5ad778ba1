"""A baseline lets the self check begin with rows that no journal tells of, and finds what changed behind it."""

from __future__ import annotations

import pytest

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.service import InternalNote, Service
from itcrm_tui.ids import RecordId
from storage.baseline import record_baseline
from storage.store import Store
from storage.undoing import undo
from storage.verify import verify
from tests.storage.places import Place
from tests.storage.records import add, delete, edit

OLD = Client(id=RecordId("old"), name="Old")
GENERATED = RecordId("generated")


@pytest.fixture
def based(place: Place, store: Store) -> Store:
    """A database with a row from nowhere, and a baseline."""
    add(store, OLD, Client(id=RecordId("gone"), name="Gone"))
    delete(store, Client(id=RecordId("gone"), name="Gone"))
    place.raw(
        "INSERT INTO client (id, version, created_at, updated_at, name, sort_name, status, perceived_health)"
        " SELECT 'generated', 5, created_at, updated_at, 'Made', 'made', status, perceived_health"
        " FROM client WHERE id = 'old'"
    )
    place.raw("INSERT INTO search_text (record_id, position, kind, text) VALUES ('generated', 99, 'client', 'made')")
    if place.engine == "sqlite":
        place.raw("INSERT INTO search_text_index(rowid, text) VALUES (99, 'made')")
    assert verify(store) == ["The client generated has version 5, with 0 changes in the journal."]
    assert record_baseline(store) == 3
    return store


def test_what_was_there_at_the_baseline_needs_no_journal(based: Store) -> None:
    assert verify(based) == []
    edit(based, Client(id=GENERATED, name="Made"), tier=1, name="Made anew")
    delete(based, OLD)
    undo(based)
    service = Service(name="VPN")
    add(based, service, InternalNote(service=service.id, body="b"))
    assert verify(based) == []
    assert record_baseline(based) == 7
    edit(based, OLD, tier=3)
    assert verify(based) == []


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        ("UPDATE client SET tier = 9 WHERE id = 'generated'", "The clients are not what they were at number 3."),
        ("UPDATE client SET version = 6 WHERE id = 'generated'", "The clients are not what they were at number 3."),
        ("DELETE FROM client WHERE id = 'gone'", "The client gone is in the journal, but not in the table."),
        ("UPDATE baseline SET rows = 9 WHERE kind = 'client'", "The clients are not what they were at number 3."),
        ("UPDATE baseline SET digest = 'x' WHERE kind = 'team'", "The teams are not what they were at number 3."),
    ],
)
def test_what_changed_behind_a_baseline_is_named(place: Place, based: Store, damage: str, sentence: str) -> None:
    edit(based, OLD, tier=1)
    place.raw(damage)
    assert verify(based) == [sentence]


def test_a_row_that_is_gone_since_the_baseline_is_named(place: Place, based: Store) -> None:
    place.raw("DELETE FROM client WHERE id = 'generated'")
    assert "The clients are not what they were at number 3." in verify(based)


def test_a_change_since_the_baseline_is_replayed(place: Place, based: Store) -> None:
    edit(based, Client(id=GENERATED, name="Made"), tier=1)
    place.raw("UPDATE client SET tier = 2 WHERE id = 'generated'")
    assert verify(based) == ["The client generated holds another tier than the journal says."]
