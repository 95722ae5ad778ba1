"""A laptop of the simulation: a working copy, its connection to the hub, and a clock that is wrong."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from itcrm_tui.ids import RecordId
from storage import journal
from storage.gate import Gate
from storage.ledger import change_set
from storage.opening import open_store
from storage.store import Store
from storage.sync.hub_store import HubStore
from storage.sync.parcel import Parcel, parcels_after
from storage.sync.state import state_of
from storage.sync.syncing import pending
from storage.sync.tables import sync_conflict
from tests.sync.hubs import Clock, HubPlace, copy_file
from tests.sync.programs import NOW

Aside = tuple[RecordId, RecordId, str | None]
"""What waits: its change set, its record, a field of it; None stands for the record."""


@dataclass
class Laptop:
    """One person's machine."""

    name: str
    folder: Path
    place: HubPlace
    clock: Clock
    gates: tuple[Gate, Gate]
    skew: timedelta
    path: Path = Path()
    program: str = NOW
    """The version that is installed."""
    store: Store = field(init=False)
    line: Store | None = None
    """The open connection to the hub; it stays open from one sync to the next."""
    backups: list[Path] = field(default_factory=list)
    highest_cursor: int = 0
    copies: int = 0
    beside: sqlite3.Connection = field(default_factory=lambda: sqlite3.connect(":memory:"))
    seen: int = -1

    def own_clock(self) -> datetime:
        return self.clock() + self.skew

    def next_path(self) -> Path:
        self.copies += 1
        return self.folder / f"{self.name}-{self.copies}.db"

    def start(self, path: Path) -> None:
        """Work with a working copy from now on."""
        self.path = path
        self.beside.close()
        self.beside = sqlite3.connect(path)
        self.seen = -1
        self.store = open_store(f"sqlite:///{path}", actor=self.name, device=self.name, clock=self.own_clock)
        self.store.gate = self.gates[0]
        self.highest_cursor = self.cursor

    @property
    def hub(self) -> HubStore:
        """The hub as this laptop sees it; raises SchemaError where that is of another version."""
        if self.line is None:
            self.line = self.place.open(self.name, self.own_clock)
            self.line.gate = self.gates[1]
        return HubStore(self.line)

    def hang_up(self) -> None:
        if self.line is not None:
            self.line.close()
            self.line = None

    def close(self) -> None:
        self.beside.close()
        self.store.close()
        self.hang_up()

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Return what a statement finds in the copy, past its store."""
        return self.beside.execute(statement).fetchall()

    def may_have_changed(self) -> bool:
        """Whether anything was written to the copy since this was asked last."""
        before, ((self.seen,),) = self.seen, self.rows("PRAGMA data_version")
        return before != self.seen

    @property
    def cursor(self) -> int:
        with self.store.connected() as connection:
            return state_of(connection).cursor

    def newest(self) -> Parcel | None:
        """What was written last and is not pushed."""
        with self.store.connected() as connection:
            last = journal.sequence(connection)
            found = parcels_after(connection, max(last - 1, state_of(connection).cursor))
            return found[-1] if found else None

    def back_up(self) -> None:
        path = self.folder / f"{self.name}-backup-{len(self.backups)}.db"
        copy_file(self.path, path)
        self.backups.append(path)

    def set_back(self, backup: Path) -> None:
        """The file is replaced by an older one."""
        self.close()
        path = self.next_path()
        shutil.copyfile(backup, path)
        self.start(path)


def parts_aside(store: Store) -> set[Aside]:
    """Return what has been put aside in a working copy, decided or not."""
    query = select(sync_conflict.c.change_set_id, sync_conflict.c.record_id, sync_conflict.c.fields)
    with store.connected() as connection:
        rows = connection.execute(query).all()
    return {(one, record_id, name) for one, record_id, fields in rows for name in (None, *fields)}


def parts_unanswered(store: Store) -> set[Aside]:
    """Return what the hub may have taken, or refused in part, without an answer that has arrived."""
    return {
        (parcel.id, change.record_id, name)
        for parcel in pending(store)
        for change in parcel.changes
        for name in (None, *change.fields)
    }


def ids_up_to(store: Store, sequence: int) -> list[RecordId]:
    with store.connected() as connection:
        query = select(change_set.c.id).where(change_set.c.sequence <= sequence).order_by(change_set.c.sequence)
        return list(connection.scalars(query))
