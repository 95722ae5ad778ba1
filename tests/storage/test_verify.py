"""The self check says nothing of a sound database, and names every sort of damage that is planted in one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from itcrm_tui.domain.client import Client, LineOfBusiness
from itcrm_tui.domain.people import Person, Role
from itcrm_tui.domain.reference import ExternalReference
from itcrm_tui.domain.service import InternalNote, Service
from itcrm_tui.ids import RecordId
from storage.store import Store
from storage.undoing import undo
from storage.verify import verify
from tests.storage.damage import DAMAGE, INDEXES, Damage
from tests.storage.places import Place, sqlite_place
from tests.storage.records import add, delete, edit

FINANCE = Client(id=RecordId("client-1"), name="Finance", code="FIN")
LEGAL = Client(id=RecordId("client-2"), name="Legal", parent=FINANCE.id, code="LEG")
GONE = Client(id=RecordId("client-3"), name="Gone")
TREASURY = LineOfBusiness(id=RecordId("line-1"), client=FINANCE.id, name="Treasury")
VPN = Service(id=RecordId("service-1"), name="VPN", open_to_clients=(FINANCE.id,))
NOTE = InternalNote(id=RecordId("note-1"), service=VPN.id, body="secret")
DBA = Role(id=RecordId("role-1"), name="DBA")
DANA = Person(id=RecordId("person-1"), name="Dana", role_shares=((DBA.id, Decimal("0.5")),))
KEY = ExternalReference(id=RecordId("key-1"), record_kind="client", record=FINANCE.id, system="jira", key="1")


def fill(store: Store) -> None:
    """Something of everything: edited, deleted, undone, restricted, linked."""
    add(store, FINANCE, LEGAL, GONE, TREASURY, VPN, DBA, DANA, KEY)
    add(store, NOTE)
    edit(store, FINANCE, tier=1, tags=("a",))
    edit(store, FINANCE, tier=2)
    edit(store, NOTE, body="top secret")
    undo(store)
    delete(store, GONE)
    edit(store, LEGAL, notes="n")
    undo(store)


@pytest.fixture(scope="module")
def filled(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with something of everything."""
    place = sqlite_place(sqlite_template, tmp_path_factory.mktemp("filled"))
    fill(place.open())
    place.close()
    assert place.path
    return place.path


@pytest.fixture
def damaged(filled: Path, tmp_path: Path) -> Iterator[Place]:
    """A copy of it, to be damaged."""
    place = sqlite_place(filled, tmp_path)
    yield place
    place.close()


def test_a_sound_database_passes(store: Store) -> None:
    fill(store)
    assert verify(store) == []


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.statement)
def test_damage_is_named(damaged: Place, damage: Damage) -> None:
    for index in INDEXES:
        damaged.raw(f"DROP INDEX {index}")
    damaged.raw(damage.statement)
    found = verify(damaged.open())
    assert any(damage.sentence in one for one in found), found
    assert all(one.endswith(".") and "\n" not in one for one in found)


def test_on_postgresql_damage_is_named_too(postgres: Place) -> None:
    store = postgres.open()
    fill(store)
    for index in INDEXES:
        postgres.raw(f"DROP INDEX {index}")
    together = [damage for damage in DAMAGE if not damage.alone]
    for damage in together:
        postgres.raw(damage.statement)
    found = verify(store)
    missed = [damage for damage in together if not any(damage.sentence in sentence for sentence in found)]
    assert missed == [], found


def test_a_search_index_that_has_lost_its_texts_is_named(sqlite: Place) -> None:
    store = sqlite.open()
    add(store, FINANCE, VPN, NOTE)
    for table in ("search_text", "restricted_search_text"):
        sqlite.raw(
            f"INSERT INTO {table}_index({table}_index, rowid, text) SELECT 'delete', position, text FROM {table}"
        )
    assert verify(store) == [
        "The search index of search_text is not what its texts say.",
        "The search index of restricted_search_text is not what its texts say.",
    ]


def test_a_row_whose_key_points_nowhere_is_named(sqlite: Place) -> None:
    store = sqlite.open()
    add(store, FINANCE, LEGAL)
    with closing(sqlite3.connect(sqlite.path or "")) as connection:
        connection.execute("UPDATE client SET parent = 'nobody' WHERE id = 'client-2'")
        connection.commit()
    assert "A row of client points at a row of client that is not there." in verify(store)


def test_many_findings_of_a_sort_are_counted(place: Place, store: Store) -> None:
    add(store, *(replace(LEGAL, id=RecordId(f"{number}"), parent=None, code=None) for number in range(25)))
    place.raw("UPDATE client SET sort_name = 'x'")
    sentences = verify(store)
    assert len(sentences) == 21
    assert sentences[-1] == "There are 5 more findings of this sort: sort name."
