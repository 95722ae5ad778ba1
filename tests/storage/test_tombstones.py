"""A deleted record may say why it is gone; a rehearsal leaves nothing; undoing a merge moves back what still stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from itcrm_tui.domain.client import Client, Stakeholder
from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.record import Record
from storage import journal
from storage.change import Action
from storage.errors import ConflictError, RefusedError
from storage.store import Store
from storage.undoing import next_redo, next_undo, redo, revert, undo
from storage.verify import verify
from tests.storage.records import add, delete, edit, facts, look, now, titles

FINANCE = Client(name="Finance", code="FIN")
FINANCES = Client(name="Finances", code="FIN2")
MEYER = Stakeholder(client=FINANCES.id, name="Meyer")
VPN = Commitment(client=FINANCES.id, title="VPN", due=date(2026, 12, 12))
MAIL = Commitment(client=FINANCES.id, title="Mail")


def tombstone(store: Store, record: Record) -> Record | None:
    with store.read() as reader:
        found = reader.get(type(record), record.id, deleted=True)
    assert found is None or isinstance(found, Record)
    return found


def merge(store: Store, *records: Stakeholder | Commitment) -> None:
    """Point records at Finance that point at Finances, and delete that one."""
    with store.write("Merge client Finances into Finance", action=Action.MERGE) as unit:
        seen = now(store, FINANCE)
        unit.save(seen, replace(seen, notes="both"))
        for record in records:
            there = now(store, record)
            unit.save(there, replace(there, client=FINANCE.id))
        unit.delete(now(store, FINANCES), merged_into=FINANCE.id)


@pytest.fixture
def merged(store: Store) -> Store:
    add(store, FINANCE, FINANCES, MEYER, VPN, MAIL)
    merge(store, MEYER, VPN, MAIL)
    return store


def test_a_deleted_record_says_what_it_was_merged_into(merged: Store) -> None:
    gone = tombstone(merged, FINANCES)
    assert isinstance(gone, Client)
    assert gone.deleted_at
    assert (gone.merged_into, gone.name, gone.code) == (FINANCE.id, "Finances", "FIN2")
    assert verify(merged) == []


def test_what_a_deleted_record_says_is_gone_when_it_is_back(merged: Store) -> None:
    undo(merged)
    assert now(merged, FINANCES).merged_into is None
    redo(merged)
    gone = tombstone(merged, FINANCES)
    assert isinstance(gone, Client)
    assert gone.merged_into == FINANCE.id
    undo(merged)
    assert now(merged, FINANCES) is not None
    assert verify(merged) == []


def test_a_merge_is_undone_and_redone_as_one(store: Store) -> None:
    add(store, FINANCE, FINANCES, MEYER, VPN)
    before = facts(store)
    merge(store, MEYER, VPN)
    after = facts(store)
    undo(store)
    assert facts(store) == before
    redo(store)
    assert facts(store) == after


def test_undoing_a_merge_leaves_alone_what_was_moved_on_or_deleted_since(merged: Store) -> None:
    legal = Client(name="Legal")
    add(merged, legal)
    edit(merged, VPN, client=legal.id)
    delete(merged, MAIL)
    taken = revert(merged, _number(merged, "Merge"))
    assert now(merged, VPN).client == legal.id
    assert look(merged, MAIL) is None
    assert now(merged, MEYER).client == FINANCES.id
    assert [(clash.record_id, clash.field) for clash in taken.left_alone] == [(MAIL.id, None), (VPN.id, "client")]
    assert verify(merged) == []


def test_undoing_a_merge_that_was_undone_and_redone_gives_way_too(merged: Store) -> None:
    undo(merged)
    redo(merged)
    legal = Client(name="Legal")
    add(merged, legal)
    edit(merged, VPN, client=legal.id)
    assert len(revert(merged, _number(merged, "Redo")).left_alone) == 1
    assert now(merged, VPN).client == legal.id


def test_undoing_a_merge_conflicts_where_the_survivor_has_moved_on(merged: Store, bens: Store) -> None:
    edit(bens, FINANCE, notes="Ben's")
    with pytest.raises(ConflictError, match="notes was changed"):
        undo(merged)
    undo(merged, rest=True)
    assert (now(merged, FINANCE).notes, now(merged, VPN).client) == ("Ben's", FINANCES.id)


def test_only_a_merge_gives_way(store: Store, bens: Store) -> None:
    add(store, FINANCE, FINANCES, VPN)
    edit(store, VPN, client=FINANCE.id)
    edit(bens, VPN, client=FINANCES.id)
    edit(bens, VPN, client=FINANCE.id)
    edit(bens, VPN, due=None)
    legal = Client(name="Legal")
    add(bens, legal)
    edit(bens, VPN, client=legal.id)
    with pytest.raises(ConflictError):
        undo(store)


def test_a_rehearsal_leaves_nothing_behind(store: Store) -> None:
    add(store, FINANCE)
    before, told = facts(store), titles(store)
    with store.write("Never", rehearsal=True) as unit:
        unit.add(FINANCES)
    assert unit.written
    assert unit.written.title == "Never"
    assert undo(store, rehearsal=True).undone.title == "Add"
    assert (facts(store), titles(store)) == (before, told)
    edit(store, FINANCE, tier=1)
    undo(store)
    assert titles(store)[0] == "Undo: Edit"
    assert verify(store) == []


def test_a_rehearsal_meets_the_same_refusal(store: Store) -> None:
    add(store, FINANCE, FINANCES, VPN)
    with pytest.raises(RefusedError, match="still names it"), store.write("Never", rehearsal=True) as unit:
        unit.delete(now(store, FINANCES))


def test_the_next_undo_and_redo_are_known_beforehand(store: Store) -> None:
    assert next_undo(store) is None
    add(store, FINANCE, title="Add Finance")
    found = next_undo(store)
    assert found
    assert found.title == "Add Finance"
    assert next_redo(store) is None
    undo(store)
    assert next_undo(store) is None
    again = next_redo(store)
    assert again
    assert again.title == "Undo: Add Finance"


def _number(store: Store, start: str) -> str:
    with store.connected() as connection:
        found = [one for one in journal.change_sets(connection) if one.title.startswith(start)]
    return str(found[0].sequence)
