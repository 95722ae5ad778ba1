"""How a database is doing is told without changing it, on either engine."""

from __future__ import annotations

import pytest

from itcrm_tui.domain.client import Client
from storage.condition import condition
from storage.errors import OpenError
from storage.store import Store
from storage.tables import SCHEMA_VERSION
from tests.postgres_server import Server
from tests.storage.places import Place
from tests.storage.records import add


def test_size_schema_and_change_sets_are_told(place: Place, store: Store) -> None:
    add(store, Client(name="Finance"))
    found = condition(place.url_for("ana"))
    assert (found.engine, found.schema, found.known) == (place.engine, SCHEMA_VERSION, SCHEMA_VERSION)
    assert found.change_sets == 2
    assert found.size > 100_000
    assert found.first_at
    assert found.log == ("wal" if place.engine == "sqlite" else None)


def test_an_older_schema_is_told_and_left(place: Place) -> None:
    place.raw("UPDATE alembic_version SET version_num = '0000'")
    assert condition(place.url_for("ana")).schema == "0000"
    assert place.raw("SELECT version_num FROM alembic_version") == [("0000",)]


def test_a_database_that_is_not_set_up_is_told(postgres_server: Server) -> None:
    postgres_server.create_database("unset")
    try:
        found = condition(postgres_server.url("unset"))
        assert (found.schema, found.change_sets, found.first_at) == (None, 0, None)
    finally:
        postgres_server.drop_database("unset")


def test_what_cannot_be_opened_is_an_error() -> None:
    with pytest.raises(OpenError, match="no server answers there"):
        condition("postgresql://127.0.0.1:1/crm")
