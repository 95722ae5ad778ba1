"""A file of an older schema is upgraded whole, after a backup, or stays as it was; no revision loses a row."""

from __future__ import annotations

import itertools
import shutil
import stat
from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import Script, ScriptDirectory

import storage
from itcrm_tui.domain.client import Client, LineOfBusiness
from storage import backup_names, schema
from storage.backup_contents import BackupError, look_into
from storage.engines import backend_for
from storage.errors import SchemaError
from storage.opening import upgrade_database
from storage.row_counts import row_counts
from storage.store import Store
from storage.tables import SCHEMA_VERSION
from storage.verify import verify
from tests.postgres_server import Server
from tests.storage.places import Place
from tests.storage.records import add, names
from tests.storage.revisions import LATER, Later, fill_every_table, plan_revision

Usage = namedtuple("Usage", "total used free")


def revisions() -> dict[str, Script]:
    """Every revision there is, the oldest first."""
    config = Config()
    config.set_main_option("script_location", str(Path(storage.__file__).parent / "migrations"))
    script = ScriptDirectory.from_config(config)
    return {one.revision: one for one in [*script.walk_revisions()][::-1]}


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Later:
    """Let the program know one revision more."""
    return lambda *statements, **words: plan_revision(monkeypatch, tmp_path / "versions", *statements, **words)


@pytest.fixture
def old(sqlite: Place) -> Place:
    """A file with two clients and a line of business, which a later program will find old."""
    store = sqlite.open()
    finance = Client(name="Finance")
    add(store, finance, Client(name="Legal"), LineOfBusiness(client=finance.id, name="Treasury"))
    sqlite.close()
    return sqlite


def backups(place: Place) -> list[Path]:
    assert place.path
    return [one.path for one in backup_names.found(backup_names.default_folder(place.path), place.path)]


def version(place: Place) -> str:
    ((found,),) = place.raw("SELECT version_num FROM alembic_version")
    return str(found)


@pytest.mark.parametrize(("before", "after"), [*itertools.pairwise(revisions())])
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_no_revision_changes_how_many_rows_a_table_holds(
    engine: str, before: str, after: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path}/old.db" if engine == "sqlite" else request.getfixturevalue("bare_postgres")
    store = Store(backend_for(url), actor="ana", device="desk", create=True)
    try:
        counts = moved(store, before, after)
    finally:
        store.close()
    meant = getattr(revisions()[after].module, "RECOUNTED", ())
    assert [table for table in counts[0] if counts[0][table] != counts[1][table] and table not in meant] == []
    assert min(counts[0].values()) >= 2


def moved(store: Store, before: str, after: str) -> tuple[dict[str, int], dict[str, int]]:
    """Fill a database of one version, move it to another, and return what was counted at both."""
    with store.backend.upgrading(store.engine) as connection:
        schema.move(connection, before)
        fill_every_table(connection)
    with store.backend.upgrading(store.engine) as connection:
        counts = row_counts(connection.exec_driver_sql, store.backend.name)
        schema.move(connection, after)
        store.backend.after_upgrade(connection)
        later = row_counts(connection.exec_driver_sql, store.backend.name)
    return dict(counts), {table: later[table] for table in counts}


@pytest.fixture
def bare_postgres(postgres_server: Server) -> Iterator[str]:
    """The URL of a PostgreSQL database in which there is nothing."""
    postgres_server.create_database("bare")
    yield postgres_server.url("bare")
    postgres_server.drop_database("bare")


def test_an_older_file_is_upgraded_when_it_is_opened_after_a_backup(old: Place, later: Later) -> None:
    later("ALTER TABLE client ADD COLUMN mood TEXT")
    store = old.open()
    assert names(store, Client) == ["Finance", "Legal"]
    assert verify(store) == []
    assert version(old) == LATER
    (backup,) = backups(old)
    assert "-0001-" in backup.name
    assert backup.name.endswith("-before-upgrade.db")
    assert (look_into(backup).schema, look_into(backup).counts["client"]) == (SCHEMA_VERSION, 2)
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert stat.S_IMODE(backup.parent.stat().st_mode) == 0o700


def test_a_new_file_needs_no_backup(tmp_path: Path) -> None:
    upgrade_database(f"sqlite:///{tmp_path}/new.db", actor="ana", device="desk")
    assert [path.name for path in tmp_path.iterdir()] == ["new.db"]


def test_what_has_not_reached_the_file_itself_is_in_the_backup_too(old: Place, later: Later) -> None:
    other = old.open()
    add(other, Client(name="Late"))
    later("ALTER TABLE client ADD COLUMN mood TEXT")
    old.open()
    assert look_into(backups(old)[0]).counts["client"] == 3


@pytest.mark.parametrize(
    ("statements", "reason"),
    [
        (["DELETE FROM line_of_business"], r"would leave 0 of the 1 rows of line_of_business"),
        (
            ["CREATE TABLE spare AS SELECT * FROM client", "DROP TABLE client", "CREATE TABLE client (id TEXT)"],
            "2 rows of client",
        ),
        (["DROP TABLE line_of_business"], "would leave 0 of the 1 rows of line_of_business"),
        (["INSERT INTO role_lock VALUES ('x'), ('y')"], "would leave 2 of the 0 rows of role_lock"),
        (
            ["UPDATE line_of_business SET client = 'nobody'"],
            "A row of line_of_business would have pointed at a row of client",
        ),
        (["CREATE TABLE half (id TEXT)", "NONSENSE"], "syntax error"),
    ],
    ids=["children deleted", "parent emptied", "table dropped", "rows made", "reference astray", "broken halfway"],
)
def test_a_revision_that_would_lose_something_is_rolled_back_and_the_backup_is_named(
    old: Place, later: Later, statements: list[str], reason: str
) -> None:
    tables = old.raw("SELECT name, sql FROM sqlite_master ORDER BY name")
    later(*statements)
    with pytest.raises(SchemaError, match=reason) as caught:
        old.open()
    assert "could not be upgraded from schema" in str(caught.value)
    (backup,) = backups(old)
    assert str(caught.value).endswith(f"A backup of it is {backup}.")
    assert "\n" not in str(caught.value)
    assert version(old) == SCHEMA_VERSION
    assert old.raw("SELECT name, sql FROM sqlite_master ORDER BY name") == tables
    assert old.raw("SELECT (SELECT count(*) FROM client), (SELECT count(*) FROM line_of_business)") == [(2, 1)]


def test_the_children_of_a_table_that_is_made_anew_stay(old: Place, later: Later) -> None:
    later(
        "CREATE TABLE child (id TEXT PRIMARY KEY, client TEXT REFERENCES client (id) ON DELETE CASCADE) STRICT",
        "INSERT INTO child SELECT id, id FROM client",
        python="\n    with op.batch_alter_table('client', recreate='always') as batch:\n"
        "        batch.add_column(sa.Column('mood', sa.Text))\n",
    )
    old.open()
    assert old.raw("SELECT count(*) FROM child") == [(2,)]
    assert old.raw("SELECT count(*) FROM client WHERE mood IS NULL") == [(2,)]


def test_keys_hold_again_after_an_upgrade(old: Place, later: Later) -> None:
    later("ALTER TABLE client ADD COLUMN mood TEXT")
    with old.open().connected() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


def test_a_revision_may_say_which_rows_it_moves_and_which_tables_it_renames(old: Place, later: Later) -> None:
    later(
        "ALTER TABLE role_lock RENAME TO locked_role",
        "DELETE FROM external_reference",
        "INSERT INTO external_reference (id, version, created_at, updated_at)"
        " SELECT 'x', 1, updated_at, updated_at FROM settings",
        declared='RENAMED = {"role_lock": "locked_role"}\nRECOUNTED = {"external_reference"}',
    )
    old.open()
    assert version(old) == LATER


def test_without_room_for_backup_and_upgrade_nothing_is_begun(
    old: Place, later: Later, monkeypatch: pytest.MonkeyPatch
) -> None:
    later("ALTER TABLE client ADD COLUMN mood TEXT")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**9, 10**9, 10**6))
    with pytest.raises(BackupError, match=r"^The upgrade needs \d+ MB on the disk of .* 1 MB are free\."):
        old.open()
    assert version(old) == SCHEMA_VERSION
    assert backups(old) == []


def test_five_backups_are_kept_and_those_made_by_hand_stay(old: Place, later: Later) -> None:
    later("NONSENSE")
    folder = backup_names.default_folder(old.path or Path())
    folder.mkdir()
    mine = folder / "before-the-audit.db"
    mine.touch()
    for _ in range(7):
        with pytest.raises(SchemaError):
            old.open()
    assert [path.name.split("-")[1] for path in backups(old)] == ["0003", "0004", "0005", "0006", "0007"]
    assert mine.exists()


def test_an_upgrade_that_meets_another_finds_it_done(old: Place, later: Later) -> None:
    first, second = old.open(), old.open()
    later("ALTER TABLE client ADD COLUMN mood TEXT")
    first.upgrade()
    second.upgrade()
    assert version(old) == LATER
    assert len(backups(old)) == 1
