"""Which records are about the person to be erased: the record itself, those merged into it, what says more of them."""

from collections.abc import Iterator

from sqlalchemy import Connection, Text, cast, or_, select

from itcrm_tui.domain.erasing import GOES_ALONG, personal_fields
from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.ids import RecordId
from itcrm_tui.text import safe
from storage.batches import among
from storage.change import Action, Key, Operation
from storage.erasing.blanking import what_is_held
from storage.ledger import change_set, changes_of
from storage.tables import TABLES

_INTO = " into "


def reach(connection: Connection, kind: Kind, record_id: RecordId) -> dict[Key, frozenset[str]]:
    """Return the personal fields of all records, deleted or not, that are about the same person as one is."""
    people = [record_id, *_merged_into(connection, kind, record_id)]
    wanted = {(kind.name, one): personal_fields(kind) for one in people}
    for name, field in GOES_ALONG.get(kind.name, ()):
        table = TABLES[name]
        about = select(table.c.id).where(table.c[field].in_(people))
        if "record_kind" in table.c:
            about = about.where(table.c.record_kind == kind.name)
        wanted |= {(name, RecordId(one)): personal_fields(KINDS[name]) for one in connection.scalars(about)}
    return wanted


def names_ever(connection: Connection, kind: Kind, record_id: RecordId) -> set[str]:
    """Return what a record is called, and was called at any time."""
    if kind.name_field is None:
        return set()
    name = kind.name_field.name
    texts, _ = what_is_held(connection, kind, {record_id: frozenset({name})})
    row = connection.scalar(select(TABLES[kind.name].c[name]).where(TABLES[kind.name].c.id == record_id))
    return {*texts.get(name, ()), *([row] if row else [])}


def _merged_into(connection: Connection, kind: Kind, record_id: RecordId) -> Iterator[RecordId]:
    """Yield the records that went when they were merged into one, however far back, and have not come back since."""
    found, waiting = {record_id}, [record_id]
    while waiting:
        into = waiting.pop()
        for one in _merged_directly(connection, kind, into):
            if one not in found:
                found.add(one)
                waiting.append(one)
                yield one


def _merged_directly(connection: Connection, kind: Kind, into: RecordId) -> list[RecordId]:
    """Return what was deleted by a merge that touched the record, or moved something to it, or says its name alone."""
    change, row = changes_of(restricted=kind.restricted), TABLES[kind.name]
    merges = select(change_set.c.id).where(change_set.c.action == str(Action.MERGE))
    of_merge = change.c.change_set_id.in_(merges)
    mentions = cast(change.c.fields, Text).contains(into, autoescape=True)
    touching = select(change.c.change_set_id).where(of_merge, or_(change.c.record_id == into, mentions))
    named = [
        change_set.c.title.endswith(f"{_INTO}{safe(name)}", autoescape=True) for name in _own(connection, kind, into)
    ]
    sets = merges.where(or_(change_set.c.id.in_(touching), *named))
    gone = (change.c.operation == str(Operation.DELETE)) & (change.c.kind == kind.name)
    query = select(change.c.record_id).join(row, row.c.id == change.c.record_id)
    query = query.where(change.c.change_set_id.in_(sets), gone, row.c.deleted_at.is_not(None))
    return [RecordId(one) for one in connection.scalars(query.distinct()) if one != into]


def _own(connection: Connection, kind: Kind, record_id: RecordId) -> list[str]:
    """Return the names that are, or were, a record's and no other's."""
    if kind.name_field is None:
        return []
    name, table = kind.name_field.name, TABLES[kind.name]
    mine = names_ever(connection, kind, record_id)
    others = select(table.c[name]).where(table.c.id != record_id, among(table.c[name], sorted(mine)))
    return sorted(mine - set(connection.scalars(others)))
