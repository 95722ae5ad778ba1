"""A copy holds what its source holds: every row of every table, on whichever engine, and can be worked on at once."""

from __future__ import annotations

from itertools import pairwise

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.ids import RecordId
from storage.moving.database import copy_database
from storage.moving.parts import parts
from storage.opening import open_store
from storage.store import Store
from storage.tables import whole_schema
from storage.undoing import undo
from storage.verify import verify
from tests.postgres_server import Server
from tests.storage.moving.conftest import DERIVED, Pair, contents, untold
from tests.storage.moving.every_kind import fill
from tests.storage.places import Place
from tests.storage.records import facts, titles

KEYS = "SELECT CAST(conrelid AS regclass)::text, conname, pg_get_constraintdef(oid) FROM pg_constraint ORDER BY 1, 2, 3"


def found(store: Store, words: str) -> list[str]:
    with store.read() as reader:
        clients = reader.page(KINDS["client"], words)
    assert isinstance(clients, list)
    return [client.id for client in clients]


def test_every_row_of_every_table_is_there(pair: Pair) -> None:
    fill(pair.source.open())
    copied = pair.copy()
    there = contents(pair.target.open())
    assert there == contents(pair.source.open())
    assert all(there[kind] for kind in KINDS)
    assert (copied.rows, copied.change_sets) == (sum(map(len, there.values())), len(there["change_set"]))
    assert (copied.continued, copied.findings) == (False, [])


def test_a_copy_is_sound_is_searched_and_goes_on_with_the_history(mixed_pair: Pair) -> None:
    fill(mixed_pair.source.open())
    mixed_pair.copy()
    store = mixed_pair.target.open()
    assert verify(store) == []
    assert sorted(found(store, "ä ’%")) == ["client-1", "client-2"]
    before = facts(store)
    last = titles(store)[0]
    undo(store)
    assert titles(store)[0] == f"Undo: {last}"
    assert len(facts(store)) == len(before) - 1
    assert verify(store) == []


def test_nothing_derived_apart_every_table_is_copied() -> None:
    assert {part.name for part in parts()} | set(DERIVED) == whole_schema().tables.keys()
    assert len(parts()) == len({part.name for part in parts()})


def test_a_copy_has_the_keys_of_any_other_database(postgres: Place, sqlite: Place) -> None:
    keys = postgres.raw(KEYS)
    fill(sqlite.open())
    copy_database(sqlite.url_for(None), postgres.url_for(None), untold)
    assert postgres.raw(KEYS) == keys
    assert len(keys) > 50


def test_a_database_in_which_there_is_nothing_yet_is_set_up(
    sqlite: Place, postgres_server: Server, tmp_path: object
) -> None:
    fill(sqlite.open())
    postgres_server.create_database("moving_to")
    try:
        shared = postgres_server.url("moving_to")
        copy_database(sqlite.url_for(None), shared, untold)
        back = f"sqlite:///{tmp_path}/back.db"
        copy_database(shared, back, untold)
        for url in (shared, back):
            store = open_store(url, actor="ana", device="desk")
            assert contents(store) == contents(sqlite.open())
            store.close()
    finally:
        postgres_server.drop_database("moving_to")


def test_a_copy_tells_how_far_it_is_from_nothing_to_all(sqlite_pair: Pair, small_portions: None) -> None:
    fill(sqlite_pair.source.open())
    told: list[tuple[str, int, int]] = []
    rows = sqlite_pair.copy(lambda *one: told.append(one)).rows
    copying = [done for what, done, total in told if what == "Copying" and total == rows]
    comparing = [done for what, done, total in told if what == "Comparing" and total == 2 * rows]
    assert (copying[0], copying[-1], comparing[-1]) == (0, rows, 2 * rows)
    assert copying == sorted(copying)
    assert max(later - sooner for sooner, later in pairwise(copying)) == 3
    assert len(copying) + len(comparing) == len(told)


def test_what_others_write_while_a_copy_is_made_is_not_in_it(mixed_pair: Pair, small_portions: None) -> None:
    store = mixed_pair.source.open()
    fill(store)
    before = contents(store)

    def write_meanwhile(what: str, done: int, _total: int) -> None:
        if what == "Copying" and done:
            with store.write("Meanwhile") as unit:
                unit.add(Client(id=RecordId(f"client-0-{done}"), name="Meanwhile"))

    mixed_pair.copy(write_meanwhile)
    assert contents(mixed_pair.target.open()) == before
    assert contents(store) != before


def test_what_is_wrong_with_the_source_is_told_and_is_copied_all_the_same(mixed_pair: Pair) -> None:
    fill(mixed_pair.source.open())
    mixed_pair.source.raw("UPDATE client SET tier = 9 WHERE id = 'client-2'")
    copied = mixed_pair.copy()
    assert copied.findings == ["The client client-2 holds another tier than the journal says."]
    assert verify(mixed_pair.target.open()) == copied.findings
