"""How every seed begins, made once: a hub with a little in it, and a working copy of that."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from unittest.mock import patch
from uuid import UUID

from sqlalchemy import Connection

from itcrm_tui.domain.client import Client, Stakeholder
from itcrm_tui.domain.commitment import Commitment, Requirement
from itcrm_tui.domain.people import Role
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.service import InternalNote, Service
from storage import schema
from storage.engines import sqlite
from storage.engines.sqlite_file import APPLICATION_ID
from storage.opening import open_store, upgrade_database
from storage.sync.checkout import checkout
from tests.known import statements_known
from tests.postgres_server import Server
from tests.sync.hubs import HubDatabase, HubFile, HubPlace, copy_file
from tests.sync.programs import two_versions

NAMES = ("amy", "bob", "cleo", "dan")
_TEMPLATE = "sync_begun"


def unwatched(_what: str, _done: int, _total: int) -> None:
    """Nobody looks."""


@dataclass(frozen=True)
class Beginning:
    """What makes a hub for a seed in its folder, a working copy of that to be copied, what makes an empty file."""

    new_hub: Callable[[Path], HubPlace]
    copy: Path
    statements: tuple[str, ...]


def begin(folder: Path) -> Beginning:
    """Make a hub in a file, with a few records that hang together, and check it out."""
    begun, whole = folder / "hub-begun.db", folder / "hub.db"
    url = f"sqlite:///{begun}"
    open_store(url, actor="hub", device="hub", create=True).close()
    statements = tuple(schema_of(begun))
    copy = _filled_and_checked_out(url, folder)
    copy_file(begun, whole)

    def new_hub(place: Path) -> HubPlace:
        return HubFile(Path(shutil.copyfile(whole, place / "hub.db")))

    return Beginning(new_hub, copy, statements)


def begin_on(server: Server, folder: Path) -> Beginning:
    """Make a hub on a server, with the same records, and check it out."""
    server.create_database(_TEMPLATE)
    upgrade_database(server.url(_TEMPLATE), actor="hub", device="hub")
    copy = _filled_and_checked_out(server.url(_TEMPLATE), folder)
    for person in ("hub", *NAMES):
        server.create_role(person)
        server.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO {}", person, database=_TEMPLATE)
    return Beginning(lambda _place: HubDatabase(server, _TEMPLATE), copy, tuple(schema_of(copy)))


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


def schema_of(path: Path) -> Iterator[str]:
    """The search index makes some tables by itself."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
        yield from (sql for name, sql in rows if "_index_" not in name)


@contextmanager
def simulated(beginning: Beginning) -> Iterator[None]:
    """Nothing of a seed depends on the machine: ids come in order from one."""
    numbers = count(1)

    def uuid7() -> UUID:
        return UUID(int=(0x018CC251F400 << 80) | (7 << 76) | (2 << 62) | next(numbers))

    with patch("uuid_utils.uuid7", uuid7), hastened(beginning.statements), two_versions():
        yield


@contextmanager
def hastened(statements: Sequence[str]) -> Iterator[None]:
    """Files that nobody waits for; empty ones are made by statements that are known.

    What SQLAlchemy has compiled for one of them serves all.
    """
    pragmas = [one.replace("FULL", "OFF") for one in sqlite._PRAGMAS]
    by_revisions = schema.move

    def move(connection: Connection, version: str) -> None:
        if connection.dialect.name != "sqlite":
            by_revisions(connection, version)
            return
        for statement in statements:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql("INSERT INTO counter (id, value) VALUES (1, 0)")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (version,))

    with (
        patch.object(sqlite, "_PRAGMAS", pragmas),
        statements_known(),
        patch.object(schema, "move", move),
    ):
        yield
