"""Ten programs on one file: nothing is lost, and everyone sees within two seconds what the others write."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from itcrm_tui.domain.client import Client
from storage.opening import open_store
from storage.verify import verify
from tests.slow.results import REPOSITORY, Result, record
from tests.storage.records import names

INSTANCES, WRITES = 10, 20
SECONDS = 2.0


def test_ten_instances_on_one_file_lose_nothing_and_see_each_other_s_changes_within_two_seconds(
    tmp_path: Path,
) -> None:
    url = f"sqlite:///{tmp_path}/crm.db"
    open_store(url, actor="ana", device="desk", create=True).close()
    found = run_together(url)
    written = {int(number): (who, at) for who, one in enumerate(found) for number, at in one["written"].items()}
    assert sorted(written) == list(range(2, 2 + INSTANCES * WRITES))
    waits = [
        one["seen"][str(number)] - at
        for number, (author, at) in written.items()
        for reader, one in enumerate(found)
        if reader != author
    ]
    lost = INSTANCES * WRITES - check(url)
    said = f"{len(waits):,} times seen by another, after {max(waits):.2f} s at most"
    record(Result("ten instances on one file", INSTANCES * WRITES, said, lost, "make test-slow"))
    assert lost == 0
    assert max(waits) <= SECONDS


def run_together(url: str) -> list[dict[str, dict[str, float]]]:
    """Start the programs, let all begin at once, and return what each has told."""
    command = [sys.executable, "-m", "tests.slow.instance", url]
    with ExitStack() as stack:
        programs = [
            stack.enter_context(
                subprocess.Popen(
                    [*command, f"desk {number}", str(WRITES), str(INSTANCES * WRITES)],
                    cwd=REPOSITORY,
                    env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
                    text=True,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                )
            )
            for number in range(INSTANCES)
        ]
        for program in programs:
            assert program.stdout
            assert program.stdout.readline() == "ready\n"
        told = []
        for program in programs:
            assert program.stdin
            program.stdin.write("go\n")
            program.stdin.flush()
        for program in programs:
            out, _ = program.communicate()
            assert program.returncode == 0
            told.append(json.loads(out))
        return told


def check(url: str) -> int:
    """Return how many of the clients are there; the database passes the self check."""
    store = open_store(url, actor="ana", device="desk")
    try:
        assert verify(store) == []
        return len(names(store, Client))
    finally:
        store.close()
