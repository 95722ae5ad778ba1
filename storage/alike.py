"""Finding many records at once by name, case and accents aside, or by e-mail address."""

from collections.abc import Iterable

from sqlalchemy import func, select

from itcrm_tui.domain.kinds import Kind
from itcrm_tui.domain.record import Hidden, Record
from itcrm_tui.text import folded
from storage.batches import among
from storage.fitting import storable
from storage.reader import Reader
from storage.rows import record_from
from storage.tables import SORT_LENGTH, TABLES


def named_alike(reader: Reader, kind: Kind, names: Iterable[str]) -> list[Record] | Hidden:
    """Return the living records whose folded names begin with the same 200 characters as one of the names."""
    if kind.name in reader.hidden:
        return Hidden(kind.name)
    table = TABLES[kind.name]
    starts = {folded(name)[:SORT_LENGTH] for name in names if storable(name)}
    query = select(table).where(table.c.deleted_at.is_(None), among(table.c.sort_name, sorted(starts)))
    return [record_from(kind, row) for row in reader.connection.execute(query.order_by(table.c.id)).mappings()]


def with_address(reader: Reader, kind: Kind, addresses: Iterable[str]) -> list[Record] | Hidden:
    """Return the living people whose e-mail address is one of these, case aside."""
    if kind.name in reader.hidden:
        return Hidden(kind.name)
    table = TABLES[kind.name]
    wanted = sorted({address.lower() for address in addresses if storable(address)})
    query = select(table).where(table.c.deleted_at.is_(None), among(func.lower(table.c.email), wanted))
    return [record_from(kind, row) for row in reader.connection.execute(query.order_by(table.c.id)).mappings()]
