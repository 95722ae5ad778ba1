"""Apply a list of changes inside one transaction: compare-and-set, rows, links, search text, rules, journal.

Saving, importing, undoing and redoing all come through here, so that a rule holds for each of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from itcrm_tui.domain.fields import LINK_TYPES
from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.ids import RecordId
from storage.batches import batches
from storage.change import Change, Operation, grouped
from storage.engines.backend import Backend
from storage.errors import Clash, ConflictError
from storage.ledger import link, role_lock
from storage.rows import columns_for, search_words, state_of
from storage.search import write_words
from storage.tables import TABLES

Key = tuple[str, RecordId]


@dataclass
class Standing:
    """What a record's row holds now, under lock."""

    state: dict[str, Any]
    version: int
    deleted_at: datetime | None


@dataclass
class Transaction:
    """One write in progress."""

    connection: Connection
    backend: Backend
    at: datetime
    standing: dict[Key, Standing] = field(default_factory=dict)

    def lock(self, keys: Iterable[Key], *, share: bool = False) -> None:
        """Read the rows of the records, in order of kind and id, and keep others from changing them."""
        wanted = defaultdict(list)
        for kind, record_id in sorted(set(keys) - self.standing.keys()):
            wanted[kind].append(record_id)
        for kind, ids in wanted.items():
            for portion in batches(ids):
                self._lock_portion(KINDS[kind], portion, share=share)

    def _lock_portion(self, kind: Kind, ids: Sequence[RecordId], *, share: bool) -> None:
        table = TABLES[kind.name]
        query = select(table).where(table.c.id.in_(ids)).order_by(table.c.id)
        for row in self.connection.execute(self.backend.locked(query, share=share)).mappings():
            standing = Standing(state_of(kind, row), row["version"], row["deleted_at"])
            self.standing[kind.name, row["id"]] = standing


def settle_all(transaction: Transaction, changes: Sequence[Change], *, rest: bool = False) -> list[Change]:
    """Lock the rows and return what of the changes is left to do.

    Raises ConflictError where a row has moved on; with `rest` such places are left as they are.
    """
    transaction.lock((change.kind, change.record_id) for change in changes)
    effective, clashes = [], []
    for change in changes:
        settled, found = settle(change, transaction.standing.get((change.kind, change.record_id)))
        clashes += found
        if settled:
            effective.append(settled)
    if clashes and not rest:
        raise ConflictError(clashes)
    return effective


def write_rows(transaction: Transaction, changes: Sequence[Change]) -> None:
    """Write settled changes to the rows, the links and the search texts, kind by kind."""
    by_kind: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        by_kind[change.kind].append(change)
    for name, of_kind in by_kind.items():
        _write_kind(transaction, KINDS[name], of_kind)


def settle(change: Change, row: Standing | None) -> tuple[Change | None, list[Clash]]:
    """Return what of a change is left to do on a row, and where the row is not as the writer saw it."""
    living = row is not None and row.deleted_at is None
    match change.operation:
        case Operation.CREATE:
            return (None, [_clash(change, None, "made already")]) if living else (change, [])
        case _ if row is None or row.deleted_at is not None:
            when = f"deleted on {row.deleted_at:%Y-%m-%d}" if row and row.deleted_at else "not there"
            return None, [_clash(change, None, when)]
        case Operation.DELETE:
            moved = [name for name in change.described.by_name if _old(change, name) != row.state.get(name)]
            clashes = [_clash(change, name, row.state.get(name)) for name in moved]
            return (None, clashes) if clashes else (change, [])
    return _settle_update(change, row.state)


def _settle_update(change: Change, state: dict[str, Any]) -> tuple[Change | None, list[Clash]]:
    keep: dict[str, tuple[Any, Any]] = {}
    clashes: list[Clash] = []
    for names in grouped(change):
        moved = [name for name in names if change.fields[name][0] != state.get(name)]
        already = all(change.fields[name][1] == state.get(name) for name in names)
        if moved and not already:
            clashes += [_clash(change, name, state.get(name)) for name in moved]
        elif not already:
            keep |= {name: change.fields[name] for name in names}
    return (replace(change, fields=keep) if keep else None), clashes


def _old(change: Change, name: str) -> Any:
    return change.fields.get(name, (None, None))[0]


def _clash(change: Change, name: str | None, theirs: Any) -> Clash:
    kind = change.described
    seen, mine = change.fields.get(name, (None, None)) if name else (None, None)
    named = kind.name_field.name if kind.name_field and not kind.restricted else None
    words = next((value for value in change.fields.get(named or "", ()) if value), "")
    return Clash(kind.name, change.record_id, f"{kind.label} {words}".strip(), name, seen, mine, theirs)


def _write_kind(transaction: Transaction, kind: Kind, changes: Sequence[Change]) -> None:
    states = {change.record_id: _state_after(transaction, change) for change in changes}
    _insert_rows(transaction, kind, [change for change in changes if _is_new(transaction, change)])
    _update_rows(transaction, kind, [change for change in changes if not _is_new(transaction, change)])
    _write_links(transaction.connection, kind, changes, states)
    gone = [change.record_id for change in changes if change.operation is Operation.DELETE]
    words = {
        change.record_id: search_words(kind, states[change.record_id]) for change in changes if _words_move(change)
    }
    write_words(transaction.connection, kind, {key: words[key] for key in words if key not in set(gone)}, gone)


def _is_new(transaction: Transaction, change: Change) -> bool:
    return (change.kind, change.record_id) not in transaction.standing


def _state_after(transaction: Transaction, change: Change) -> dict[str, Any]:
    row = transaction.standing.get((change.kind, change.record_id))
    before = row.state if row and change.operation is Operation.UPDATE else {}
    return before | {name: new for name, (_, new) in change.fields.items()}


def _words_move(change: Change) -> bool:
    return any(change.described.by_name[name].searched for name in change.fields)


def _insert_rows(transaction: Transaction, kind: Kind, changes: Sequence[Change]) -> None:
    if not changes:
        return
    empty = dict.fromkeys(kind.by_name)
    head = {"version": 1, "created_at": transaction.at, "updated_at": transaction.at}
    rows = []
    for change in changes:
        values = empty | {name: new for name, (_, new) in change.fields.items()}
        rows.append({"id": change.record_id, **head, **columns_for(kind, values)})
    transaction.connection.execute(insert(TABLES[kind.name]), rows)
    if kind.name == "role":
        transaction.connection.execute(insert(role_lock), [{"role_id": change.record_id} for change in changes])


def _update_rows(transaction: Transaction, kind: Kind, changes: Sequence[Change]) -> None:
    table = TABLES[kind.name]
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for change in changes:
        columns = _columns_after(transaction, kind, change)
        alike[tuple(sorted(columns))].append({"this_id": change.record_id, **columns})
    for rows in alike.values():
        statement = update(table).where(table.c.id == bindparam("this_id"))
        names = [name for name in rows[0] if name != "this_id"]
        transaction.connection.execute(statement.values({name: bindparam(name) for name in names}), rows)


def _columns_after(transaction: Transaction, kind: Kind, change: Change) -> dict[str, Any]:
    row = transaction.standing[change.kind, change.record_id]
    head = {"version": row.version + 1, "updated_at": transaction.at}
    match change.operation:
        case Operation.DELETE:
            return head | {"deleted_at": transaction.at}
        case Operation.CREATE:
            values = dict.fromkeys(kind.by_name) | {name: new for name, (_, new) in change.fields.items()}
            return head | {"deleted_at": None} | columns_for(kind, values)
        case Operation.UPDATE:
            return head | columns_for(kind, {name: new for name, (_, new) in change.fields.items()})


def _write_links(
    connection: Connection, kind: Kind, changes: Sequence[Change], states: dict[RecordId, dict[str, Any]]
) -> None:
    names = {field.name for field in kind.fields if field.holds in LINK_TYPES}
    touched = [change for change in changes if names & change.fields.keys()]
    for portion in batches([change.record_id for change in touched]):
        connection.execute(delete(link).where(link.c.record_id.in_(portion)))
    rows = [
        {"kind": kind.name, "record_id": change.record_id, "field": name, "target_id": target}
        for change in touched
        if change.operation is not Operation.DELETE
        for name in names
        for target in dict.fromkeys(states[change.record_id].get(name) or ())
    ]
    if rows:
        connection.execute(insert(link), rows)
