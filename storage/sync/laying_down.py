"""Lay a change set of the hub down on a working copy, exactly as the hub has it: number, author and moment too."""

from collections.abc import Sequence

from sqlalchemy import Connection, insert

from storage.bulk import insert_rows
from storage.change import Action, Change, ChangeSet, Operation
from storage.engines.backend import Backend
from storage.ledger import change_set, changes_of
from storage.rules.unique import make_room
from storage.search import index_rest
from storage.sync.forgetting import mark
from storage.sync.hub import ApartError, Delivered
from storage.transaction import Standing, Transaction
from storage.types import canonical_json
from storage.writing import write_changes

_COLUMNS = ("change_set_id", "position", "kind", "record_id", "operation", "fields")
_MANY = 2_000


class StrayedError(ApartError):
    """The rows of the working copy are not those that the hub had before the change set."""


def lay_down(connection: Connection, backend: Backend, delivered: Delivered) -> None:
    """Write a change set of the hub; raises StrayedError where the copy is not what the hub was."""
    transaction = Transaction(connection, backend, delivered.header.at)
    changes = [change for _, change in delivered.changes]
    if delivered.header.action is Action.ERASE:
        _record(connection, delivered.header, delivered.changes)
        mark(transaction, {(one.kind, one.record_id): frozenset() for one in changes}, delivered.header.sequence)
        return
    transaction.read({(change.kind, change.record_id) for change in changes})
    for change in changes:
        _demand_same(change, transaction.standing.get((change.kind, change.record_id)))
    if len(changes) > _MANY:
        transaction.unindexed = {}
    write_changes(transaction, changes, make_room(transaction, changes, lambda _key: None))
    index_rest(connection, transaction.unindexed or {})
    _record(connection, delivered.header, delivered.changes)


def _demand_same(change: Change, row: Standing | None) -> None:
    match change.operation:
        case Operation.CREATE:
            same = row is None or row.deleted_at is not None
        case Operation.UPDATE if row is not None and row.deleted_at is None:
            same = all(row.state.get(name) == old for name, (old, _) in change.fields.items())
        case _:
            same = row is not None and row.deleted_at is None
    if not same:
        raise StrayedError(
            f"This working copy does not hold what the shared database held of a {change.described.label}."
            " Nothing was taken over."
        )


def _record(connection: Connection, header: ChangeSet, placed: Sequence[tuple[int, Change]]) -> None:
    connection.execute(insert(change_set).values(vars(header) | {"action": str(header.action)}))
    for restricted in (False, True):
        rows = [
            (header.id, position, one.kind, one.record_id, one.operation.value, canonical_json(one.fields))
            for position, one in placed
            if one.described.restricted is restricted
        ]
        insert_rows(connection, changes_of(restricted=restricted), _COLUMNS, rows)
