"""Read the journal: every change set in order, and what each changed."""

from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table, select

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.ids import RecordId
from storage.change import Action, Change, ChangeSet, Operation
from storage.errors import Clash
from storage.fitting import storable
from storage.ledger import change_set, changes_of, counter

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
    """Return headers, newest first, of the whole database or of the sets that touched one record.

    Those just before the sequence `before`, or those just after the sequence `after`.
    """
    sequence = change_set.c.sequence
    query = select(change_set).order_by(sequence.asc() if after is not None else sequence.desc()).limit(limit)
    if before is not None:
        query = query.where(sequence < before)
    if after is not None:
        query = query.where(sequence > after)
    if record_id is not None:
        touching = [select(t.c.change_set_id).where(t.c.record_id == record_id) for t in readable(connection)]
        query = query.where(change_set.c.id.in_(touching[0].union(*touching[1:])))
    headers = [header_from(row) for row in connection.execute(query).mappings()]
    return headers[::-1] if after is not None else headers


def changes_in(
    connection: Connection,
    change_set_id: RecordId,
    *,
    record_id: RecordId | None = None,
    limit: int | None = None,
) -> list[Change]:
    """Return what a change set did, in order, as far as the role may see it; at most the first `limit`."""
    found: list[tuple[int, Change]] = []
    for table in readable(connection):
        query = select(table).where(table.c.change_set_id == change_set_id).order_by(table.c.position).limit(limit)
        if record_id is not None:
            query = query.where(table.c.record_id == record_id)
        found += [(row["position"], change_from(row)) for row in connection.execute(query).mappings()]
    return [change for _, change in sorted(found, key=lambda pair: pair[0])][:limit]


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
    connection: Connection, kind: str, record_id: RecordId, field: str | None
) -> tuple[str, datetime] | None:
    """Return who changed a field of a record last, and when; without a field, who changed the record."""
    table = changes_of(restricted=KINDS[kind].restricted)
    query = select(change_set.c.actor, change_set.c.at, table.c.fields).join_from(
        table, change_set, table.c.change_set_id == change_set.c.id
    )
    query = query.where(table.c.record_id == record_id).order_by(change_set.c.sequence.desc())
    with connection.execute(query, execution_options={"yield_per": 50}) as rows:
        for actor, at, values in rows:
            if field is None or (field in values and values[field][0] != values[field][1]):
                return actor, at
    return None


def with_author(connection: Connection, clash: Clash) -> Clash:
    """Return a clash that says who has changed the place last, and when."""
    touched = last_touch(connection, clash.kind, clash.record_id, clash.field)
    return replace(clash, by=touched[0], at=touched[1]) if touched else clash
