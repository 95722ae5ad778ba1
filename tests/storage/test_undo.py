"""Undo and redo are two stacks of each person on each device; what others write in between does not move them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itcrm_tui.domain.client import Client, LineOfBusiness
from storage import journal, stack, undoing
from storage.change import Action
from storage.errors import RefusedError
from storage.store import Store
from storage.undoing import redo, revert, undo
from storage.verify import verify
from tests.storage.places import Place
from tests.storage.records import add, delete, edit, facts, look, names, now, titles

FINANCE = Client(name="Finance")


def test_undo_goes_back_step_by_step_and_redo_forth_again(store: Store) -> None:
    states = [facts(store)]
    add(store, FINANCE)
    states.append(facts(store))
    edit(store, FINANCE, name="Finance and Tax", tags=("big",))
    states.append(facts(store))
    delete(store, FINANCE)
    states.append(facts(store))
    for state in reversed(states[:-1]):
        undo(store)
        assert facts(store) == state
    with pytest.raises(RefusedError, match=r"^There is nothing to undo\.$"):
        undo(store)
    for state in states[1:]:
        redo(store)
        assert facts(store) == state
    with pytest.raises(RefusedError, match=r"^There is nothing to redo\.$"):
        redo(store)
    assert verify(store) == []


def test_undo_says_what_it_took_back_and_is_a_change_set_itself(store: Store) -> None:
    made = add(store, FINANCE, title="Add Finance")
    taken = undo(store)
    assert taken.undone == made
    assert (taken.written.title, taken.written.action, taken.written.reverts) == (
        "Undo: Add Finance",
        Action.UNDO,
        made.id,
    )
    assert redo(store).written.title == "Redo: Add Finance"
    assert undo(store).written.title == "Undo: Add Finance"
    assert titles(store)[:3] == ["Undo: Add Finance", "Redo: Add Finance", "Undo: Add Finance"]


def test_redo_ends_at_my_next_write(store: Store) -> None:
    add(store, FINANCE)
    edit(store, FINANCE, tier=1)
    undo(store)
    edit(store, FINANCE, tier=2)
    with pytest.raises(RefusedError, match="nothing to redo"):
        redo(store)
    undo(store)
    assert now(store, FINANCE).tier is None
    redo(store)
    assert now(store, FINANCE).tier == 2
    with pytest.raises(RefusedError, match="nothing to redo"):
        redo(store)


def test_a_redone_change_can_be_undone_again_as_often_as_one_likes(store: Store) -> None:
    add(store, FINANCE)
    edit(store, FINANCE, tier=1)
    for _ in range(30):
        undo(store)
        assert now(store, FINANCE).tier is None
        redo(store)
        assert now(store, FINANCE).tier == 1
    undo(store)
    undo(store)
    assert look(store, FINANCE) is None
    redo(store)
    redo(store)
    assert now(store, FINANCE).tier == 1
    assert verify(store) == []


def test_a_deletion_is_undone_after_the_return_with_other_values_was(store: Store) -> None:
    add(store, FINANCE)
    delete(store, FINANCE)
    with store.read() as reader:
        gone = reader.get(Client, FINANCE.id, deleted=True)
    assert isinstance(gone, Client)
    add(store, replace(gone, name="Finance and Tax"))
    undo(store)
    undo(store)
    assert now(store, FINANCE).name == "Finance"
    redo(store)
    redo(store)
    assert now(store, FINANCE).name == "Finance and Tax"


def test_undo_takes_only_what_i_wrote_on_this_device(place: Place, store: Store, bens: Store) -> None:
    phone = place.open("ana", "phone")
    add(store, FINANCE, title="Desk 1")
    add(bens, Client(name="Ben's"), title="Ben 1")
    add(phone, Client(name="Phone's"), title="Phone 1")
    assert undo(store).undone.title == "Desk 1"
    assert undo(phone).undone.title == "Phone 1"
    for mine in (store, phone):
        with pytest.raises(RefusedError, match="nothing to undo"):
            undo(mine)
    assert names(store, Client) == ["Ben's"]


def test_what_others_write_in_between_does_not_end_my_redo(place: Place, store: Store, bens: Store) -> None:
    phone = place.open("ana", "phone")
    add(store, FINANCE)
    undo(store)
    add(bens, Client(name="Ben's"))
    add(phone, Client(name="Phone's"))
    redo(store)
    assert names(store, Client) == ["Ben's", "Finance", "Phone's"]


def test_several_undone_changes_are_redone_in_their_order(store: Store) -> None:
    add(store, FINANCE)
    for tier in (1, 2, 3):
        edit(store, FINANCE, tier=tier)
    undo(store), undo(store), undo(store)
    assert now(store, FINANCE).tier is None
    seen = []
    for _ in range(3):
        redo(store)
        seen.append(now(store, FINANCE).tier)
    assert seen == [1, 2, 3]
    undo(store)
    redo(store)
    assert now(store, FINANCE).tier == 3


def test_undoing_a_creation_takes_the_owned_along_that_came_with_it(store: Store) -> None:
    add(store, FINANCE, LineOfBusiness(client=FINANCE.id, name="Treasury"))
    undo(store)
    assert names(store, Client) == names(store, LineOfBusiness) == []


def test_undoing_a_creation_is_refused_by_a_child_that_came_later(store: Store, bens: Store) -> None:
    add(store, FINANCE)
    add(bens, LineOfBusiness(client=FINANCE.id, name="Treasury"))
    with pytest.raises(RefusedError, match="line of business “Treasury” still names it as client"):
        undo(store)
    assert now(store, FINANCE)


def test_a_revert_takes_back_any_change_set_and_is_taken_back_by_undo(store: Store, bens: Store) -> None:
    made = add(bens, FINANCE, title="Add Finance")
    edit(store, FINANCE, tier=1)
    assert revert(store, str(journal_number(store, "Edit"))).written.title == "Revert: Edit"
    assert now(store, FINANCE).tier is None
    assert revert(store, made.id).undone.title == "Add Finance"
    assert look(store, FINANCE) is None
    undo(store)
    assert now(store, FINANCE).tier is None
    undo(store)
    assert now(store, FINANCE).tier == 1
    assert verify(store) == []


def test_what_somebody_has_reverted_is_no_longer_mine_to_undo(store: Store, bens: Store) -> None:
    first = add(store, FINANCE, title="First")
    add(store, Client(name="Legal"), title="Second")
    revert(bens, str(first.sequence + 1))
    assert undo(store).undone.title == "First"
    undo(bens)
    assert names(store, Client) == ["Legal"]
    assert undo(store).undone.title == "Second"


def test_nothing_is_taken_back_twice(store: Store, bens: Store) -> None:
    made = add(store, FINANCE, title="Add Finance")
    revert(bens, made.id)
    with pytest.raises(RefusedError, match=r"^“Add Finance” has been taken back already\.$"):
        revert(store, made.id)


def test_of_two_who_take_back_the_same_at_once_the_second_is_refused(store: Store, bens: Store) -> None:
    made = add(store, FINANCE)
    with store.connected() as connection:
        found = stack.undoable(connection, store.actor, store.device)
    assert found == made
    revert(bens, made.id)
    with pytest.raises(RefusedError, match="has been taken back already"):
        undoing._take_back(store, found, Action.UNDO, rest=False)


def test_the_set_up_of_the_database_and_what_does_not_exist_cannot_be_taken_back(store: Store) -> None:
    with pytest.raises(RefusedError, match="set-up of the database cannot be taken back"):
        revert(store, "1")
    for unknown in ("2", "0", "99999999999999999999", "²", "nonsense", "-1", ""):
        with pytest.raises(RefusedError, match=f"^There is no change set “{unknown}”"):
            revert(store, unknown)


def journal_number(store: Store, title: str) -> int:
    with store.connected() as connection:
        return next(found.sequence for found in journal.change_sets(connection) if found.title == title)
