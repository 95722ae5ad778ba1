"""What the tests read and write most, in few words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, TypeVar

import pytest

from itcrm_tui.domain.kinds import KINDS, kind_of
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.values import known_fields
from itcrm_tui.ids import RecordId
from storage import journal
from storage.change import ChangeSet
from storage.store import Store
from storage.unit import Unit

R = TypeVar("R", bound=Record)
Facts = dict[tuple[str, RecordId], dict[str, Any]]


@contextmanager
def refused(store: Store, error: type[Exception], match: str | None = None) -> Iterator[Unit]:
    """A unit whose block or writing has to end in an error."""
    with pytest.raises(error, match=match), store.write("To be refused") as unit:
        yield unit


def add(store: Store, *records: Record, title: str = "Add") -> ChangeSet:
    """Write new records as one change set."""
    with store.write(title) as unit:
        for record in records:
            unit.add(record)
    assert unit.written
    return unit.written


def edit(store: Store, record: Record, /, title: str = "Edit", **values: Any) -> ChangeSet | None:
    """Write some fields of a record as it is in the database now."""
    seen = now(store, record)
    with store.write(title) as unit:
        unit.save(seen, replace(seen, **values))
    return unit.written


def delete(store: Store, *records: Record, title: str = "Delete") -> ChangeSet | None:
    """Delete records as they are in the database now, as one change set."""
    seen = [now(store, record) for record in records]
    with store.write(title) as unit:
        for record in seen:
            unit.delete(record)
    return unit.written


def now(store: Store, record: R) -> R:
    """The living record as it is in the database."""
    found = look(store, record)
    assert found, f"{record} is not there"
    return found


def look(store: Store, record: R) -> R | None:
    """The living record as it is in the database, or None."""
    with store.read() as reader:
        found = reader.get(type(record), record.id)
    assert found is None or isinstance(found, Record)
    return found


def facts(store: Store) -> Facts:
    """All that living records say, apart from version and times."""
    with store.read() as reader:
        found: Facts = {}
        for kind in KINDS.values():
            records = reader.find(kind.record_type)
            assert isinstance(records, list)
            found |= {(kind.name, record.id): known_fields(record) for record in records}
    return found


def titles(store: Store) -> list[str]:
    """The titles of all change sets, the newest first."""
    with store.connected() as connection:
        return [found.title for found in journal.change_sets(connection, limit=1_000)]


def names(store: Store, record_type: type[Record]) -> list[str]:
    """The names of all living records of a kind, in order."""
    kind = kind_of(record_type)
    assert kind.name_field
    with store.read() as reader:
        found = reader.find(record_type)
    assert isinstance(found, list)
    return sorted(getattr(record, kind.name_field.name) for record in found)
