"""A SQLite file that cannot be written is read, and says so in one sentence when somebody writes."""

from __future__ import annotations

import os
import pwd
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from itcrm_tui.domain.client import Client
from storage.errors import OpenError, ReadOnlyError
from storage.opening import open_store
from storage.store import Store
from storage.verify import verify
from tests.storage.records import add, names

NOTHING_SAVED = r"/itcrm\.db or its folder is read-only\. Nothing was saved\.$"


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Permissions do not bind root: then be somebody else for a while."""
    if os.geteuid() != 0:
        yield
        return
    nobody = pwd.getpwnam("nobody")
    group = os.getegid()
    os.setegid(nobody.pw_gid)
    os.seteuid(nobody.pw_uid)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(group)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a database, within reach of the ordinary user who owns both."""
    with tempfile.TemporaryDirectory() as name, ordinary_user() as _:
        path = Path(name)
        if path.stat().st_uid != os.geteuid():
            os.seteuid(0)
            os.chown(path, pwd.getpwnam("nobody").pw_uid, -1)
            os.seteuid(pwd.getpwnam("nobody").pw_uid)
        store = opened(path, create=True)
        add(store, Client(name="Finance"))
        store.close()
        yield path
        path.chmod(0o700)


def opened(folder: Path, *, create: bool = False) -> Store:
    return open_store(f"sqlite:///{folder}/itcrm.db", actor="ana", device="desk", create=create)


@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o400, 0o700), (0o600, 0o500), (0o400, 0o500)])
def test_what_may_not_be_written_is_read_and_verified_and_refuses_writes(
    folder: Path, file_mode: int, folder_mode: int
) -> None:
    (folder / "itcrm.db").chmod(file_mode)
    folder.chmod(folder_mode)
    store = opened(folder)
    assert names(store, Client) == ["Finance"]
    with pytest.raises(ReadOnlyError, match=NOTHING_SAVED):
        add(store, Client(name="Legal"))
    assert verify(store) == []
    assert names(store, Client) == ["Finance"]
    store.close()


def test_no_database_is_made_where_nothing_may_be_made(folder: Path) -> None:
    (folder / "itcrm.db").unlink()
    folder.chmod(0o500)
    with pytest.raises(OpenError, match=r"/itcrm\.db cannot be made: Permission denied\.$"):
        opened(folder, create=True)


def test_what_may_not_be_read_is_told_as_such(folder: Path) -> None:
    (folder / "itcrm.db").chmod(0)
    with pytest.raises(OpenError, match=r"/itcrm\.db cannot be opened: Permission denied\.$"):
        opened(folder)
    (folder / "itcrm.db").chmod(0o600)
    folder.chmod(0)
    with pytest.raises(OpenError, match=r"/itcrm\.db cannot be opened: Permission denied\.$"):
        opened(folder)


def test_a_log_that_somebody_left_open_is_not_passed_over(folder: Path) -> None:
    path = folder / "itcrm.db"
    with closing(sqlite3.connect(path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM client").fetchone()
        writer = opened(folder)
        add(writer, Client(name="Legal"))
        left = {one.name: one.read_bytes() for one in folder.iterdir()}
        writer.close()
    for name, content in left.items():
        (folder / name).write_bytes(content)
    folder.chmod(0o500)
    store = opened(folder)
    assert names(store, Client) == ["Finance", "Legal"]
    store.close()
    folder.chmod(0o700)
    (folder / "itcrm.db-shm").unlink()
    folder.chmod(0o500)
    with pytest.raises(OpenError, match=r"/itcrm\.db cannot be opened: is its folder writable\?$"):
        opened(folder)
