"""Write settled changes to the tables: rows, links between them, and the texts that a search looks through."""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from typing import Any

from sqlalchemy import delete, update

from itcrm_tui.domain.canonical import instant_text
from itcrm_tui.domain.fields import LINK_TYPES
from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.ids import RecordId
from storage.batches import among, batches
from storage.bulk import insert_rows, update_rows
from storage.change import Change, Operation
from storage.ledger import link, role_lock
from storage.rows import search_words, sort_name, stored
from storage.search import write_words
from storage.tables import TABLES
from storage.transaction import Transaction

_HEAD = ("id", "version", "created_at", "updated_at")


def write_changes(transaction: Transaction, changes: Sequence[Change], vacating: Collection[RecordId] = ()) -> None:
    """Write settled changes, kind by kind; those of `vacating` give up their unique values before anyone takes them."""
    by_kind: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        by_kind[change.kind].append(change)
    for name, of_kind in by_kind.items():
        kind = KINDS[name]
        updated = [change for change in of_kind if change.operation is Operation.UPDATE]
        _delete_rows(transaction, kind, [change for change in of_kind if change.operation is Operation.DELETE])
        _vacate(transaction, kind, [change for change in updated if change.record_id in vacating])
        _write_created(transaction, kind, [change for change in of_kind if change.operation is Operation.CREATE])
        _update_rows(transaction, kind, updated)
        _write_links(transaction, kind, of_kind)
        _write_words(transaction, kind, of_kind)


def state_after(transaction: Transaction, change: Change) -> dict[str, Any]:
    """Return what the record holds after the change, in JSON form; nothing once it is deleted."""
    if change.operation is Operation.DELETE:
        return {}
    row = transaction.standing.get((change.kind, change.record_id))
    before = row.state if row and change.operation is Operation.UPDATE else {}
    return before | {name: new for name, (_, new) in change.fields.items()}


def _write_created(transaction: Transaction, kind: Kind, changes: Sequence[Change]) -> None:
    back = [change for change in changes if (change.kind, change.record_id) in transaction.standing]
    made = [change for change in changes if (change.kind, change.record_id) not in transaction.standing]
    _restore_rows(transaction, kind, back)
    _insert_rows(transaction, kind, made)


def _delete_rows(transaction: Transaction, kind: Kind, changes: Sequence[Change]) -> None:
    at = instant_text(transaction.at)
    rows = [(_next_version(transaction, change), at, at, change.record_id) for change in changes]
    update_rows(transaction.connection, TABLES[kind.name], ("version", "updated_at", "deleted_at"), rows)


def _vacate(transaction: Transaction, kind: Kind, changes: Sequence[Change]) -> None:
    """Empty the unique columns that these changes are about to write."""
    table = TABLES[kind.name]
    for name in {name for names in kind.unique for name in names}:
        for portion in batches(change.record_id for change in changes if name in change.fields):
            transaction.connection.execute(update(table).where(among(table.c.id, portion)).values({name: None}))


def _insert_rows(transaction: Transaction, kind: Kind, changes: Sequence[Change]) -> None:
    at = instant_text(transaction.at)
    names, values = _columns(transaction, kind, tuple(kind.by_name))
    rows = [(change.record_id, 1, at, at, *values(_new_values(change))) for change in changes]
    insert_rows(transaction.connection, TABLES[kind.name], (*_HEAD, *names), rows)
    if kind.name == "role":
        insert_rows(transaction.connection, role_lock, ("role_id",), [(change.record_id,) for change in changes])


def _restore_rows(transaction: Transaction, kind: Kind, changes: Sequence[Change]) -> None:
    """A record that comes back is written whole."""
    _overwrite(transaction, kind, tuple(kind.by_name), changes, "deleted_at")


def _update_rows(transaction: Transaction, kind: Kind, changes: Sequence[Change]) -> None:
    """Changes of the same fields go together."""
    alike: dict[tuple[str, ...], list[Change]] = defaultdict(list)
    for change in changes:
        alike[tuple(sorted(change.fields))].append(change)
    for fields, same in alike.items():
        _overwrite(transaction, kind, fields, same)


def _overwrite(
    transaction: Transaction, kind: Kind, fields: Sequence[str], changes: Sequence[Change], *emptied: str
) -> None:
    at = instant_text(transaction.at)
    names, values = _columns(transaction, kind, fields)
    nothing = [None] * len(emptied)
    rows = [
        (_next_version(transaction, change), at, *nothing, *values(_new_values(change)), change.record_id)
        for change in changes
    ]
    update_rows(transaction.connection, TABLES[kind.name], ("version", "updated_at", *emptied, *names), rows)


def _columns(
    transaction: Transaction, kind: Kind, fields: Sequence[str]
) -> tuple[list[str], Callable[[dict[str, Any]], list[Any]]]:
    """Return the columns that hold the fields, and what turns values in JSON form into those columns."""
    declared = [(name, stored(transaction.connection.dialect.name, kind.by_name[name])) for name in fields]
    named = kind.name_field.name if kind.name_field and kind.name_field.name in fields else None

    def values(known: dict[str, Any]) -> list[Any]:
        found = [None if (value := known.get(name)) is None else form(value) for name, form in declared]
        return [*found, sort_name(known.get(named))] if named else found

    return [*fields, "sort_name"] if named else list(fields), values


def _new_values(change: Change) -> dict[str, Any]:
    return {name: new for name, (_, new) in change.fields.items()}


def _next_version(transaction: Transaction, change: Change) -> int:
    return transaction.standing[change.kind, change.record_id].version + 1


def _write_links(transaction: Transaction, kind: Kind, changes: Sequence[Change]) -> None:
    names = [field.name for field in kind.fields if field.holds in LINK_TYPES]
    touched = [change for change in changes if any(name in change.fields for name in names)]
    old = [change.record_id for change in touched if (change.kind, change.record_id) in transaction.standing]
    for portion in batches(old):
        transaction.connection.execute(delete(link).where(among(link.c.record_id, portion)))
    rows = [
        (change.record_id, name, target, kind.name)
        for change in touched
        for name, targets in state_after(transaction, change).items()
        if name in names
        for target in dict.fromkeys(targets or ())
    ]
    insert_rows(transaction.connection, link, ("record_id", "field", "target_id", "kind"), rows)


def _write_words(transaction: Transaction, kind: Kind, changes: Sequence[Change]) -> None:
    searched = [field.name for field in kind.fields if field.searched]
    touched = [change for change in changes if any(name in change.fields for name in searched)]
    words = {change.record_id: search_words(kind, state_after(transaction, change)) for change in touched}
    known = {change.record_id for change in touched if (change.kind, change.record_id) in transaction.standing}
    write_words(transaction.connection, kind, words, known)
