"""Whatever two records of a random history are merged, however: undone, the database is as it was before."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from itcrm_tui.domain.kinds import kind_of
from itcrm_tui.domain.merging import Choice, may_merge
from itcrm_tui.domain.record import Record
from itcrm_tui.workflows.merging import merge, plan
from storage import journal
from storage.errors import StoreError
from storage.store import Store
from storage.undoing import redo, revert, undo
from storage.verify import verify
from tests.storage.histories import Scene, begin, few, write
from tests.storage.places import Fresh, Place
from tests.storage.records import facts


def random_writes(data: st.DataObject, store: Store, most: int) -> None:
    for _ in range(data.draw(st.integers(0, most), label="units")):
        with suppress(StoreError, ValueError), store.read() as reader, store.write("Random") as unit:
            write(data, unit, Scene.of(reader))


def some_two(data: st.DataObject, store: Store) -> list[Record]:
    """Two living records of one kind; now and then one of them twice."""
    with store.read() as reader:
        living = Scene.of(reader).living
    first = data.draw(st.sampled_from([one for one in living if may_merge(kind_of(one))]), label="merged")
    same = [one for one in living if kind_of(one) is kind_of(first)]
    return [first, data.draw(st.sampled_from(same), label="survivor")]


def merged(data: st.DataObject, store: Store) -> Record | None:
    """Merge two records with any choices; return the one that is gone, or None where that was refused."""
    one, other = some_two(data, store)
    try:
        seen = plan(store, kind_of(one), one.id, other.id)
        choices = {part.name: data.draw(st.sampled_from(part.choices), label=part.name) for part in seen.parts}
        assert set(choices.values()) <= set(Choice)
        merge(store, seen, choices)
    except StoreError:
        return None
    return one


def check_there_and_back(data: st.DataObject, place: Place) -> None:
    store = place.open()
    begin(place.open("ben"))
    random_writes(data, store, 4)
    before = facts(store)
    gone = merged(data, store)
    after = facts(store)
    if gone is None:
        assert after == before
        return
    kind = kind_of(gone).name
    assert (kind, gone.id) not in after
    assert not [key for key, values in after.items() if gone.id in str(values)]
    assert verify(store) == []
    undo(store)
    assert facts(store) == before
    redo(store)
    assert facts(store) == after
    assert verify(store) == []


def check_later_writes(data: st.DataObject, place: Place) -> None:
    """Undoing a merge after others have written touches only what the merge has touched, or nothing at all."""
    store, bens = place.open(), place.open("ben", "bens laptop")
    begin(bens)
    before = facts(store)
    if merged(data, store) is None:
        return
    after = facts(store)
    touched = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    with store.connected() as connection:
        number = str(journal.sequence(connection))
    random_writes(data, bens, 3)
    wrote = facts(store)
    try:
        revert(store, number, rest=data.draw(st.booleans(), label="rest"))
    except StoreError:
        assert facts(store) == wrote
    now = facts(store)
    assert {key for key in wrote.keys() | now.keys() if wrote.get(key) != now.get(key)} <= touched
    assert verify(store) == []


@few(12)
@given(st.data())
def test_any_merge_goes_back_and_forth_on_sqlite(fresh_sqlite: Fresh, data: st.DataObject) -> None:
    with fresh_sqlite() as place:
        check_there_and_back(data, place)


@few(3)
@given(st.data())
def test_any_merge_goes_back_and_forth_on_postgresql(fresh_postgres: Fresh, data: st.DataObject) -> None:
    with fresh_postgres() as place:
        check_there_and_back(data, place)


@few(8)
@given(st.data())
def test_undoing_a_merge_after_others_wrote_leaves_a_sound_database(fresh_sqlite: Fresh, data: st.DataObject) -> None:
    with fresh_sqlite() as place:
        check_later_writes(data, place)
