"""Nothing stands above itself, and references of any kind point at what is there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.people import Person
from itcrm_tui.domain.reference import ExternalReference
from itcrm_tui.domain.service import Service
from itcrm_tui.ids import new_id
from storage import apply
from storage.errors import RefusedError
from storage.store import Store
from storage.undoing import revert
from tests.storage.records import add, delete, edit, now, refused


@pytest.fixture(params=[1, 2_000], autouse=True)
def _portion(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apply, "PORTION", request.param)


def test_a_client_is_not_its_own_parent(store: Store) -> None:
    client = Client(name="Finance")
    with pytest.raises(RefusedError, match=r"^A client cannot be its own parent, not even by a detour\.$"):
        add(store, replace(client, parent=client.id))
    add(store, client)
    with pytest.raises(RefusedError, match="its own parent"):
        edit(store, client, parent=client.id)


def test_nor_by_a_detour_over_records_that_are_not_touched(store: Store) -> None:
    top, middle, below = Client(name="Top"), Client(name="Middle"), Client(name="Below")
    add(store, top, replace(middle, parent=top.id), replace(below, parent=middle.id))
    with pytest.raises(RefusedError, match="its own parent"):
        edit(store, top, parent=below.id)


def test_nor_by_several_moves_of_one_set(store: Store) -> None:
    one, two, three = (Person(name=name) for name in "123")
    add(store, one, two, three)
    with refused(store, RefusedError, "A person cannot be its own reports to") as unit:
        for person, above in ((one, two), (two, three), (three, one)):
            unit.save(now(store, person), replace(now(store, person), reports_to=above.id))


def test_a_tree_can_be_turned_over_in_one_set(store: Store) -> None:
    top, below = Client(name="Top"), Client(name="Below")
    add(store, top, replace(below, parent=top.id))
    with store.write("Turn over") as unit:
        unit.save(now(store, top), replace(now(store, top), parent=below.id))
        unit.save(now(store, below), replace(now(store, below), parent=None))
    assert now(store, top).parent == below.id


def test_undo_does_not_close_a_circle(store: Store, bens: Store) -> None:
    one, two = Service(name="1"), Service(name="2")
    add(store, one, replace(two, successor=one.id))
    freed = edit(store, two, successor=None)
    assert freed
    edit(bens, one, successor=two.id)
    with pytest.raises(RefusedError, match="its own successor"):
        revert(store, freed.id)


def test_different_ways_of_standing_above_do_not_mix(store: Store) -> None:
    one, two = Client(name="1"), Client(name="2")
    add(store, one, two)
    edit(store, one, parent=two.id)
    edit(store, two, merged_into=one.id)
    assert now(store, one).parent == two.id


def test_an_external_reference_names_a_living_record_of_its_kind(store: Store) -> None:
    client, service = Client(name="Finance"), Service(name="VPN")
    reference = ExternalReference(record_kind="client", record=client.id, system="jira", key="1")
    add(store, client, service, reference)
    with pytest.raises(RefusedError, match=r"^There is no client [-0-9a-f]+\.$"):
        edit(store, reference, record=service.id)
    with pytest.raises(RefusedError, match=r"^There is no service [-0-9a-f]+\.$"):
        edit(store, reference, record_kind="service")
    edit(store, reference, record_kind="service", record=service.id)
    delete(store, client)
    with pytest.raises(RefusedError, match="external reference still names it as record"):
        delete(store, service)


def test_an_external_reference_to_a_kind_that_does_not_exist_is_refused(store: Store) -> None:
    reference = ExternalReference(record_kind="spaceship", record=new_id(), system="jira", key="1")
    with pytest.raises(RefusedError, match=r"^There is no kind “spaceship” that a reference could point at\.$"):
        add(store, reference)
