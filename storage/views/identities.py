"""By what records of a kind are told apart, one by one: name, e-mail address, code, and what they belong to."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, null, select

from itcrm_tui.domain.fields import Type
from itcrm_tui.domain.kinds import Kind
from itcrm_tui.ids import RecordId
from storage.batches import among
from storage.tables import TABLES

_PAGE = 2_000


@dataclass(frozen=True, slots=True)
class Identity:
    """One living record; `belongs_to` are the records that two of its kind must share to be one."""

    id: RecordId
    name: str
    email: str
    code: str
    belongs_to: str


def identities(connection: Connection, kind: Kind, only: Collection[RecordId] | None = None) -> Iterator[Identity]:
    """Yield the living records of a kind that has names, the oldest first; with `only` those of some ids."""
    assert kind.name_field
    table = TABLES[kind.name]
    codes = [names[0] for names in kind.unique if len(names) == 1 and kind.by_name[names[0]].holds is Type.TEXT]
    above = [table.c[field.name] for field in kind.references if field.required]
    query = select(
        table.c.id,
        table.c[kind.name_field.name],
        table.c.email if "email" in kind.by_name else null(),
        table.c[codes[0]] if codes else null(),
        *above,
    )
    query = query.where(table.c.deleted_at.is_(None)).order_by(table.c.id)
    if only is not None:
        query = query.where(among(table.c.id, only))
    for record_id, name, email, code, *owners in connection.execute(query, execution_options={"yield_per": _PAGE}):
        yield Identity(record_id, name or "", email or "", code or "", " ".join(owners))
