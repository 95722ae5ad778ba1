"""The same client made on both sides, without a code that clashes: who made one of them is told after the sync."""

from __future__ import annotations

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.today import Need, What
from itcrm_tui.workflows.made_twice import made_twice
from itcrm_tui.workflows.merging import merge, plan
from itcrm_tui.workflows.standing import synced_words
from itcrm_tui.workflows.today import needs_of_today
from storage.store import Store
from storage.sync import made_apart
from tests.storage.records import add
from tests.workflows.apart import CheckOut, Laptop
from tests.workflows.promise_steps import TODAY


def told(laptop: Laptop) -> list[tuple[str, str, str]]:
    return [(one.pair.survivor.name, one.pair.merged.name, one.by) for one in made_twice(laptop.store)]


def same_rows(store: Store) -> list[Need]:
    return [need for need in needs_of_today(store, None, TODAY).needs if need.what is What.SAME]


def test_who_made_one_of_them_is_told_and_a_merge_ends_it(store: Store, check_out: CheckOut) -> None:
    ana, ben, carl = check_out("ana"), check_out("ben"), check_out("carl")
    first, second = Client(name="Sales"), Client(name="The Sales Department", code="S")
    add(ana.store, first)
    add(ben.store, second, Client(name="Legal"))
    for laptop in (ana, ben, ana, carl):
        done = laptop.sync()
    assert synced_words(carl.store, done, "", "") == "0 sent, 2 received."
    assert told(ana) == [("Sales", "The Sales Department", "ben")]
    assert told(ben) == [("Sales", "The Sales Department", "ana")]
    assert told(carl) == made_twice(store) == []
    (row,) = same_rows(ben.store)
    assert (row.title, row.note, row.parts) == (
        "The Sales Department",
        "perhaps Sales, made by ana",
        (first.id,),
    )
    (row,) = same_rows(ana.store)
    assert (row.title, row.note) == ("Sales", "perhaps The Sales Department, made by ben")
    done = ben.sync()
    said = "0 sent, 0 received, 1 client perhaps made on both sides (there)."
    assert synced_words(ben.store, done, "", "there") == said
    merge(ben.store, plan(ben.store, KINDS["client"], second.id, first.id), {})
    ben.sync()
    ana.sync()
    assert told(ana) == told(ben) == same_rows(ben.store) == []


def test_what_one_person_made_twice_or_only_looks_alike_is_not_told(store: Store, check_out: CheckOut) -> None:
    ana = check_out("ana")
    add(store, Client(name="Logistic"))
    add(ana.hub.store, Client(name="Legal"))
    add(ana.store, Client(name="Sales"), Client(name="Sales"), Client(name="Logistics"), Client(name="Legal"))
    ana.sync()
    assert told(ana) == []


def test_an_import_looks_for_duplicates_itself(store: Store, check_out: CheckOut) -> None:
    ana = check_out("ana")
    add(ana.store, Client(name="Sales"))
    add(store, *[Client(name=name) for name in ("Sales", *(f"Client {n}" for n in range(made_apart.SEVERAL)))])
    ana.sync()
    assert told(ana) == []
