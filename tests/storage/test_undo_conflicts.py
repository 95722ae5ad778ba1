"""Undo is all or nothing; what has moved on is named, and the rest can be taken back without it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.feedback import Feedback, FeedbackKind
from itcrm_tui.domain.service import Service
from storage import apply
from storage.change import Action
from storage.errors import ConflictError, RefusedError
from storage.store import Store
from storage.undoing import redo, revert, undo
from storage.verify import verify
from tests.storage.records import add, delete, edit, facts, look, names, now

FINANCE = Client(name="Finance", code="FIN")
LEGAL = Client(name="Legal", code="LEG")


@pytest.fixture(params=["all at once", "portion by portion"])
def _portions(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "portion by portion":
        monkeypatch.setattr(apply, "PORTION", 2)


def test_a_field_that_moved_on_is_named_with_who_and_the_rest_can_be_undone(store: Store, bens: Store) -> None:
    add(store, FINANCE, LEGAL)
    with store.write("Edit both") as unit:
        unit.save(now(store, FINANCE), replace(now(store, FINANCE), tier=1, notes="n"))
        unit.save(now(store, LEGAL), replace(now(store, LEGAL), tier=1))
    edit(bens, FINANCE, tier=5)
    before = facts(store)
    with pytest.raises(ConflictError) as caught:
        undo(store)
    [clash] = caught.value.clashes
    assert (clash.title, clash.field, clash.theirs, clash.by) == ("client Finance", "tier", 5, "ben")
    assert clash.at
    assert facts(store) == before
    assert undo(store, rest=True).written.records == 2
    assert (now(store, FINANCE).tier, now(store, FINANCE).notes, now(store, LEGAL).tier) == (5, None, None)
    assert verify(store) == []


def test_after_undoing_the_rest_the_next_undo_goes_further_back(store: Store, bens: Store) -> None:
    add(store, FINANCE, title="Add")
    edit(store, FINANCE, title="Edit", tier=1)
    edit(bens, FINANCE, tier=5)
    with pytest.raises(ConflictError):
        undo(store)
    assert undo(store, rest=True).written.records == 0
    assert redo(store).undone.title == "Undo: Edit"
    assert undo(store).undone.title == "Redo: Edit"
    edit(bens, FINANCE, tier=None)
    assert undo(store).undone.title == "Add"
    assert look(store, FINANCE) is None


def test_an_undo_of_what_others_have_undone_by_hand_is_empty_and_done(store: Store, bens: Store) -> None:
    add(store, FINANCE, title="Add")
    edit(store, FINANCE, title="Edit", tier=1)
    edit(bens, FINANCE, tier=None)
    taken = undo(store)
    assert (taken.undone.title, taken.written.records, taken.written.action) == ("Edit", 0, Action.UNDO)
    assert undo(store).undone.title == "Add"


def test_undoing_a_creation_that_somebody_deleted_is_empty_and_done(store: Store, bens: Store) -> None:
    add(store, FINANCE, title="Add")
    delete(bens, FINANCE)
    assert undo(store).written.records == 0
    with pytest.raises(RefusedError, match="nothing to undo"):
        undo(store)


def test_undoing_a_deletion_that_somebody_took_back_is_empty_and_done(store: Store, bens: Store) -> None:
    add(store, FINANCE)
    gone = delete(store, FINANCE)
    assert gone
    with bens.read() as reader:
        tombstone = reader.get(Client, FINANCE.id, deleted=True)
    assert isinstance(tombstone, Client)
    add(bens, tombstone)
    assert undo(store).written.records == 0
    assert now(store, FINANCE)


def test_undoing_a_deletion_does_not_bring_back_older_values_over_newer_ones(store: Store, bens: Store) -> None:
    add(store, FINANCE)
    delete(store, FINANCE)
    with bens.read() as reader:
        tombstone = reader.get(Client, FINANCE.id, deleted=True)
    assert isinstance(tombstone, Client)
    add(bens, replace(tombstone, notes="written by Ben"))
    delete(bens, FINANCE)
    with pytest.raises(ConflictError, match=r"client Finance was deleted by ben"):
        undo(store)


def test_undoing_a_deletion_into_a_taken_code_is_refused(store: Store, bens: Store) -> None:
    add(store, FINANCE)
    delete(store, FINANCE)
    add(bens, Client(name="Finland", code="FIN"))
    with pytest.raises(RefusedError, match=r"^Code “FIN” is taken by another client\.$"):
        undo(store)
    edit(bens, Client(id=by_name(store, "Finland"), name=""), code="FI")
    undo(store)
    assert now(store, FINANCE).code == "FIN"


def test_undoing_a_deletion_is_refused_while_what_it_names_is_gone(store: Store) -> None:
    payroll = Client(name="Payroll", parent=FINANCE.id)
    add(store, FINANCE, payroll)
    gone = delete(store, payroll)
    assert gone
    delete(store, FINANCE)
    with pytest.raises(RefusedError, match="The client “Finance” was deleted"):
        revert(store, gone.id)


@pytest.mark.usefixtures("_portions")
def test_a_big_set_of_new_changed_and_deleted_records_is_undone_whole(store: Store) -> None:
    old = [Client(name=f"Old {number}", code=f"O{number}") for number in range(7)]
    add(store, *old)
    before = facts(store)
    with store.write("Import") as unit:
        for client in old[:4]:
            seen = now(store, client)
            unit.save(seen, replace(seen, name=f"{seen.name}!", code=f"{seen.code}!", tags=("new",)))
        for client in old[4:]:
            unit.delete(now(store, client))
        for number in range(5):
            child = Client(name=f"New {number}", code=f"O{number + 2}", parent=old[0].id)
            unit.add(child)
            unit.add(Feedback(kind=FeedbackKind.SUGGESTION, subject=f"Idea {number}", client=child.id))
    after = facts(store)
    assert unit.written
    assert unit.written.records == 17
    assert undo(store).written.records == 17
    assert facts(store) == before
    redo(store)
    assert facts(store) == after
    undo(store)
    assert facts(store) == before
    assert verify(store) == []


@pytest.mark.usefixtures("_portions")
def test_of_a_big_set_every_clash_is_named_and_nothing_undone(store: Store, bens: Store) -> None:
    services = [Service(name=f"Service {number}") for number in range(6)]
    add(store, *services)
    edit(bens, services[1], name="Renamed")
    edit(bens, services[4], category="Moved")
    with pytest.raises(ConflictError, match=r"\(and 1 more\)\. Nothing was saved\.$") as caught:
        undo(store)
    assert sorted((clash.field, clash.by) for clash in caught.value.clashes) == [("category", "ben"), ("name", "ben")]
    assert len(names(store, Service)) == 6
    assert undo(store, rest=True).written.records == 4
    assert names(store, Service) == ["Renamed", "Service 4"]
    assert verify(store) == []


def by_name(store: Store, name: str) -> str:
    with store.read() as reader:
        found = reader.find(Client, name=name)
    assert isinstance(found, list)
    return found[0].id
