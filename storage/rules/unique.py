"""Codes and keys are taken once among the living; inside one change set they may be handed on."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from json import dumps
from typing import Any

from sqlalchemy import Text, literal_column, select, text

from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.ids import RecordId
from storage.batches import batches
from storage.change import Change, Key, Operation
from storage.errors import RefusedError
from storage.tables import TABLES
from storage.transaction import Transaction
from storage.writing import values_after

_TAKEN = {
    "sqlite": ("json_each(:taken) AS taken", "json_extract(taken.value, '$[{}]')"),
    "postgresql": ("jsonb_array_elements(CAST(:taken AS jsonb)) AS taken(value)", "(taken.value ->> {})"),
}
"""Rows of values out of one parameter: where they come from, and how one of the values is had."""

Values = tuple[Any, ...]
Pull = Callable[[Key], Change | None]


def make_room(transaction: Transaction, changes: list[Change], pull: Pull) -> set[RecordId]:
    """Refuse a code that another living record keeps; return the records that have to give theirs up first.

    `pull` brings the change of a record that is still to come in this change set, if there is one; what it
    brings is added to `changes`.
    """
    vacating: set[RecordId] = set()
    looked_at = 0
    while looked_at < len(changes):
        looked_at = len(changes)
        by_record = {(change.kind, change.record_id): change for change in changes}
        for kind, names, takers in _takers(transaction, by_record.values()):
            _refuse_twins(kind, names, takers)
            for holder, values in _holders(transaction, kind, names, takers):
                key = (kind.name, holder)
                if key not in by_record and (leaving := pull(key)):
                    by_record[key] = leaving
                    changes.append(leaving)
                _refuse_unless_left(transaction, kind, names, values, by_record.get(key))
                vacating.add(holder)
    return vacating


def _takers(
    transaction: Transaction, changes: Iterable[Change]
) -> Iterator[tuple[Kind, tuple[str, ...], list[tuple[RecordId, Values]]]]:
    """Yield which records take which values, unique group by unique group."""
    taking: dict[tuple[str, tuple[str, ...]], list[tuple[RecordId, Values]]] = defaultdict(list)
    for change in changes:
        for names in change.described.unique:
            if change.operation is not Operation.DELETE and not change.fields.keys().isdisjoint(names):
                values = values_after(transaction, change, names)
                if None not in values:
                    taking[change.kind, names].append((change.record_id, values))
    for (kind, names), takers in taking.items():
        yield KINDS[kind], names, takers


def _refuse_twins(kind: Kind, names: tuple[str, ...], takers: Sequence[tuple[RecordId, Values]]) -> None:
    seen: set[Values] = set()
    for _, values in takers:
        if values in seen:
            raise RefusedError(f"Two {kind.plural.replace('_', ' ')} would have the same {_say(names, values)}.")
        seen.add(values)


def _holders(
    transaction: Transaction, kind: Kind, names: tuple[str, ...], takers: Sequence[tuple[RecordId, Values]]
) -> Iterable[tuple[RecordId, Values]]:
    """Return which other living records have those values now.

    Asked value by value inside the database: before PostgreSQL has counted a new table, it would rather read all of it.
    """
    source, part = _TAKEN[transaction.connection.dialect.name]
    table = TABLES[kind.name]
    same = [table.c[name] == literal_column(part.format(at)) for at, name in enumerate(names)]
    holder = select(table.c.id).where(*same, table.c.deleted_at.is_(None)).limit(1).scalar_subquery()
    parts = [literal_column(part.format(at), Text) for at in range(len(names))]
    query = select(holder, *parts).select_from(text(source))
    taker = {values: record_id for record_id, values in takers}
    found: list[tuple[RecordId, Values]] = []
    for portion in batches(taker):
        rows = transaction.connection.execute(query, {"taken": dumps(portion)})
        found += [(row[0], tuple(row[1:])) for row in rows]
    return [(holder, values) for holder, values in found if holder and taker[values] != holder]


def _refuse_unless_left(
    transaction: Transaction, kind: Kind, names: tuple[str, ...], values: Values, leaving: Change | None
) -> None:
    if (values_after(transaction, leaving, names) if leaving else values) == values:
        said = _say(names, values)
        raise RefusedError(f"{said[0].upper()}{said[1:]} is taken by another {kind.label}.")


def _say(names: tuple[str, ...], values: Values) -> str:
    return f"{names[-1].replace('_', ' ')} “{values[-1]}”"
