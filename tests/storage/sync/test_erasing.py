"""What is erased in the hub is gone from every working copy with its next sync: rows, journal, conflicts, unsent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from itcrm_tui.domain.people import Person
from itcrm_tui.domain.reference import ExternalReference
from storage.baseline import record_baseline
from storage.erasing.erasure import erase
from storage.store import Store
from storage.sync.deciding import Choice, decide
from storage.sync.renewing import renew
from storage.sync.syncing import pull, push
from storage.sync.tables import sync_conflict
from storage.undoing import undo
from tests.storage.erasing import GONE, KEY, NEUTRAL, OKOYE, erased, fill, owned
from tests.storage.records import add, delete, edit, now
from tests.storage.sync.conftest import FINANCE, Road, contents, unwatched

ZOE = Person(name="Zoe", login="zoe", email="zoe@it.example")
BEN = Person(name="Ben Ode", login="ode", email="ben@it.example")
ZOES = ("zoe", "zora", "0160 555", "night owl")
WORDS = [word for word in GONE if word != "m. o."]


def test_an_erased_person_is_gone_from_rows_journal_and_conflicts_of_a_copy(sqlite_road: Road) -> None:
    fill(sqlite_road.hub)
    record_baseline(sqlite_road.hub)
    ana, ben = sqlite_road.check_out("ana"), sqlite_road.check_out("ben")
    edit(ana.store, OKOYE, phone="960001 at night")
    edit(ben.store, OKOYE, phone="960001 by day", support=1)
    ana.sync()
    ben.sync()
    assert ben.conflicts
    edit(ben.store, OKOYE, title="Okoye, still Zahlmeisterin", reports_to=None)
    edit(sqlite_road.hub, OKOYE, email="okoye@elsewhere.example")
    erased(sqlite_road.hub, OKOYE)
    edit(sqlite_road.hub, FINANCE, tier=4)
    sqlite_road.sync_all()
    assert now(ben.store, OKOYE).name == NEUTRAL
    assert ben.conflicts == []
    for laptop in sqlite_road.laptops:
        held = str(contents(laptop.store)).lower()
        assert [word for word in WORDS if word in held] == []
    sqlite_road.check_equal()


def test_what_is_entered_anew_after_an_erasure_comes_along(sqlite_road: Road) -> None:
    fill(sqlite_road.hub)
    ana = sqlite_road.check_out("ana")
    add(ana.store, KEY.__class__(record_kind="stakeholder", record=OKOYE.id, system="Other", key="K"))
    erased(sqlite_road.hub, OKOYE)
    edit(sqlite_road.hub, OKOYE, name="Somebody else")
    sqlite_road.sync_all()
    assert now(ana.store, OKOYE).name == "Somebody else"
    sqlite_road.check_equal()


def _held(store: Store) -> list[str]:
    """Return which of her words a database holds, conflicts included."""
    with store.connected() as connection:
        waiting = [tuple(row) for row in connection.execute(sync_conflict.select())]
    everything = f"{contents(store)}{waiting}".lower()
    return [word for word in ZOES if word in everything]


def _name(store: Store) -> None:
    edit(store, ZOE, title="Edit person Zoe: name", name="Zora")


def _twice(store: Store) -> None:
    _name(store)
    edit(store, ZOE, title="Edit person Zora: name", name="Zora Two")


def _several(store: Store) -> None:
    edit(store, ZOE, title="Edit person Zoe: name and phone", name="Zora", phone="0160 555", notes="Night owl")


def _undone(store: Store) -> None:
    _name(store)
    edit(store, ZOE, title="Edit person Zora: phone", phone="0160 555")
    undo(store)


def _empty(store: Store) -> None:
    edit(store, ZOE, title="Edit person Zoe phone: phone", phone="0160 555")
    edit(store, ZOE, title="Edit person Zoe: notes", notes="Night owl")


def _key(store: Store) -> None:
    key = ExternalReference(record_kind="person", record=ZOE.id, system="Personnel", key="zora-1")
    add(store, key, title="Add key of Zoe")


def _gone(store: Store) -> None:
    _empty(store)
    delete(store, ZOE, title="Delete person Zoe")


ACTS = (_name, _twice, _several, _undone, _empty, _key, _gone)


@pytest.mark.parametrize("act", ACTS)
def test_what_was_made_before_its_author_knew_of_an_erasure_brings_nobody_back(
    sqlite_road: Road, act: Callable[[Store], None]
) -> None:
    add(sqlite_road.hub, ZOE, BEN, title="Add person Zoe")
    ana = sqlite_road.check_out("ana")
    act(ana.store)
    edit(ana.store, BEN, phone="0170")
    erased(sqlite_road.hub, ZOE)
    sqlite_road.sync_all()
    assert (_held(sqlite_road.hub), _held(ana.store)) == ([], [])
    assert ana.conflicts == []
    assert now(sqlite_road.hub, BEN).phone == "0170"
    sqlite_road.check_equal()


@pytest.mark.parametrize("act", [_twice, _several, _undone])
def test_an_erasure_between_the_push_and_its_receipt_takes_the_conflict_along(
    sqlite_road: Road, act: Callable[[Store], None]
) -> None:
    add(sqlite_road.hub, ZOE, BEN, title="Add person Zoe")
    ana = sqlite_road.check_out("ana")
    edit(sqlite_road.hub, ZOE, name="Zoe There", phone="0160 555 1", notes="A night owl")
    act(ana.store)
    push(ana.store, ana.hub)
    erased(sqlite_road.hub, ZOE)
    pull(ana.store, ana.hub)
    sqlite_road.sync_all()
    assert (_held(sqlite_road.hub), _held(ana.store)) == ([], [])
    sqlite_road.check_equal()


@pytest.mark.parametrize("where", ["numbers are given", "a change set was sent"])
def test_an_erasure_while_a_sync_goes_on_is_heard_of_before_more_is_sent(road: Road, where: str) -> None:
    hub = owned(road.place)
    add(hub, ZOE, BEN, title="Add person Zoe")
    ana = road.check_out("ana")
    edit(ana.store, BEN, phone="0170")
    _empty(ana.store)
    waiting = [where]

    def reached(here: str) -> None:
        if here in waiting:
            waiting.remove(here)
            erased(hub, ZOE)

    done = ana.sync(reached)
    assert waiting == []
    assert done.pulled.received == 1
    assert (_held(hub), _held(ana.store)) == ([], [])
    assert now(hub, BEN).phone == "0170"
    road.check_equal()


def test_what_a_copy_says_of_somebody_after_it_knows_of_their_erasure_is_taken(sqlite_road: Road) -> None:
    add(sqlite_road.hub, ZOE, title="Add person Zoe")
    ana = sqlite_road.check_out("ana")
    erased(sqlite_road.hub, ZOE)
    ana.sync()
    edit(ana.store, ZOE, phone="0180")
    sqlite_road.sync_all()
    assert now(sqlite_road.hub, ZOE).phone == "0180"


def test_one_field_that_was_erased_leaves_unsent_edits_of_the_others(sqlite_road: Road) -> None:
    add(sqlite_road.hub, ZOE, title="Add person Zoe")
    edit(sqlite_road.hub, ZOE, notes="Night owl")
    ana = sqlite_road.check_out("ana")
    edit(ana.store, ZOE, phone="0180", notes="Night owl indeed")
    erase(sqlite_road.hub, ("person", ZOE.id), {("person", ZOE.id): frozenset({"notes"})}, "Erase notes")
    sqlite_road.sync_all()
    assert (now(sqlite_road.hub, ZOE).phone, now(sqlite_road.hub, ZOE).notes) == ("0180", None)
    assert ana.conflicts == []
    sqlite_road.check_equal()


@pytest.mark.parametrize("choice", Choice)
def test_a_decision_that_is_on_its_way_names_nobody_who_was_erased(sqlite_road: Road, choice: Choice) -> None:
    add(sqlite_road.hub, ZOE, title="Add person Zoe")
    ana = sqlite_road.check_out("ana")
    edit(sqlite_road.hub, ZOE, phone="0160 555 1")
    _empty(ana.store)
    ana.sync()
    decide(ana.store, ana.conflicts, choice)
    undo(ana.store)
    decide(ana.store, ana.conflicts, choice)
    erased(sqlite_road.hub, ZOE)
    sqlite_road.sync_all()
    assert (_held(sqlite_road.hub), _held(ana.store)) == ([], [])
    assert ana.conflicts == []
    sqlite_road.check_equal()


@pytest.mark.parametrize("act", [_several, _key, _gone])
def test_a_new_copy_in_place_of_an_old_one_does_not_bring_back_who_was_erased(
    sqlite_road: Road, tmp_path: Path, act: Callable[[Store], None]
) -> None:
    add(sqlite_road.hub, ZOE, BEN, title="Add person Zoe")
    ana = sqlite_road.check_out("ana")
    edit(sqlite_road.hub, ZOE, email="zoe@there.example")
    edit(ana.store, ZOE, title="Edit person Zoe: email", email="zoe@here.example")
    ana.sync()
    assert ana.conflicts
    act(ana.store)
    edit(ana.store, BEN, phone="0170")
    erased(sqlite_road.hub, ZOE)
    path = tmp_path / "new.db"
    renew(ana.store, sqlite_road.hub, path, unwatched)
    new = sqlite_road.open("ana", ana.store.device, path, ana.hub.store)
    sqlite_road.laptops[:] = [new]
    assert _held(new.store) == []
    assert new.conflicts == []
    sqlite_road.sync_all()
    assert _held(sqlite_road.hub) == []
    assert now(sqlite_road.hub, BEN).phone == "0170"
    sqlite_road.check_equal()


def test_two_who_were_erased_keep_apart_in_titles_of_a_copy(sqlite_road: Road) -> None:
    add(sqlite_road.hub, ZOE, title="Add person Zoe")
    add(sqlite_road.hub, BEN, title="Add person Ben Ode")
    sqlite_road.check_out("ana")
    erased(sqlite_road.hub, ZOE)
    erased(sqlite_road.hub, BEN)
    sqlite_road.sync_all()
    sqlite_road.check_equal()
