"""Patroni looks after two servers, and the leader is killed again and again: nothing acknowledged is lost."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from itcrm_tui.domain.client import Client
from storage.opening import open_store, upgrade_database
from storage.verify import verify
from tests.slow.results import Result, record
from tests.system.cluster import Cluster
from tests.system.writers import Writer, compare
from tests.terminal.terminal import Terminal

ROUNDS = int(os.environ.get("ITCRM_ROUNDS") or 1)
WRITERS, BEFORE, AFTER = 4, 40, 20


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """Two nodes with a database that is set up."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_rewind"))
    assert versions, "apt install postgresql"
    cluster = Cluster(versions[-1].parent)
    upgrade_database(cluster.url(), actor="ana", device="desk")
    yield cluster
    cluster.stop()


def test_nothing_acknowledged_is_lost_when_the_leader_is_killed_and_patroni_makes_another(cluster: Cluster) -> None:
    acknowledged, failed, waits = 0, 0, list[float]()
    for number in range(ROUNDS):
        found, wait = _go_through(cluster, number)
        acknowledged, failed = acknowledged + found[0], failed + found[1]
        waits.append(wait)
    said = f"{acknowledged:,} writes acknowledged, {failed} told that they failed; the old leader came back each time"
    said += f"; all wrote again after {min(waits):.0f} to {max(waits):.0f} s"
    what = "the leader is killed under load, Patroni and etcd make the standby the leader"
    record(Result(what, ROUNDS, said, 0, f"ITCRM_ROUNDS={ROUNDS} make test-system"))


def _go_through(cluster: Cluster, number: int) -> tuple[tuple[int, int], float]:
    """Kill the leader under load; return what the writers were told, and the seconds until all wrote again."""
    writers = [Writer(cluster.url(), f"round{number} writer{one}") for one in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.wait_for(BEFORE)
    old = cluster.leader()
    assert old is not None
    killed = time.monotonic()
    cluster.kill(old)
    for writer in writers:
        writer.wait_for(2)  # the first may have been acknowledged by the old leader
    wait = time.monotonic() - killed
    for writer in writers:
        writer.wait_for(AFTER)
    for writer in writers:
        writer.ends.set()
        writer.join()
    assert cluster.leader() == 1 - old
    cluster.begin(old)
    cluster.until_synchronous()
    return compare(cluster.url(), writers), wait


def test_the_program_keeps_what_is_typed_and_saves_it_once_there_is_another_leader(
    cluster: Cluster, tmp_path: Path
) -> None:
    cluster.until_synchronous()
    with closing(Terminal(tmp_path, "--db", cluster.url(), size=(100, 30))) as program:
        program.until("a add")
        program.type("a")
        program.until("ADD client")
        program.type("Treasury")
        program.until("Treasury")
        old = cluster.leader()
        assert old is not None
        cluster.kill(old)
        program.until("No connection to the database. What you type stays.")
        program.type(" and Tax", "enter")
        program.until("this waits until it is back")
        assert "Treasury and Tax" in program.text
        program.until("Added client Treasury and Tax")
        program.until("live")
        program.type("q")
        assert program.end() == 0
    cluster.begin(old)
    cluster.until_synchronous()
    with closing(open_store(cluster.url(), actor="ana", device="desk")) as store:
        with store.read() as reader:
            found = reader.find(Client, name="Treasury and Tax")
        assert isinstance(found, list)
        assert len(found) == 1
        assert verify(store) == []
