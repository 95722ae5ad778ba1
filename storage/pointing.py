"""What points at a record: every living record that names it, by whichever field."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import ColumnElement, select

from itcrm_tui.domain.fields import LINK_TYPES, Field, Type
from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.reference import ExternalReference
from itcrm_tui.ids import RecordId
from storage.errors import RefusedError
from storage.known import known
from storage.ledger import link
from storage.reader import Reader
from storage.rows import record_from
from storage.tables import LINKED, REFERRERS, TABLES

Pointer = tuple[Kind, Field]


def pointers(kind: Kind) -> Iterator[Pointer]:
    """Yield every field of every kind that can point at a record of a kind."""
    yield from REFERRERS[kind.name]
    yield from ((referrer, field) for referrer, field in LINKED if field.target == kind.name)
    anything = KINDS["external_reference"]
    if kind is not anything:
        yield anything, anything.by_name["record"]


def count_pointing(reader: Reader, kind: Kind, record_id: RecordId) -> dict[str, int]:
    """Return how many living records point at one, by the name of their kind; kinds without any are left out.

    Raises RefusedError where some may be of a kind that is not for this role.
    """
    found: dict[str, set[RecordId]] = {}
    for pointer in pointers(kind):
        query = select(TABLES[pointer[0].name].c.id).where(*_points(reader, kind, pointer, record_id))
        found.setdefault(pointer[0].name, set()).update(reader.connection.scalars(query))
    return {name: len(ids) for name, ids in found.items() if ids}


def pointing_at(reader: Reader, kind: Kind, record_id: RecordId) -> Iterator[tuple[Record, tuple[Field, ...]]]:
    """Yield the living records that point at one, each with the fields by which it does."""
    found: dict[RecordId, tuple[Record, tuple[Field, ...]]] = {}
    for referrer, field in pointers(kind):
        query = select(TABLES[referrer.name]).where(*_points(reader, kind, (referrer, field), record_id))
        for row in reader.connection.execute(query).mappings():
            record, fields = found.get(row["id"]) or (record_from(referrer, row), ())
            found[row["id"]] = (record, (*fields, field))
    yield from found.values()


def doubled(
    reader: Reader, pointer: Pointer, merged: RecordId, survivor: RecordId, names: Collection[str], limit: int
) -> tuple[int, list[Record]]:
    """Return how many that point at one record say the same, in some columns, as one that points at another.

    With the first of them. Compared here and not by the database, which may go through all of one side for each of
    the other.
    """
    referrer, field = pointer
    if referrer.name in reader.hidden:
        return 0, []
    table = TABLES[referrer.name]
    columns = [table.c[name] for name in names if name != field.name]

    def said_of(record_id: RecordId) -> Iterator[tuple[RecordId, tuple[Any, ...]]]:
        query = select(table.c.id, *columns).where(table.c[field.name] == record_id, table.c.deleted_at.is_(None))
        for found, *said in reader.connection.execute(query.order_by(table.c.id)):
            yield found, tuple(said)

    there = {said for _, said in said_of(survivor)}
    ids = [found for found, said in said_of(merged) if said in there] if there else []
    return len(ids), list(known(reader, referrer, ids[:limit]).values())


def _points(reader: Reader, kind: Kind, pointer: Pointer, record_id: RecordId) -> list[ColumnElement[Any]]:
    """Return the conditions under which a living record points at one by a field; raises RefusedError."""
    referrer, field = pointer
    if referrer.name in reader.hidden:
        raise RefusedError(f"That may have {referrer.plural.replace('_', ' ')}, which are not for your role.")
    table = TABLES[referrer.name]
    living = table.c.deleted_at.is_(None)
    if field.holds in LINK_TYPES:
        named = select(link.c.record_id).where(
            link.c.target_id == record_id, link.c.kind == referrer.name, link.c.field == field.name
        )
        return [living, table.c.id.in_(named)]
    if field.holds is Type.ANY_REFERENCE:
        assert referrer.record_type is ExternalReference
        return [living, table.c[field.name] == record_id, table.c.record_kind == kind.name]
    return [living, table.c[field.name] == record_id]
