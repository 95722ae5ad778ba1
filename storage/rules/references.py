"""Nothing that lives points at what is deleted or was never there."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, Text, and_, cast, func, select

from itcrm_tui.domain.fields import Field
from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.ids import RecordId
from storage.batches import among, batches
from storage.change import Key
from storage.errors import DeletedError, RefusedError
from storage.ledger import link
from storage.tables import REFERRERS, TABLES
from storage.transaction import AgainError, by_kind

_MANY = 100
"""From so many deletions on it pays to ask first whether a kind has any records that could name them."""


def check_targets(connection: Connection, targets: Collection[Key]) -> None:
    """Refuse what would point at a record that is not there or was deleted."""
    for kind, ids in by_kind(targets):
        table = TABLES[kind.name]
        for portion in batches(ids):
            query = select(table.c.id, table.c.deleted_at).where(among(table.c.id, portion))
            living = {row[0] for row in connection.execute(query) if row[1] is None}
            if missing := set(portion) - living:
                raise _missing(connection, kind, min(missing))


def _missing(connection: Connection, kind: Kind, record_id: RecordId) -> RefusedError:
    table = TABLES[kind.name]
    row = connection.execute(select(table).where(table.c.id == record_id)).mappings().first()
    if row is None:
        return RefusedError(f"There is no {kind.label} {record_id}.")
    if row["deleted_at"] is None:
        raise AgainError  # somebody has brought it back this moment
    return DeletedError((kind.name, record_id), f"{kind.label}{_name_in(kind, row)}")


def check_referrers(connection: Connection, gone: Collection[Key]) -> None:
    """Refuse the deletion of what a living record still names."""
    for kind, ids in by_kind(gone):
        referrers = [one for one in _referrers(kind) if len(ids) < _MANY or _any_rows(connection, one[0])]
        for portion in batches(ids):
            for referrer, field in referrers:
                table = TABLES[referrer.name]
                names_them = and_(among(table.c[field.name], portion), _lives(table))
                if row := connection.execute(select(table).where(names_them).limit(1)).mappings().first():
                    count = connection.scalar(select(func.count()).select_from(table).where(names_them)) or 1
                    raise RefusedError(_still_named(kind, _named(referrer, row, count), field))
            _check_links(connection, kind, portion)


def _any_rows(connection: Connection, kind: Kind) -> bool:
    return connection.scalar(select(TABLES[kind.name].c.id).limit(1)) is not None


def _lives(table: Table) -> ColumnElement[bool]:
    """`deleted_at IS NULL`, in words that no partial index answers to.

    Before PostgreSQL has counted a new table it believes that few rows live, and would read them all by such an index.
    """
    return func.coalesce(cast(table.c.deleted_at, Text), "") == ""


def _referrers(kind: Kind) -> Iterator[tuple[Kind, Field]]:
    anything = KINDS["external_reference"]
    yield from REFERRERS[kind.name]
    yield anything, anything.by_name["record"]


def _check_links(connection: Connection, kind: Kind, ids: Sequence[RecordId]) -> None:
    found = connection.execute(select(link).where(among(link.c.target_id, ids)).limit(1)).mappings().first()
    if found:
        referrer = KINDS[found["kind"]]
        table = TABLES[referrer.name]
        row = connection.execute(select(table).where(table.c.id == found["record_id"])).mappings().one()
        field = referrer.by_name[found["field"]]
        raise RefusedError(_still_named(kind, _named(referrer, row, 1), field))


def _named(referrer: Kind, row: Any, count: int) -> tuple[str, str]:
    """Who names it: one of them where they have names, how many there are, and the verb that goes with that."""
    name, verb = _name_in(referrer, row), "names" if count == 1 else "name"
    if not name:
        return referrer.counted(count), verb
    return f"{referrer.label}{name}{f' and {count - 1:,} more' if count > 1 else ''}", verb


def _still_named(kind: Kind, named: tuple[str, str], field: Field) -> str:
    instead = f" Set its {kind.over} instead." if kind.over else ""
    who, verb = named
    return f"This {kind.label} cannot be deleted: {who} still {verb} it as {field.label.lower()}.{instead}"


def _name_in(kind: Kind, row: Any) -> str:
    if kind.restricted or kind.name_field is None or not row[kind.name_field.name]:
        return ""
    return f" “{row[kind.name_field.name]}”"
