"""New records of a large set are written unseen, many at once: they leave what the careful way would have left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.record import Record
from storage import apply, bulk
from storage.errors import StoreError
from storage.store import Store
from storage.undoing import redo, undo
from storage.verify import verify
from tests.storage.histories import Scene, beginning, created, few
from tests.storage.places import Fresh, Place
from tests.storage.records import add, delete

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
BESIDE = {
    "journal": "SELECT s.sequence, c.position, c.kind, c.record_id, c.operation, c.fields FROM change_set s"
    " JOIN change c ON c.change_set_id = s.id ORDER BY s.sequence, c.position",
    "restricted journal": "SELECT s.sequence, c.position, c.kind, c.record_id, c.operation, c.fields FROM change_set s"
    " JOIN restricted_change c ON c.change_set_id = s.id ORDER BY s.sequence, c.position",
    "headers": "SELECT sequence, at, actor, device, title, action, schema_version, records FROM change_set"
    " ORDER BY sequence",
    "texts": "SELECT record_id, kind, text FROM search_text ORDER BY record_id",
    "restricted texts": "SELECT record_id, kind, text FROM restricted_search_text ORDER BY record_id",
    "links": "SELECT * FROM link ORDER BY record_id, field, target_id",
    "locks": "SELECT * FROM role_lock ORDER BY role_id",
    "counter": "SELECT * FROM counter",
}


@contextmanager
def lane(*, careful: bool, portion: int) -> Iterator[None]:
    """Sets of more than a portion go one way or the other."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(apply, "PORTION", portion)
        patch.setattr(bulk, "TOGETHER_FROM", 10**9 if careful else 1)
        if careful:
            patch.setattr(apply.Application, "_trusts", lambda *_: False)
        yield


def opened(place: Place, records: Sequence[Record]) -> Store:
    """A store that writes at the same moment as every other, with a few records to begin with and a deleted one."""
    store = place.open()
    store.clock = lambda: AT
    add(store, *records)
    delete(store, records[-1])
    return store


def everything(store: Store) -> dict[str, list[Any]]:
    """Every row of every table, but for what is drawn by lot."""
    queries = {name: f"SELECT * FROM {name} ORDER BY id" for name in KINDS} | BESIDE
    with store.connected() as connection:
        return {name: [tuple(row) for row in connection.execute(text(query))] for name, query in queries.items()}


def outcome(store: Store, records: Sequence[Record]) -> str:
    """What a person is told of a set of new records."""
    try:
        return add(store, *records, title="Many").title
    except StoreError as error:
        return f"{type(error).__name__}: {error}"


def check_both_lanes(data: st.DataObject, fresh: Fresh, portion: int) -> None:
    there = beginning()
    with fresh() as one, fresh() as other:
        carefully, at_once = opened(one, there), opened(other, there)
        with carefully.read() as reader:
            scene = Scene.of(reader)
        records: list[Record] = []
        known = list(there)
        for _ in range(data.draw(st.integers(portion + 1, 9), label="records")):
            again = data.draw(st.integers(0, 9), label="one that is there, or was") == 0
            drawn = data.draw(st.integers(0, len(known) - 1), label="which") if again else None
            records.append(created(data, scene) if drawn is None else known.pop(drawn))
            scene.living.append(records[-1])
        with lane(careful=True, portion=portion):
            told = outcome(carefully, records)
        with lane(careful=False, portion=portion):
            assert outcome(at_once, records) == told
        assert everything(at_once) == everything(carefully)
        assert verify(at_once) == []
        if told == "Many":
            check_undo(carefully, at_once, portion)


def check_undo(carefully: Store, at_once: Store, portion: int) -> None:
    for take_back in (undo, redo):
        with lane(careful=True, portion=portion):
            take_back(carefully)
        with lane(careful=False, portion=portion):
            take_back(at_once)
        assert everything(at_once) == everything(carefully)
    assert verify(at_once) == []


@few(8)
@given(st.data(), st.integers(1, 4))
def test_many_at_once_leave_what_one_by_one_would_on_sqlite(
    fresh_sqlite: Fresh, data: st.DataObject, portion: int
) -> None:
    check_both_lanes(data, fresh_sqlite, portion)


@few(2)
@given(st.data(), st.integers(1, 4))
def test_many_at_once_leave_what_one_by_one_would_on_postgresql(
    fresh_postgres: Fresh, data: st.DataObject, portion: int
) -> None:
    check_both_lanes(data, fresh_postgres, portion)
