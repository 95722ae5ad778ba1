"""Two working copies, a desk and a PostgreSQL, each a process of its own: one after the other is killed."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from storage.store import Store
from storage.sync.hub_store import HubStore
from storage.sync.syncing import pending, sync
from storage.verify import verify
from tests.postgres_server import Server, start
from tests.slow.crashing import crash
from tests.slow.results import REPOSITORY, Result, record
from tests.slow.somebody import opened, read_acknowledged
from tests.sync.beginning import begin_on
from tests.sync.hubs import HubDatabase
from tests.sync.invariants import History, contents, differing
from tests.sync.laptop import parts_aside
from tests.sync.world import count_conflicts

KILLS = int(os.environ.get("ITCRM_KILLS") or 200)
SEED = os.environ.get("ITCRM_SEED") or "2026"
LONGEST = 2.5
"""Seconds at most until the next kill."""
DESK, LAPTOPS = "hub", ("amy", "bob")
SERVER = "PostgreSQL"


@dataclass
class Somebody:
    """A person, whose process is started again whenever it was killed; without a copy, at the desk."""

    name: str
    hub: str
    folder: Path
    copy: Path | None = None
    lives: int = 0
    process: subprocess.Popen[str] | None = None

    @property
    def acknowledged(self) -> Path:
        return self.folder / f"{self.name}.acknowledged"

    @property
    def url(self) -> str:
        return f"sqlite:///{self.copy}" if self.copy else self.hub

    def begin(self) -> None:
        self.lives += 1
        copy = self.url if self.copy else "-"
        words = [self.name, self.hub, copy, str(self.acknowledged), f"{SEED} {self.name} {self.lives}"]
        command = [sys.executable, "-m", "tests.slow.somebody", *words]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, cwd=REPOSITORY, stdout=pipe, stderr=pipe, text=True)

    def await_work(self) -> None:
        """Return once it works, so that the next kill hits that."""
        assert self.process
        assert self.process.stdout
        self.process.stdout.readline()

    def kill(self) -> None:
        assert self.process
        ended = self.process.poll()
        self.process.kill()
        _, said = self.process.communicate()
        assert ended is None, said


@contextmanager
def own_server() -> Iterator[Server]:
    """A server that may be killed, and that acknowledges nothing before it is on the disk."""
    server = start()
    try:
        if server.process is None:
            pytest.skip("this test kills the server, so it has to be one of its own")
        server.execute("ALTER SYSTEM SET synchronous_commit = on")
        server.execute("SELECT pg_reload_conf()")
        yield server
    finally:
        server.stop()


def test_what_was_acknowledged_outlives_every_kill_and_all_end_with_the_same(tmp_path: Path) -> None:
    with own_server() as server:
        beginning = begin_on(server, tmp_path)
        hub = beginning.new_hub(tmp_path)
        assert isinstance(hub, HubDatabase)
        people = _people(server, hub.name, beginning.copy, tmp_path)
        killed = _kill_over_and_over(server, people)
        stores = {name: opened(one.url, name) for name, one in people.items()}
        found, lost = _compare(people, stores)
        for store in stores.values():
            store.close()
    found = {f"kills of {name}": count for name, count in sorted(killed.items())} | found
    said = ", ".join(f"{count:,} {what}" for what, count in found.items())
    what = "offline: two working copies, a desk and PostgreSQL as processes, kill -9"
    record(Result(what, KILLS, said, lost, f"ITCRM_KILLS={KILLS} make test-slow"))


def _people(server: Server, hub: str, begun: Path, folder: Path) -> Mapping[str, Somebody]:
    people = {DESK: Somebody(DESK, server.url(hub, DESK), folder)}
    for name in LAPTOPS:
        copy = folder / f"{name}.db"
        shutil.copyfile(begun, copy)
        with closing(sqlite3.connect(copy)) as connection, connection:
            connection.execute("UPDATE copy_state SET id = ?, actor = ?", (name, name))
        people[name] = Somebody(name, server.url(hub, name), folder, copy)
    return people


def _kill_over_and_over(server: Server, people: Mapping[str, Somebody]) -> Counter[str]:
    """All work at once; one of them or the server is killed at a random moment, so many times."""
    chance, killed = random.Random(SEED), Counter[str]()
    for one in people.values():
        one.begin()
    for one in people.values():
        one.await_work()
    try:
        for _ in range(KILLS):
            threading.Event().wait(chance.uniform(0.1, LONGEST))
            name = chance.choice([*LAPTOPS, *LAPTOPS, *LAPTOPS, DESK, SERVER])
            killed[name] += 1
            if name == SERVER:
                assert server.process
                crash(server.process)
            else:
                people[name].kill()
                people[name].begin()
                people[name].await_work()
    finally:
        for one in people.values():
            one.kill()
    return killed


def _compare(people: Mapping[str, Somebody], stores: Mapping[str, Store]) -> tuple[dict[str, int], int]:
    """Let both sync until nothing is left, and look at all three row for row."""
    for _ in range(3):
        for name in LAPTOPS:
            with closing(opened(people[name].hub, name)) as line:
                sync(stores[name], HubStore(line))
    hub = contents(stores[DESK])
    assert verify(stores[DESK]) == []
    for name in LAPTOPS:
        assert pending(stores[name]) == []
        assert verify(stores[name]) == []
        differing(hub, contents(stores[name]), name)
    history, lost, acknowledged = History(stores[DESK]), 0, 0
    for name, one in people.items():
        waiting = parts_aside(stores[name])
        for parcel in read_acknowledged(one.acknowledged):
            acknowledged += 1
            lost += bool(history.missing(parcel, waiting))
    assert lost == 0
    aside = sum(count_conflicts(stores[name]) for name in LAPTOPS)
    return {"change sets in the hub": len(hub["change_set"]), "acknowledged": acknowledged, "put aside": aside}, lost
