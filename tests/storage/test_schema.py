"""The schema is what the revisions make of it, on both engines, and only its owner's program moves it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

import storage
from storage.errors import OpenError, SchemaError
from storage.opening import open_store, upgrade_database
from storage.store import Store
from storage.tables import SCHEMA_VERSION, whole_schema
from storage.verify import verify
from tests.postgres_server import Server
from tests.storage.places import Place
from tests.storage.records import titles

SQLITE_INDEXES = "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"
POSTGRES_INDEXES = """
    SELECT indexdef FROM pg_indexes
    WHERE schemaname = 'public' AND indexname NOT LIKE '%search_text_index' AND tablename <> 'alembic_version'
    ORDER BY indexname
"""


@pytest.fixture
def empty(postgres_server: Server) -> Iterator[str]:
    """The URL of a PostgreSQL database in which there is nothing."""
    postgres_server.create_database("empty")
    yield postgres_server.url("empty")
    postgres_server.drop_database("empty")


@pytest.mark.filterwarnings("ignore:.*expression-based index")  # compared by the next test
def test_the_revisions_make_exactly_the_tables_that_the_program_reads(store: Store) -> None:
    with store.connected() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), whole_schema())
    assert [one for one in differences if not _compared_elsewhere(one)] == []


def test_the_revisions_make_exactly_the_indexes_that_the_program_declares_on_sqlite(sqlite: Place) -> None:
    declared = create_engine("sqlite://")
    with declared.begin() as connection:
        whole_schema().create_all(connection)
        wanted = connection.execute(text(SQLITE_INDEXES)).fetchall()
    declared.dispose()
    assert [_bare(sql) for (sql,) in sqlite.raw(SQLITE_INDEXES)] == [_bare(sql) for (sql,) in wanted]


def test_the_revisions_make_exactly_the_indexes_that_the_program_declares_on_postgresql(
    postgres: Place, empty: str, postgres_server: Server
) -> None:
    declared = create_engine(empty.replace("postgresql://", "postgresql+psycopg://"))
    with declared.begin() as connection:
        whole_schema().create_all(connection)
    declared.dispose()
    with postgres_server.connect("empty") as connection:
        wanted = connection.execute(POSTGRES_INDEXES).fetchall()
    assert wanted == postgres.raw(POSTGRES_INDEXES)


def _bare(sql: str) -> str:
    return re.sub(r'[\s"()]', "", sql)


def _compared_elsewhere(difference: object) -> bool:
    """The indexes for searching are the engines' own, and so are the tables behind SQLite's; Alembic cannot tell
    whether two expressions in an index are one, which the tests of the indexes can."""
    return "search_text_index" in str(difference) or "list_of_feedback" in str(difference)


def test_the_newest_revision_is_the_version_that_the_program_knows() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(storage.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [SCHEMA_VERSION]


def test_a_newer_schema_is_refused_by_opening_and_by_upgrading(place: Place) -> None:
    place.raw("UPDATE alembic_version SET version_num = '9999'")
    sentence = r"was made by a newer itcrm \(schema 9999; this one knows 0007\)\. Upgrade itcrm to open it\.$"
    with pytest.raises(SchemaError, match=sentence):
        place.open()
    with pytest.raises(SchemaError, match=sentence):
        upgrade_database(place.url_for("ana"), actor="ana", device="desk")
    assert place.raw("SELECT version_num FROM alembic_version") == [("9999",)]


def test_an_older_shared_schema_says_what_its_owner_has_to_run(postgres: Place) -> None:
    postgres.raw("UPDATE alembic_version SET version_num = '0000'")
    with pytest.raises(SchemaError, match=r"has the older schema 0000\. Its owner runs: itcrm db upgrade$"):
        postgres.open()


def test_an_empty_shared_database_says_what_its_owner_has_to_run(empty: str) -> None:
    with pytest.raises(SchemaError, match=r"/empty is not set up yet\. Its owner runs: itcrm db upgrade$"):
        open_store(empty, actor="ana", device="desk")
    assert upgrade_database(empty, actor="ana", device="desk") == SCHEMA_VERSION
    store = open_store(empty, actor="ana", device="desk")
    assert titles(store) == ["Set up the database"]
    assert verify(store) == []
    store.close()


def test_setting_up_twice_changes_nothing(place: Place, store: Store, postgres_server: Server) -> None:
    url = place.url_for(None)
    assert upgrade_database(url, actor="ana", device="desk") == SCHEMA_VERSION
    assert titles(store) == ["Set up the database"]


def test_four_who_set_up_one_shared_database_at_once_all_succeed(empty: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        futures = [pool.submit(upgrade_database, empty, actor="ana", device="desk") for _ in range(4)]
        assert [future.result() for future in futures] == [SCHEMA_VERSION] * 4
    store = open_store(empty, actor="ana", device="desk")
    assert titles(store) == ["Set up the database"]
    store.close()


def test_another_program_s_shared_database_is_left_alone(empty: str, postgres_server: Server) -> None:
    postgres_server.execute("CREATE TABLE alembic_version (version_num text)", database="empty")
    postgres_server.execute("INSERT INTO alembic_version VALUES ('1975ea83b712')", database="empty")
    with pytest.raises(OpenError, match=r"/empty is a database of another program\.$"):
        open_store(empty, actor="ana", device="desk")
    with pytest.raises(OpenError, match="another program"):
        upgrade_database(empty, actor="ana", device="desk")


def test_a_set_up_that_fails_leaves_nothing(empty: str, postgres_server: Server) -> None:
    postgres_server.execute("CREATE TABLE touchpoint (id int)", database="empty")
    with pytest.raises(storage.errors.StoreError, match=r"could not do that: relation .touchpoint. already exists\.$"):
        upgrade_database(empty, actor="ana", device="desk")
    with postgres_server.connect("empty") as connection:
        found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    assert found == [("touchpoint",)]


def test_tables_made_in_a_transaction_that_is_rolled_back_are_gone(place: Place) -> None:
    owners = open_store(place.url_for(None), actor="owner", device="desk")
    with pytest.raises(ZeroDivisionError):
        _make_and_fail(owners)
    owners.close()
    found = {
        "sqlite": "SELECT name FROM sqlite_master WHERE name = 'stray'",
        "postgresql": "SELECT tablename FROM pg_tables WHERE tablename = 'stray'",
    }
    assert place.raw(found[place.engine]) == []


def _make_and_fail(store: Store) -> None:
    with store.below() as connection:
        connection.execute(text("CREATE TABLE stray (id integer)"))
        raise ZeroDivisionError
