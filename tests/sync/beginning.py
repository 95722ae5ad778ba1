"""How every seed begins, made once: a hub with a little in it, and a working copy of that."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from unittest.mock import patch
from uuid import UUID

from itcrm_tui.domain.client import Client, Stakeholder
from itcrm_tui.domain.commitment import Commitment, Requirement
from itcrm_tui.domain.people import Role
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.service import InternalNote, Service
from storage.engines import sqlite
from storage.opening import open_store, upgrade_database
from storage.sync.checkout import checkout
from tests.known import schema_known, statements_known
from tests.postgres_server import Server
from tests.sync.hubs import HubDatabase, HubFile, HubPlace, copy_file
from tests.sync.programs import two_versions

NAMES = ("amy", "bob", "cleo", "dan")
_TEMPLATE = "sync_begun"


def unwatched(_what: str, _done: int, _total: int) -> None:
    """Nobody looks."""


@dataclass(frozen=True)
class Beginning:
    """What makes a hub for a seed in its folder, and a working copy of that to be copied."""

    new_hub: Callable[[Path], HubPlace]
    copy: Path


def begin(folder: Path) -> Beginning:
    """Make a hub in a file, with a few records that hang together, and check it out."""
    begun, whole = folder / "hub-begun.db", folder / "hub.db"
    url = f"sqlite:///{begun}"
    open_store(url, actor="hub", device="hub", create=True).close()
    copy = _filled_and_checked_out(url, folder)
    copy_file(begun, whole)

    def new_hub(place: Path) -> HubPlace:
        return HubFile(Path(shutil.copyfile(whole, place / "hub.db")))

    return Beginning(new_hub, copy)


def begin_on(server: Server, folder: Path) -> Beginning:
    """Make a hub on a server, with the same records, and check it out."""
    server.create_database(_TEMPLATE)
    upgrade_database(server.url(_TEMPLATE), actor="hub", device="hub")
    copy = _filled_and_checked_out(server.url(_TEMPLATE), folder)
    for person in ("hub", *NAMES):
        server.create_role(person)
        server.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO {}", person, database=_TEMPLATE)
    return Beginning(lambda _place: HubDatabase(server, _TEMPLATE), copy)


def _filled_and_checked_out(url: str, folder: Path) -> Path:
    begun, copy = folder / "copy-begun.db", folder / "copy.db"
    with closing(open_store(url, actor="hub", device="hub")) as store:
        with store.write("Begin") as unit:
            for record in _records():
                unit.add(record)
        checkout(store, begun, unwatched)
    copy_file(begun, copy)
    return copy


def _records() -> list[Record]:
    north, south, east = Client(name="North", code="K1"), Client(name="South", code="K2"), Client(name="East")
    role, vpn = Role(name="Network"), Service(name="VPN", open_to_clients=(north.id, south.id))
    promises = [Commitment(client=north.id, title="VPN"), Commitment(client=east.id, title="Mail")]
    return [
        *(north, south, east, role, vpn, *promises),
        *(Requirement(commitment=one.id, role=role.id, minutes=50) for one in promises),
        *(Stakeholder(client=one.id, name=f"Head of {one.name}") for one in (north, south)),
        InternalNote(service=vpn.id, body="Costs us 12 a head"),
    ]


@contextmanager
def simulated() -> Iterator[None]:
    """Nothing of a seed depends on the machine: ids come in order from one."""
    numbers = count(1)

    def uuid7() -> UUID:
        return UUID(int=(0x018CC251F400 << 80) | (7 << 76) | (2 << 62) | next(numbers))

    with patch("uuid_utils.uuid7", uuid7), hastened(), two_versions():
        yield


@contextmanager
def hastened() -> Iterator[None]:
    """Files that nobody waits for."""
    pragmas = [one.replace("FULL", "OFF") for one in sqlite._PRAGMAS]
    with patch.object(sqlite, "_PRAGMAS", pragmas), statements_known(), schema_known():
        yield
