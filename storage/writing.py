"""Write settled changes to the tables: rows, links between them, and the texts that a search looks through."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import delete, update

from itcrm_tui.domain.canonical import instant_text
from itcrm_tui.domain.fields import LINK_TYPES
from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.ids import RecordId
from storage.batches import among, batches
from storage.bulk import insert_rows, update_rows
from storage.change import Change, Operation
from storage.columns import columns_of
from storage.ledger import link, role_lock
from storage.rows import searched_fields, words_in
from storage.search import write_words
from storage.search.texts import Texts
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


def values_after(transaction: Transaction, change: Change, names: Sequence[str]) -> tuple[Any, ...]:
    """Return what fields of the record hold after the change, in JSON form; None once it is deleted."""
    if change.operation is Operation.DELETE or not names:
        return (None,) * len(names)
    fields, before = change.fields, {}
    if change.operation is Operation.UPDATE and (row := transaction.standing.get((change.kind, change.record_id))):
        before = row.state
    return tuple([fields[name][1] if name in fields else before.get(name) for name in names])


def _write_created(transaction: Transaction, kind: Kind, changes: Sequence[Change]) -> None:
    back = [change for change in changes if (change.kind, change.record_id) in transaction.standing]
    made = [change for change in changes if (change.kind, change.record_id) not in transaction.standing]
    _restore_rows(transaction, kind, back)
    _insert_rows(transaction, kind, made)


def _delete_rows(transaction: Transaction, kind: Kind, changes: Sequence[Change]) -> None:
    """A deleted row keeps what it held, and takes what its deletion says."""
    at = instant_text(transaction.at)
    rows = [(_next_version(transaction, change), at, at, change.record_id) for change in changes]
    update_rows(transaction.connection, TABLES[kind.name], ("version", "updated_at", "deleted_at"), rows)
    for change in changes:
        if said := {name: new for name, (_, new) in change.fields.items() if new is not None}:
            names, values = columns_of(transaction.backend.name, kind.name, tuple(said))
            update_rows(transaction.connection, TABLES[kind.name], names, [(*values(change.fields), change.record_id)])


def _vacate(transaction: Transaction, kind: Kind, changes: Sequence[Change]) -> None:
    """Empty the unique columns that these changes are about to write."""
    table = TABLES[kind.name]
    for name in {name for names in kind.unique for name in names}:
        for portion in batches(change.record_id for change in changes if name in change.fields):
            transaction.connection.execute(update(table).where(among(table.c.id, portion)).values({name: None}))


def _insert_rows(transaction: Transaction, kind: Kind, changes: Sequence[Change]) -> None:
    """Columns that are unknown in all rows are left out: most time goes by column."""
    at = instant_text(transaction.at)
    known = {kind.name_field.name} if kind.name_field else set()
    known = known.union(*[change.fields.keys() for change in changes])
    fields = tuple(name for name in kind.by_name if name in known)
    names, values = columns_of(transaction.backend.name, kind.name, fields)
    rows = [(change.record_id, 1, at, at, *values(change.fields)) for change in changes]
    insert_rows(transaction.connection, TABLES[kind.name], (*_HEAD, *names), rows)
    if kind.name == "role":
        insert_rows(transaction.connection, role_lock, ("role_id",), [(change.record_id,) for change in changes])


def _restore_rows(transaction: Transaction, kind: Kind, changes: Sequence[Change]) -> None:
    """A record that comes back is written where its row, which has kept what it held, is to be different."""
    alike: dict[tuple[str, ...], list[Change]] = defaultdict(list)
    for change in changes:
        alike[_differing(transaction, change)].append(change)
    for fields, same in alike.items():
        _overwrite(transaction, kind, fields, same, "deleted_at")


def _differing(transaction: Transaction, change: Change) -> tuple[str, ...]:
    kept = transaction.standing[change.kind, change.record_id].state
    names = change.fields.keys() | kept.keys()
    return tuple(sorted(name for name in names if change.new(name) != kept.get(name)))


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
    names, values = columns_of(transaction.backend.name, kind.name, tuple(fields))
    nothing = [None] * len(emptied)
    rows = [
        (_next_version(transaction, change), at, *nothing, *values(change.fields), change.record_id)
        for change in changes
    ]
    update_rows(transaction.connection, TABLES[kind.name], ("version", "updated_at", *emptied, *names), rows)


def _next_version(transaction: Transaction, change: Change) -> int:
    return transaction.standing[change.kind, change.record_id].version + 1


def _write_links(transaction: Transaction, kind: Kind, changes: Sequence[Change]) -> None:
    names = [field.name for field in kind.fields if field.holds in LINK_TYPES]
    touched = [change for change in changes if not change.fields.keys().isdisjoint(names)]
    old = [change.record_id for change in touched if (change.kind, change.record_id) in transaction.standing]
    for portion in batches(old):
        transaction.connection.execute(delete(link).where(among(link.c.record_id, portion)))
    rows = [
        (change.record_id, name, target, kind.name)
        for change in touched
        for name, targets in zip(names, values_after(transaction, change, names), strict=True)
        for target in dict.fromkeys(targets or ())
    ]
    insert_rows(transaction.connection, link, ("record_id", "field", "target_id", "kind"), rows)


def _write_words(transaction: Transaction, kind: Kind, changes: Sequence[Change]) -> None:
    searched, dated = searched_fields(kind.name), (kind.dated_by,) if kind.dated_by else ()
    touched = [change for change in changes if not change.fields.keys().isdisjoint((*searched, *dated))]
    words = {change.record_id: words_in(values_after(transaction, change, searched)) for change in touched}
    moments = {change.record_id: at for change in touched for at in values_after(transaction, change, dated) if at}
    known = {change.record_id for change in touched if (change.kind, change.record_id) in transaction.standing}
    texts = Texts(kind.name, words, instant_text(transaction.at), moments)
    write_words(transaction.connection, kind, texts, known, transaction.unindexed)
