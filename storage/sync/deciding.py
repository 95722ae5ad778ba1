"""Decide conflicts: mine, theirs or a third value, as a change set like any other, which undo takes back."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, select, update

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.wording import named as counted
from itcrm_tui.ids import RecordId, new_id
from storage.batches import among
from storage.change import Action, Change, ChangeSet, Key, Known, Operation
from storage.errors import RefusedError
from storage.fitting import check_known
from storage.ledger import change_set
from storage.store import Store
from storage.sync.disputed import Conflict
from storage.sync.folding import ids_of
from storage.sync.gone import Gone
from storage.sync.tables import sync_conflict
from storage.sync.together import together
from storage.sync.undecided import undecided
from storage.unit import Unit


class Choice(StrEnum):
    """Whose values stand."""

    MINE = "mine"
    THEIRS = "theirs"


class DecidedError(RefusedError):
    """Somebody has decided it meanwhile."""


def decide(
    store: Store,
    conflicts: Sequence[Conflict],
    choice: Choice,
    third: Mapping[str, Any] | None = None,
    besides: Sequence[Change] = (),
    anew: Sequence[Conflict] = (),
    title: str | None = None,
    back: Sequence[Gone] = (),
    action: Action = Action.WRITE,
) -> ChangeSet:
    """Decide conflicts together, as one change set; return it.

    `third`: values in JSON form for some fields of the first of them, instead of mine; `besides`: what else changes
    with it; `anew`: further conflicts that it decides, in place of which something else is written; `back`: deleted
    records that come back with it. It stands on what the conflicts said when they were read: raises ConflictError where
    that has moved on, RefusedError where a rule forbids it or they were decided meanwhile.
    """
    if not (conflicts or anew):
        raise RefusedError("There is nothing to decide.")
    unit = unit_for(store, conflicts, choice, third, besides, title or _title([*conflicts, *anew], choice, back), back)
    unit.action = action
    ids = ids_of((*conflicts, *anew))

    def mark(connection: Connection, _written: ChangeSet | None) -> None:
        these = among(sync_conflict.c.id, ids)
        _demand_undecided(connection, these, ids)
        connection.execute(update(sync_conflict).where(these).values(decided_by=unit.change_set_id))

    unit.alongside = mark
    written = store.commit(unit)
    assert written, "a decision is written even when it changes nothing"
    return written


def _demand_undecided(connection: Connection, these: ColumnElement[bool], ids: Sequence[RecordId]) -> None:
    if len(undecided(connection, these)) < len(set(ids)):
        by = select(change_set.c.title).join(sync_conflict, sync_conflict.c.decided_by == change_set.c.id)
        title = connection.scalar(by.where(these).order_by(change_set.c.sequence.desc()).limit(1))
        raise DecidedError(f"This was decided meanwhile{f': “{title}”' if title else ''}. Nothing was done.")


def unit_for(
    store: Store,
    conflicts: Sequence[Conflict],
    choice: Choice,
    third: Mapping[str, Any] | None = None,
    besides: Sequence[Change] = (),
    title: str | None = None,
    back: Sequence[Gone] = (),
) -> Unit:
    """Return the unit that a decision writes. Raises RefusedError where mine cannot be made."""
    unit = Unit(store.actor, title or str(choice), change_set_id=new_id(), even_empty=True)
    if choice is Choice.MINE:
        _bring_back(unit, conflicts, back)
        _apply_mine(unit, conflicts, third or {})
        unit.apply(besides)
    else:
        unit.apply(_theirs(conflicts))
    return unit


def _title(conflicts: Sequence[Conflict], choice: Choice, back: Sequence[Gone]) -> str:
    roots = {one.key for one in conflicts if one.brings_back and not one.under}
    along = {one.key for one in conflicts if one.brings_back} | {one.key for one in back}
    along -= roots
    with_it = "that went with it" if roots else "brought back"
    came = f", with {counted(len(along), 'record')} {with_it}" if along and choice is Choice.MINE else ""
    return f"Decide for {choice}: {several(conflicts)}{came}"


def several(conflicts: Sequence[Conflict]) -> str:
    """Return what is decided together in words: the first record, and how many more there are in a list of them."""
    more = len({group[0].key for group in together(conflicts)} - {conflicts[0].key})
    return f"{conflicts[0].called} and {counted(more, 'more record')}" if more else conflicts[0].called


def _bring_back(unit: Unit, conflicts: Sequence[Conflict], back: Sequence[Gone]) -> None:
    said = {one.key for one in conflicts}
    for one in back:
        if one.key not in said:
            unit.restored[one.key] = one.version
            unit.apply([one.back])


def _apply_mine(unit: Unit, conflicts: Sequence[Conflict], third: Mapping[str, Any]) -> None:
    made: set[Key] = set()
    for conflict in conflicts:
        wanted = {name: one.mine for name, one in conflict.fields.items()}
        if conflict is conflicts[0]:
            wanted |= {name: value for name, value in third.items() if name in wanted}
        check_known(KINDS[conflict.kind], conflict.record_id, wanted)
        if conflict.key in made:
            changed = {name: (conflict.fields[name].base, value) for name, value in wanted.items()}
            unit.apply([Change(*conflict.key, conflict.operation, changed)])
        elif conflict.operation is Operation.DELETE:
            unit.apply(_deletion(conflict, wanted))
        elif conflict.deleted:
            _make(unit, conflict, wanted)
            made.add(conflict.key)
        else:
            unit.apply(_changed(conflict, wanted))


def _theirs(conflicts: Sequence[Conflict]) -> Iterator[Change]:
    """Where mine stands unsent on top of theirs, theirs comes back."""
    for conflict in conflicts:
        if conflict.operation is Operation.UPDATE and not conflict.deleted:
            yield from _changed(conflict, {name: one.theirs for name, one in conflict.fields.items()})


def _changed(conflict: Conflict, wanted: Mapping[str, Any]) -> Iterator[Change]:
    there = conflict.there.state if conflict.there else {}
    changed = {name: (there.get(name), value) for name, value in wanted.items()}
    if any(old != new for old, new in changed.values()):
        yield Change(*conflict.key, Operation.UPDATE, changed)


def _deletion(conflict: Conflict, said: Mapping[str, Any]) -> Iterator[Change]:
    if not conflict.deleted and conflict.there:
        fields = {name: (value, said.get(name)) for name, value in conflict.there.state.items()}
        late = {name: (None, value) for name, value in said.items() if value is not None and name not in fields}
        yield Change(*conflict.key, Operation.DELETE, fields | late)


def _make(unit: Unit, conflict: Conflict, wanted: Mapping[str, Any]) -> None:
    """Make the record, or bring it back as it was left, with mine in it, and without what only its deletion said."""
    left = conflict.there.state if conflict.there else {}
    if conflict.there:
        unit.restored[conflict.key] = conflict.there.version
    said = next((one.said for one in conflict.gone if one.key == conflict.key), frozenset[str]()) - wanted.keys()
    known = {name: value for name, value in {**left, **wanted}.items() if value is not None}
    demand_enough(conflict, known)
    fields = {name: (value, None) if name in said else (None, value) for name, value in known.items()}
    unit.apply([Change(*conflict.key, Operation.CREATE, fields)])


def demand_enough(conflict: Conflict, known: Known) -> None:
    """Raise RefusedError where something is not known without which there is no record."""
    needed = (field for field in KINDS[conflict.kind].fields if field.required)
    if missing := [field.label.lower() for field in needed if known.get(field.name) is None]:
        raise RefusedError(
            f"{conflict.called[0].upper()}{conflict.called[1:]} is not there, and {missing[0]} is not known."
        )
