"""What happens on a disk without room; started as `python -m tests.slow.full_disk FOLDER` on a small file system.

Prints a JSON object: for each thing that was tried the sentence it ended with, and what was acknowledged and lost.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from itcrm_tui.domain.client import Client
from storage.backup import write_backup
from storage.errors import StoreError
from storage.opening import open_store
from storage.store import Store
from storage.verify import verify
from tests.storage.records import names

ROOM_LEFT = 3_000_000
ENDLESS = 100_000


@contextmanager
def full(folder: Path, room: int) -> Iterator[None]:
    """Fill the disk but for so many bytes."""
    free = os.statvfs(folder)
    filler = folder / "filler"
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, free.f_bavail * free.f_frsize - room)
    yield
    filler.unlink()


def write_until_full(store: Store) -> tuple[list[str], str]:
    """Return the names that were acknowledged, and the sentence at the end."""
    acknowledged: list[str] = []
    for number in range(ENDLESS):
        try:
            with store.write("Add") as unit:
                unit.add(Client(name=f"Client {number}", notes="x" * 3_000))
        except StoreError as error:
            return acknowledged, str(error)
        acknowledged.append(f"Client {number}")
    raise AssertionError("The disk never got full.")


def sentence(work: Callable[[], object]) -> str:
    """Return the sentence that the work ends with."""
    try:
        work()
    except StoreError as error:
        return str(error)
    return "It worked."


def run(folder: Path) -> dict[str, object]:
    """Try everything; return what was found."""
    url, path = f"sqlite:///{folder}/crm.db", folder / "crm.db"
    store = open_store(url, actor="ana", device="desk", create=True)
    found: dict[str, object] = {}
    with full(folder, ROOM_LEFT):
        acknowledged, found["write"] = write_until_full(store)
        found["again"] = sentence(lambda: write_until_full(store)[1] and None)
        found["read"] = len(names(store, Client))
        store.close()
    with full(folder, 20_000):
        found["backup"] = sentence(lambda: write_backup(path, folder / "copy.db"))
        found["new"] = sentence(lambda: open_store(f"sqlite:///{folder}/new.db", actor="a", device="d", create=True))
    store = open_store(url, actor="ana", device="desk")
    found["findings"] = verify(store)
    found["acknowledged"] = len(acknowledged)
    found["lost"] = len(set(acknowledged) - set(names(store, Client)))
    with store.write("Add") as unit:
        unit.add(Client(name="There is room again"))
    store.close()
    found["files"] = sorted(one.name for one in folder.iterdir())
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(run(Path(sys.argv[1]))))
