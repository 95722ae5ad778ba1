"""Several threads and processes on one database, and one store under the threads of one program."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.kinds import kind_of
from storage import waiting
from storage.engines import sqlite as sqlite_engine
from storage.errors import BusyError
from storage.opening import open_store
from storage.store import Store
from storage.verify import verify
from tests.storage.places import Place
from tests.storage.records import add, edit, names, now

REPOSITORY = Path(__file__).parents[2]
WRITES_TWENTY = """
import sys
from itcrm_tui.domain.client import Client
from storage.opening import open_store
store = open_store(sys.argv[1], actor="ana", device=sys.argv[2], create=True)
for number in range(20):
    with store.write("Add") as unit:
        unit.add(Client(name=f"{sys.argv[2]} {number}"))
store.close()
"""


def run_writers(url: str, count: int) -> None:
    command = [sys.executable, "-c", WRITES_TWENTY, url]
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    writers = [
        subprocess.Popen([*command, f"device {number}"], cwd=REPOSITORY, env=environment, stderr=subprocess.PIPE)
        for number in range(count)
    ]
    for writer in writers:
        _, said = writer.communicate()
        assert writer.returncode == 0, said.decode()


def test_processes_that_make_and_fill_one_file_at_once_all_succeed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new.db"
    run_writers(url, 4)
    store = open_store(url, actor="ana", device="desk")
    assert len(names(store, Client)) == 80
    assert verify(store) == []
    store.close()


def test_threads_share_one_store(store: Store) -> None:
    def work(number: int) -> None:
        client = Client(name=f"Client {number}")
        add(store, client)
        for tier in range(1, 6):
            edit(store, client, tier=tier)
            with store.read() as reader:
                assert reader.count(kind_of(Client))

    with ThreadPoolExecutor(8) as pool:
        for future in [pool.submit(work, number) for number in range(16)]:
            future.result()
    assert len(names(store, Client)) == 16
    assert verify(store) == []


def test_more_readers_than_connections_are_told_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store.engine.pool, "_timeout", 0.01)
    with pytest.raises(BusyError, match="asks too much of the database at once"):
        read_nested(store, 40)
    assert names(store, Client) == []


def read_nested(store: Store, depth: int) -> None:
    with store.connected():
        if depth:
            read_nested(store, depth - 1)


def test_a_writer_who_waits_too_long_is_told_so(sqlite: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    store = sqlite.open()
    monkeypatch.setattr(sqlite_engine, "BUSY_SECONDS", 0.02)
    monkeypatch.setattr(waiting, "PATIENCE", 0.05)
    impatient = sqlite.open("ben")
    with store.below():
        with pytest.raises(BusyError, match=r"^Another program keeps writing to .*\.db\. Try again in a moment\.$"):
            add(impatient, Client(name="Finance"))
        assert names(impatient, Client) == []
    add(impatient, Client(name="Finance"))


def test_a_read_sees_one_moment_while_others_write(store: Store, bens: Store) -> None:
    client = Client(name="Finance")
    add(store, client)
    with store.read() as reader:
        before = reader.get(Client, client.id)
        edit(bens, client, tier=1)
        add(bens, Client(name="Legal"))
        assert reader.get(Client, client.id) == before
        assert len(reader.find(Client) or []) == 1
    assert now(store, client).tier == 1


def test_a_process_that_forks_leaves_the_connections_of_its_parent_alone(place: Place, store: Store) -> None:
    add(store, Client(name="Parent"))
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            add(store, Client(name="Child"))
            os.write(writing, ";".join(names(store, Client)).encode())
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    os.close(writing)
    assert os.read(reading, 1_000).decode() == "Child;Parent"
    os.close(reading)
    assert names(store, Client) == ["Child", "Parent"]
    add(store, Client(name="Again"))
    assert verify(store) == []


def test_what_was_prepared_before_the_schema_moved_is_prepared_again(postgres: Place) -> None:
    store = postgres.open()
    client = Client(name="Finance")
    add(store, client)
    for tier in range(10):
        edit(store, client, tier=tier)
    seen = now(store, client)
    postgres.raw("ALTER TABLE client ALTER COLUMN notes TYPE varchar")
    with store.write("From before") as unit:
        unit.save(seen, replace(seen, tier=99))
    assert now(store, client).tier == 99
    postgres.raw("ALTER TABLE client ALTER COLUMN notes TYPE text")
    for _ in range(10):
        edit(store, client, notes="warm" if now(store, client).notes is None else None)
    postgres.raw("ALTER TABLE client ALTER COLUMN notes TYPE varchar")
    with pytest.raises(BusyError, match="too busy to answer"):
        now(store, client)
    assert now(store, client).tier == 99
