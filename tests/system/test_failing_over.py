"""The primary is killed while four people write, and the standby takes over: nothing acknowledged is lost."""

from __future__ import annotations

import os
from pathlib import Path

from storage.opening import upgrade_database
from tests.slow.results import Result, record
from tests.system.pair import Pair
from tests.system.writers import Writer, compare

ROUNDS = int(os.environ.get("ITCRM_ROUNDS") or 1)
WRITERS, BEFORE, AFTER = 4, 40, 20


def test_nothing_acknowledged_is_lost_and_nothing_is_written_twice_when_the_primary_is_killed() -> None:
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_basebackup"))
    assert versions, "apt install postgresql"
    acknowledged = failed = 0
    for _ in range(ROUNDS):
        found = _go_through(versions[-1].parent)
        acknowledged, failed = acknowledged + found[0], failed + found[1]
    said = f"{acknowledged:,} writes acknowledged, {failed} told that they failed, the rest waited and went on"
    what = "the primary is killed under load and a synchronous standby takes over"
    record(Result(what, ROUNDS, said, 0, f"ITCRM_ROUNDS={ROUNDS} make test-system"))


def _go_through(binaries: Path) -> tuple[int, int]:
    pair = Pair(binaries)
    try:
        upgrade_database(pair.url(), actor="ana", device="desk")
        writers = [Writer(pair.url(), f"writer{number}") for number in range(WRITERS)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.wait_for(BEFORE)
        pair.kill_primary()
        pair.promote()
        for writer in writers:
            writer.wait_for(AFTER)
        for writer in writers:
            writer.ends.set()
            writer.join()
        return compare(pair.url(), writers)
    finally:
        pair.stop()
