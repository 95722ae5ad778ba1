"""One of several programs on one database: writes, and looks for what the others write as the app does.

Started as `python -m tests.slow.instance URL NAME WRITES ALL`; begins when a line comes in, prints JSON at the end.
"""

from __future__ import annotations

import json
import random
import sys
import threading
import time

from itcrm_tui.domain.client import Client
from itcrm_tui.workflows.history import newest
from screens.host import POLL_SECONDS
from storage.opening import open_store
from storage.store import Store

PATIENCE = 120.0
LONGEST_PAUSE = 0.5


def look(store: Store, until: int, seen: dict[int, float]) -> None:
    """Poll as the app does until a number is reached; note when each number was seen first."""
    known, give_up = newest(store), time.monotonic() + PATIENCE
    while known < until and time.monotonic() < give_up:
        threading.Event().wait(POLL_SECONDS)
        found, now = newest(store), time.monotonic()
        seen |= dict.fromkeys(range(known + 1, found + 1), now)
        known = found


def work(store: Store, name: str, writes: int, written: dict[int, float]) -> None:
    """Write so many change sets, with pauses; note when each was acknowledged."""
    chance = random.Random(name)
    for number in range(writes):
        with store.write("Add") as unit:
            unit.add(Client(name=f"{name} {number}"))
        assert unit.written
        written[unit.written.sequence] = time.monotonic()
        threading.Event().wait(chance.uniform(0, LONGEST_PAUSE))


def run(url: str, name: str, writes: int, everything: int) -> None:
    """Write and look at once; print when what was written and seen, in seconds of the machine's clock."""
    store = open_store(url, actor="ana", device=name)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    seen: dict[int, float] = {}
    written: dict[int, float] = {}
    looking = threading.Thread(target=look, args=(store, newest(store) + everything, seen))
    looking.start()
    work(store, name, writes, written)
    looking.join()
    store.close()
    sys.stdout.write(json.dumps({"written": written, "seen": seen}))


if __name__ == "__main__":
    run(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
