"""Whatever is written, by whomever: undone step by step it gives the earlier states, and the journal is true."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import apply, journal
from storage.errors import RefusedError, StoreError
from storage.store import Store
from storage.undoing import redo, revert, undo
from storage.verify import verify
from tests.storage.histories import Scene, begin, facts, few, write
from tests.storage.places import Fresh, Place


def attempt(data: st.DataObject, store: Store) -> None:
    """Write a random unit."""
    with store.read() as reader, store.write("Random") as unit:
        write(data, unit, Scene.of(reader))


def check_undo_and_redo(data: st.DataObject, place: Place) -> None:
    store = place.open()
    begin(place.open("ben"))
    states = [facts(store)]
    for _ in range(data.draw(st.integers(1, 6), label="units")):
        written = newest(store)
        with suppress(StoreError, ValueError):
            attempt(data, store)
        state = facts(store)
        if newest(store) > written:
            states.append(state)
        else:
            assert state == states[-1]
    for state in states[-2::-1]:
        undo(store)
        assert facts(store) == state
    with pytest.raises(RefusedError):
        undo(store)
    for state in states[1:]:
        redo(store)
        assert facts(store) == state
    assert verify(store) == []


def newest(store: Store) -> int:
    with store.connected() as connection:
        return journal.sequence(connection)


def check_many_hands(data: st.DataObject, place: Place) -> None:
    people = [place.open(), place.open("ana", "phone"), place.open("ben", "bens laptop")]
    begin(people[2])
    state = facts(people[0])
    for _ in range(data.draw(st.integers(2, 9), label="acts")):
        store = data.draw(st.sampled_from(people), label="who")
        act = data.draw(st.sampled_from(["write", "write", "undo", "redo", "revert", "rest"]), label="act")
        before, written = state, newest(store)
        try:
            match act:
                case "write":
                    attempt(data, store)
                case "undo":
                    undo(store)
                case "rest":
                    undo(store, rest=True)
                case "redo":
                    redo(store)
                case "revert":
                    revert(store, str(data.draw(st.integers(2, 9), label="number")))
        except (StoreError, ValueError):
            assert newest(store) == written
        state = facts(store)
        assert state == before or newest(store) == written + 1
    assert verify(people[0]) == []


@contextmanager
def portions(size: int) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(apply, "PORTION", size)
        yield


@few(20)
@given(st.data(), st.sampled_from([1, 2, 2_000]))
def test_any_history_goes_back_and_forth_on_sqlite(fresh_sqlite: Fresh, data: st.DataObject, portion: int) -> None:
    with portions(portion), fresh_sqlite() as place:
        check_undo_and_redo(data, place)


@few(5)
@given(st.data(), st.sampled_from([1, 2_000]))
def test_any_history_goes_back_and_forth_on_postgresql(
    fresh_postgres: Fresh, data: st.DataObject, portion: int
) -> None:
    with portions(portion), fresh_postgres() as place:
        check_undo_and_redo(data, place)


@pytest.mark.slow
@few(20)
@given(st.data(), st.sampled_from([1, 2_000]))
def test_many_hands_leave_a_sound_database_on_sqlite(fresh_sqlite: Fresh, data: st.DataObject, portion: int) -> None:
    with portions(portion), fresh_sqlite() as place:
        check_many_hands(data, place)


@pytest.mark.slow
@few(5)
@given(st.data(), st.sampled_from([1, 2_000]))
def test_many_hands_leave_a_sound_database_on_postgresql(
    fresh_postgres: Fresh, data: st.DataObject, portion: int
) -> None:
    with portions(portion), fresh_postgres() as place:
        check_many_hands(data, place)
