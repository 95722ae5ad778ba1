"""The SQLite file: who may read it, whose it is, and what is said when it cannot serve."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest

from itcrm_tui.domain.client import Client
from storage.engines.sqlite_file import APPLICATION_ID
from storage.errors import OpenError
from storage.opening import open_store
from storage.store import Store
from storage.verify import verify
from tests.storage.places import Place
from tests.storage.records import add, names


def opened(path: Path, *, create: bool = False) -> Store:
    return open_store(f"sqlite:///{path}", actor="ana", device="desk", create=create)


def test_a_new_file_and_what_stands_beside_it_is_for_its_owner_alone(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        store = opened(tmp_path / "new.db", create=True)
        add(store, Client(name="Finance"))
    finally:
        os.umask(old)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {"new.db": 0o600, "new.db-wal": 0o600, "new.db-shm": 0o600}
    store.close()


def test_every_table_is_strict_and_the_file_says_whose_it_is(sqlite: Place) -> None:
    loose = "SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict AND schema = 'main'"
    assert sqlite.raw(f"{loose} AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%search_text_index%'") == []
    assert sqlite.raw("PRAGMA application_id") == [(APPLICATION_ID,)]
    assert sqlite.raw("PRAGMA journal_mode") == [("wal",)]


def test_a_connection_is_careful(sqlite: Place) -> None:
    with sqlite.open().connected() as connection:

        def pragma(name: str) -> object:
            return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()

        assert (pragma("foreign_keys"), pragma("trusted_schema"), pragma("synchronous")) == (1, 0, 2)
        assert pragma("busy_timeout") == 10_000


def test_a_file_that_is_not_there_is_made_only_when_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    with pytest.raises(OpenError, match=r"^There is no database at .*/none\.db yet\. "):
        opened(path)
    assert list(tmp_path.iterdir()) == []
    opened(path, create=True).close()
    opened(path).close()


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(OpenError, match=r"cannot be made: there is no folder .*/missing\.$"):
        opened(tmp_path / "missing" / "new.db", create=True)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(OpenError, match=r" is a folder, not a database\.$"):
        opened(tmp_path, create=True)


@pytest.mark.parametrize("content", [b"Name,Code\nFinance,FIN\n", b"\x89PNG\r\n\x1a\n" * 100, b"S", b"SQLite format 3"])
def test_a_file_of_another_sort_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(OpenError, match=r"notes\.txt is not a database of itcrm\. Name another file"):
        opened(path, create=True)
    assert path.read_bytes() == content


@pytest.mark.parametrize("application_id", [0, 7])
def test_another_program_s_database_is_left_alone(tmp_path: Path, application_id: int) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
        connection.execute(f"PRAGMA application_id = {application_id}")
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(OpenError, match=r"other\.db is a database of another program\. Name another file with --db"):
        opened(path, create=True)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["other.db"]


def test_an_empty_file_is_set_up(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    store = opened(path)
    assert verify(store) == []
    store.close()


def test_a_damaged_file_is_told_as_such_and_not_changed(sqlite: Place) -> None:
    store = sqlite.open()
    add(store, *(Client(name=f"Client {number}", notes="x" * 500) for number in range(200)))
    store.close()
    path = sqlite.path
    assert path
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(path.read_bytes())
    at = content.index(b"Client 150") // 4096 * 4096
    content[at : at + 8192] = b"\xa5" * 8192
    path.write_bytes(content)
    store = sqlite.open()
    with pytest.raises(OpenError, match=r" is damaged\. Restore a backup; the file itself was not changed\.$"):
        store.quick_check()
    assert any("damaged" in sentence for sentence in verify(store))
    store.close()
    assert path.read_bytes() == content


def test_a_file_whose_first_page_is_damaged_is_told_as_such(sqlite: Place) -> None:
    path = sqlite.path
    assert path
    content = bytearray(path.read_bytes())
    content[100:4096] = os.urandom(3996)
    path.write_bytes(content)
    with pytest.raises(OpenError, match=r" is damaged\. | is not a database of itcrm\."):
        sqlite.open()


def test_a_sound_file_passes_the_quick_check(sqlite: Place, postgres: Place) -> None:
    sqlite.open().quick_check()
    postgres.open().quick_check()


def test_a_relative_path_stays_where_it_was_when_the_program_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    store = open_store("sqlite:///new.db", actor="ana", device="desk", create=True)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    store.engine.dispose()
    add(store, Client(name="Finance"))
    assert names(store, Client) == ["Finance"]
    store.close()


def test_a_path_may_hold_whatever_a_url_can_say(tmp_path: Path) -> None:
    path = tmp_path / "a b?c#d%20e&f=ü'\";--.db"
    store = open_store(f"sqlite:///{quote(str(path))}", actor="ana", device="desk", create=True)
    add(store, Client(name="Finance"))
    store.close()
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
