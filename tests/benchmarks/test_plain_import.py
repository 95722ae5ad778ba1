"""The yardstick of the import writes what the program writes; else the comparison says nothing."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from benchmarks.client_file import write_clients
from benchmarks.yardsticks.plain_import import import_clients
from itcrm_tui.cli import main
from storage.opening import open_store, upgrade_database
from storage.search import positions
from storage.verify import verify

ROWS = 200
UNLIKE = {"id", "record_id", "created_at", "updated_at", "change_set_id"}
OF_A_SECOND = positions.LAST_TIE
"""What of a position does not depend on the moment of the import."""


def _rows(database: Path, table: str) -> list[dict[str, Any]]:
    connection = sqlite3.connect(database)
    connection.row_factory = sqlite3.Row
    rows = [dict(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY rowid")]
    connection.close()
    return [{name: value for name, value in _at_a_second(row).items() if name not in UNLIKE} for row in rows]


def _at_a_second(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"position": row["position"] & OF_A_SECOND} if "position" in row else row


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "clients.csv"
    write_clients(path, ROWS)
    return path


@pytest.fixture
def plain(tmp_path: Path, file: Path) -> Path:
    database = tmp_path / "plain.db"
    upgrade_database(f"sqlite:///{database}", actor="bench", device="bench")
    import_clients(file, database)
    return database


@pytest.fixture
def ours(tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ITCRM_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("ITCRM_CONFIG", str(tmp_path / "config.toml"))
    database = tmp_path / "ours.db"
    assert main(["--db", f"sqlite:///{database}", "import", str(file), "--as", "client"]) == 0
    return database


def test_plain_import_writes_the_same_rows_journal_and_search_texts(plain: Path, ours: Path) -> None:
    for table in ("client", "search_text", "change"):
        assert len(_rows(plain, table)) >= ROWS
        assert _comparable(plain, table) == _comparable(ours, table)


def _comparable(database: Path, table: str) -> list[dict[str, Any]]:
    rows = _rows(database, table)
    return [row | {"fields": json.loads(row["fields"])} if "fields" in row else row for row in rows]


def test_plain_import_leaves_a_database_that_verifies(plain: Path) -> None:
    store = open_store(f"sqlite:///{plain}", actor="bench", device="bench")
    try:
        assert verify(store) == []
    finally:
        store.close()
