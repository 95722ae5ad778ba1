"""What has to hold after any change set: names taken once, nothing living points at the deleted, no circles."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from itcrm_tui.domain.fields import LINK_TYPES, Field, Type
from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.ids import RecordId
from storage.apply import Transaction
from storage.batches import batches
from storage.change import Change, Operation
from storage.errors import RefusedError
from storage.ledger import link
from storage.tables import REFERRERS, TABLES


def check_unique(transaction: Transaction, changes: Sequence[Change]) -> None:
    """Refuse a code or key that another living record has; asked before the rows are written."""
    mine = {change.record_id for change in changes}
    for kind, names, wanted in _unique_values(changes):
        seen: set[tuple[Any, ...]] = set()
        for values in wanted:
            if values in seen:
                raise RefusedError(f"Two {kind.plural.replace('_', ' ')} would have the same {_say(names, values)}.")
            seen.add(values)
        _check_taken(transaction, kind, names, wanted, mine)


def _unique_values(
    changes: Sequence[Change],
) -> Iterable[tuple[Kind, tuple[str, ...], list[tuple[Any, ...]]]]:
    wanted: dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]] = defaultdict(list)
    for change in changes:
        if change.operation is Operation.DELETE:
            continue
        for names in change.described.unique:
            values = tuple(change.new(name) for name in names)
            if None not in values:
                wanted[change.kind, names].append(values)
    return [(KINDS[name], names, values) for (name, names), values in wanted.items()]


def _check_taken(
    transaction: Transaction,
    kind: Kind,
    names: tuple[str, ...],
    wanted: list[tuple[Any, ...]],
    mine: set[RecordId],
) -> None:
    table = TABLES[kind.name]
    columns = [table.c[name] for name in names]
    for portion in batches(wanted):
        last = [values[-1] for values in portion]
        query = select(table.c.id, *columns).where(columns[-1].in_(last), table.c.deleted_at.is_(None))
        for row in transaction.connection.execute(query):
            if tuple(row[1:]) in set(portion) and row.id not in mine:
                raise RefusedError(f"{_say(names, tuple(row[1:])).capitalize()} is taken by another {kind.label}.")


def _say(names: tuple[str, ...], values: tuple[Any, ...]) -> str:
    return f"{names[-1].replace('_', ' ')} “{values[-1]}”"


def check_references(transaction: Transaction, changes: Sequence[Change]) -> None:
    """Refuse a change set after which something living would point at something that is not."""
    _check_targets(transaction, changes)
    gone: dict[str, list[RecordId]] = defaultdict(list)
    for change in changes:
        if change.operation is Operation.DELETE:
            gone[change.kind].append(change.record_id)
    for kind, ids in gone.items():
        for portion in batches(ids):
            _check_referrers(transaction, KINDS[kind], portion)
            _check_links(transaction, KINDS[kind], portion)


def _check_targets(transaction: Transaction, changes: Sequence[Change]) -> None:
    made = {(change.kind, change.record_id) for change in changes if change.operation is Operation.CREATE}
    wanted = {target for change in changes for target in _targets(change)} - made
    by_kind: dict[str, set[RecordId]] = defaultdict(set)
    for kind, record_id in wanted:
        by_kind[kind].add(record_id)
    for name, ids in by_kind.items():
        table = TABLES[name]
        for portion in batches(sorted(ids)):
            query = select(table.c.id).where(table.c.id.in_(portion), table.c.deleted_at.is_(None))
            living = set(transaction.connection.scalars(transaction.backend.locked(query, share=True)))
            if missing := set(portion) - living:
                raise RefusedError(f"The {KINDS[name].label} {min(missing)} is not there or was deleted.")


def _targets(change: Change) -> Iterable[tuple[str, RecordId]]:
    """Yield what the change makes the record point at, as kind and id."""
    if change.operation is Operation.DELETE:
        return
    for name in change.fields:
        value, field = change.new(name), change.described.by_name[name]
        if value is None:
            continue
        if field.holds is Type.REFERENCE and field.target:
            yield field.target, value
        elif field.holds in LINK_TYPES and field.target:
            yield from ((field.target, target) for target in value)
        elif field.holds is Type.ANY_REFERENCE:
            yield change.new("record_kind"), value


def _check_referrers(transaction: Transaction, kind: Kind, ids: Sequence[RecordId]) -> None:
    any_record = [(KINDS["external_reference"], KINDS["external_reference"].by_name["record"])]
    for referrer, field in [*REFERRERS[kind.name], *any_record]:
        table = TABLES[referrer.name]
        query = select(table).where(table.c[field.name].in_(ids), table.c.deleted_at.is_(None)).limit(1)
        if row := transaction.connection.execute(query).mappings().first():
            _refuse_deletion(kind, referrer, row, field)


def _check_links(transaction: Transaction, kind: Kind, ids: Sequence[RecordId]) -> None:
    row = transaction.connection.execute(select(link).where(link.c.target_id.in_(ids)).limit(1)).mappings().first()
    if row:
        referrer = KINDS[row["kind"]]
        table = TABLES[referrer.name]
        holder = transaction.connection.execute(select(table).where(table.c.id == row["record_id"])).mappings().one()
        _refuse_deletion(kind, referrer, holder, referrer.by_name[row["field"]])


def _refuse_deletion(kind: Kind, referrer: Kind, row: Any, field: Field) -> None:
    named = referrer.name_field
    name = f" “{row[named.name]}”" if named and not referrer.restricted and row[named.name] else ""
    raise RefusedError(
        f"This {kind.label} cannot be deleted: {referrer.label}{name} still names it as {field.label.lower()}."
    )


def check_circles(transaction: Transaction, changes: Sequence[Change]) -> None:
    """Refuse a record that would be above itself: a client its own parent's parent, and so on."""
    edges: dict[tuple[str, str], dict[RecordId, RecordId]] = defaultdict(dict)
    for change in changes:
        for field in change.described.references:
            if field.target == change.kind and change.new(field.name):
                edges[change.kind, field.name][change.record_id] = change.new(field.name)
    for (kind, name), upward in edges.items():
        _refuse_circle(KINDS[kind], name, upward, _all_above(transaction, kind, name, upward))


def _all_above(
    transaction: Transaction, kind: str, name: str, upward: dict[RecordId, RecordId]
) -> dict[RecordId, RecordId | None]:
    """Return who stands above whom, from the changed records up to the top."""
    table = TABLES[kind]
    above: dict[RecordId, RecordId | None] = dict(upward)
    while unknown := {target for target in above.values() if target} - above.keys():
        for portion in batches(sorted(unknown)):
            query = select(table.c.id, table.c[name]).where(table.c.id.in_(portion))
            rows = {row[0]: row[1] for row in transaction.connection.execute(query)}
            above |= dict.fromkeys(portion) | rows
    return above


def _refuse_circle(
    kind: Kind, name: str, upward: dict[RecordId, RecordId], above: dict[RecordId, RecordId | None]
) -> None:
    cleared: set[RecordId] = set()
    for start in upward:
        path: set[RecordId] = set()
        here: RecordId | None = start
        while here and here not in cleared:
            if here in path:
                label = kind.by_name[name].label.lower()
                raise RefusedError(f"A {kind.label} cannot be its own {label}, not even by a detour.")
            path.add(here)
            here = above.get(here)
        cleared |= path
