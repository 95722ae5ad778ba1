"""Read the journal: every change set in order, and what each changed."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, Table, select

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.ids import RecordId
from storage.batches import among, batches
from storage.change import Action, Change, ChangeSet, Operation
from storage.errors import Clash
from storage.fitting import storable
from storage.ledger import change_set, changes_of, counter
from storage.views.belonging import with_its_parts
from storage.zone import zone

_SEARCHED_AT_ONCE = 2_000
LONGEST_NUMBER = 19
"""A number of so many digits may be no sequence: it is more than a database can count."""


def header_from(row: Any) -> ChangeSet:
    """Return the change set that a row of the headers holds."""
    return ChangeSet(**{**row, "action": Action(row["action"])})


def sequence(connection: Connection) -> int:
    """Return the number of the newest change set; 0 when there is none."""
    return connection.scalar(select(counter.c.value)) or 0


def change_sets(
    connection: Connection,
    *,
    record_id: RecordId | None = None,
    before: int | None = None,
    after: int | None = None,
    limit: int = 50,
) -> list[ChangeSet]:
    """Return headers, newest first, of the whole database or of the sets that touched one record or its parts.

    Those just before the sequence `before`, or those just after the sequence `after`.
    """
    query = _listed(connection, select(change_set), record_id, before, after).limit(limit)
    headers = [header_from(row) for row in connection.execute(query).mappings()]
    return headers[::-1] if after is not None else headers


def change_sets_with(
    connection: Connection,
    matches: Callable[[str, str], bool],
    *,
    record_id: RecordId | None = None,
    before: int | None = None,
    after: int | None = None,
    limit: int = 50,
) -> list[ChangeSet]:
    """Return those of the headers that `change_sets` returns of which `matches(actor, title)` is true."""
    columns = select(change_set.c.sequence, change_set.c.actor, change_set.c.title)
    wanted: list[int] = []
    backwards = after is not None
    while True:
        query = _listed(connection, columns, record_id, before, after).limit(_SEARCHED_AT_ONCE)
        page = connection.execute(query).all()
        wanted += [number for number, actor, title in page if matches(actor, title)]
        if len(wanted) >= limit or len(page) < _SEARCHED_AT_ONCE:
            break
        before, after = (None, page[-1][0]) if backwards else (page[-1][0], None)
    query = select(change_set).where(change_set.c.sequence.in_(wanted[:limit]))
    found = connection.execute(query.order_by(change_set.c.sequence.desc())).mappings()
    return [header_from(row) for row in found]


def _listed(
    connection: Connection, query: Select[Any], record_id: RecordId | None, before: int | None, after: int | None
) -> Select[Any]:
    """Return a query for headers in their order: the newest first, or the oldest first of those after a number."""
    sequence = change_set.c.sequence
    query = query.order_by(sequence.asc() if after is not None else sequence.desc())
    if before is not None:
        query = query.where(sequence < before)
    if after is not None:
        query = query.where(sequence > after)
    if record_id is not None:
        ids = with_its_parts(connection, record_id)
        touching = [select(t.c.change_set_id).where(t.c.record_id.in_(ids)) for t in readable(connection)]
        query = query.where(change_set.c.id.in_(touching[0].union(*touching[1:])))
    return query


def changes_page(
    connection: Connection, change_set_id: RecordId, *, start: int | None, backwards: bool, limit: int
) -> list[tuple[int, Change]]:
    """Return changes of a change set with their positions: those after `start`, or just before it when backwards."""
    found: list[tuple[int, Change]] = []
    for table in readable(connection):
        position = table.c.position
        query = select(table).where(table.c.change_set_id == change_set_id).limit(limit)
        query = query.order_by(position.desc() if backwards else position)
        if start is not None:
            query = query.where(position < start if backwards else position > start)
        found += [(row["position"], change_from(row)) for row in connection.execute(query).mappings()]
    found.sort(key=lambda pair: pair[0], reverse=backwards)
    return sorted(found[:limit], key=lambda pair: pair[0])


def changes_in(
    connection: Connection,
    change_set_id: RecordId,
    *,
    record_id: RecordId | None = None,
    limit: int | None = None,
) -> list[Change]:
    """Return what a change set did, in order, as far as the role may see it; at most the first `limit`.

    With `record_id`, what it did to that record and its parts.
    """
    found: list[tuple[int, Change]] = []
    for table in readable(connection):
        query = select(table).where(table.c.change_set_id == change_set_id).order_by(table.c.position).limit(limit)
        if record_id is not None:
            query = query.where(table.c.record_id.in_(with_its_parts(connection, record_id)))
        found += [(row["position"], change_from(row)) for row in connection.execute(query).mappings()]
    return [change for _, change in sorted(found, key=lambda pair: pair[0])][:limit]


def changes_together(
    connection: Connection, change_set_ids: Iterable[RecordId]
) -> dict[RecordId, list[tuple[int, Change]]]:
    """Return what several change sets did, each in order with positions, as far as the role may see it."""
    ids = list(change_set_ids)
    found: dict[RecordId, list[tuple[int, Change]]] = {one: [] for one in ids}
    for table in readable(connection):
        for portion in batches(ids):
            query = select(table).where(among(table.c.change_set_id, portion))
            for row in connection.execute(query).mappings():
                found[row["change_set_id"]].append((row["position"], change_from(row)))
    for changes in found.values():
        changes.sort(key=lambda pair: pair[0])
    return found


def change_from(row: Any) -> Change:
    """Return the change that a row of a change table holds."""
    fields = row["fields"]
    values = {name: (fields[name][0], fields[name][1]) for name in in_order(row["kind"], tuple(fields))}
    return Change(row["kind"], row["record_id"], Operation(row["operation"]), values)


@lru_cache(maxsize=1_000)
def in_order(kind: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return field names as the kind declares them; those that it no longer knows come last."""
    declared = KINDS[kind].by_name if kind in KINDS else {}
    return (*(name for name in declared if name in names), *(name for name in names if name not in declared))


def readable(connection: Connection) -> list[Table]:
    """Return the change tables that the role may read."""
    unreadable = connection.get_execution_options().get("itcrm_unreadable", frozenset())
    tables = (changes_of(restricted=False), changes_of(restricted=True))
    return [table for table in tables if table.name not in unreadable]


def get(connection: Connection, change_set_id: str) -> ChangeSet | None:
    """Return one header by its id or its sequence."""
    if not storable(change_set_id):
        return None
    number = change_set_id.isascii() and change_set_id.isdecimal() and len(change_set_id) < LONGEST_NUMBER
    key = change_set.c.sequence == int(change_set_id) if number else change_set.c.id == change_set_id
    row = connection.execute(select(change_set).where(key)).mappings().first()
    return header_from(row) if row else None


def last_touch(
    connection: Connection, kind: str, record_id: RecordId, field: str | None, *, until: int | None = None
) -> tuple[str, datetime] | None:
    """Return who changed a field of a record last, and when; without a field, who changed the record.

    With `until`, only what was written up to this sequence is looked at.
    """
    table = changes_of(restricted=KINDS[kind].restricted)
    query = select(change_set.c.actor, change_set.c.at, table.c.fields).join_from(
        table, change_set, table.c.change_set_id == change_set.c.id
    )
    query = query.where(table.c.record_id == record_id).order_by(change_set.c.sequence.desc())
    if until is not None:
        query = query.where(change_set.c.sequence <= until)
    with connection.execute(query, execution_options={"yield_per": 50}) as rows:
        for actor, at, values in rows:
            if field is None or (field in values and values[field][0] != values[field][1]):
                return actor, at
    return None


def with_author(connection: Connection, clash: Clash) -> Clash:
    """Return a clash that says who has changed the place last, and when by the organization's clock."""
    by, at = clash.by, clash.at
    if by is None:
        by, at = last_touch(connection, clash.kind, clash.record_id, clash.field) or (None, None)
    return replace(clash, by=by, at=at.astimezone(zone(connection)) if at else None)
