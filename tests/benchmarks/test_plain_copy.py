"""The yardsticks of working copies leave behind what the program does; else the comparison says nothing."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from json import loads
from pathlib import Path
from typing import Any

import pytest

from benchmarks.day import opened, worked
from benchmarks.generator import into_postgres, into_sqlite
from benchmarks.generator.sizes import alike
from benchmarks.yardsticks import plain_changes, plain_copy
from storage.moving.parts import parts
from storage.opening import upgrade_database
from storage.sync.checkout import checkout
from storage.sync.tables import OF_HUB, OWN
from storage.types import canonical_json
from tests.postgres_server import Server

SIZE = alike(20)
DATABASE = "plain_copy"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A shared database in a file."""
    path = tmp_path / "hub.db"
    upgrade_database(f"sqlite:///{path}", actor="bench", device="bench")
    into_sqlite.load(path, SIZE)
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A shared database on either engine."""
    if request.param == "sqlite":
        yield f"sqlite:///{request.getfixturevalue('file')}"
        return
    server: Server = request.getfixturevalue("postgres_server")
    server.create_database(DATABASE)
    found = server.url(DATABASE).replace("postgresql+psycopg", "postgresql")
    upgrade_database(found, actor="bench", device="bench")
    into_postgres.load(found, SIZE)
    yield found
    server.drop_database(DATABASE)


def rows(file: Path, table: str) -> list[dict[str, Any]]:
    """All rows of a table, in whatever order and spelling of what is JSON."""
    with closing(sqlite3.connect(file)) as connection:
        connection.row_factory = sqlite3.Row
        found = [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]
    return sorted(({name: _read(value) for name, value in row.items()} for row in found), key=repr)


def _read(value: Any) -> Any:
    """JSON as text with its keys in order."""
    is_json = isinstance(value, str) and value.startswith(("[", "{"))
    return canonical_json(loads(value)) if is_json else value


def test_a_plain_copy_holds_the_rows_and_the_search_texts_of_a_working_copy(url: str, tmp_path: Path) -> None:
    ours, plain = tmp_path / "ours.db", tmp_path / "plain.db"
    with closing(opened(url, "laptop")) as hub:
        checkout(hub, ours, lambda *_: None)
    upgrade_database(f"sqlite:///{plain}", actor="bench", device="bench")
    plain_copy.copy(url, str(plain))
    for part in parts():
        if part.table not in (*OWN, *OF_HUB):
            assert rows(plain, part.name) == rows(ours, part.name)
    assert len(rows(plain, "client")) == SIZE.clients
    assert rows(plain, "search_text") == rows(ours, "search_text")
    with closing(sqlite3.connect(plain)) as connection:
        connection.execute("INSERT INTO search_text_index(search_text_index) VALUES ('integrity-check')")


def test_a_day_in_plain_sql_writes_the_same_rows_and_journal(file: Path, tmp_path: Path) -> None:
    plain = tmp_path / "plain.db"
    shutil.copyfile(file, plain)
    with closing(opened(f"sqlite:///{file}", "laptop")) as store:
        day = worked(store, 10)
    plain_changes.write(f"sqlite:///{plain}", day)
    for table in ("client", "touchpoint", "feedback", "commitment", "change", "counter"):
        assert rows(plain, table) == rows(file, table)
    assert [one["id"] for one in rows(plain, "change_set")] == [one["id"] for one in rows(file, "change_set")]
