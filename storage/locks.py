"""Whose capacity a change set touches: those roles are locked first, in order, before anything is written."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, select

from itcrm_tui.ids import RecordId
from storage.batches import among, batches
from storage.change import Change, Operation
from storage.ledger import role_lock
from storage.source import Source
from storage.tables import TABLES
from storage.transaction import AgainError, Transaction

_KINDS = frozenset({"requirement", "run_reserve", "person", "time_off", "progress", "commitment"})
_MOVES_LOAD = frozenset({"state", "due"})
_MOVES_AVAILABILITY = frozenset({"weekly_minutes", "availability_factor", "role_shares"})
_OF = {"progress": "requirement", "time_off": "person", "run_reserve": "role"}
"""What these are of. A change of their minutes or days alone does not name it: there it has to be looked up."""


def lock_roles(transaction: Transaction, source: Source) -> None:
    """Make others who change the capacity of the same roles wait until this transaction has ended."""
    if not transaction.backend.locks_rows:
        return
    roles = sorted(roles_touched(transaction.connection, source))
    for portion in batches(roles):
        query = select(role_lock.c.role_id).where(among(role_lock.c.role_id, portion)).order_by(role_lock.c.role_id)
        transaction.connection.execute(transaction.backend.locked(query)).all()
    if roles and not roles_touched(transaction.connection, source) <= set(roles):
        raise AgainError


def roles_touched(connection: Connection, source: Source) -> set[RecordId]:
    """Return the roles whose capacity changes move: those they name, and those of what is there now."""
    roles: set[RecordId] = set()
    for portion in batches(source.changes(connection, _KINDS)):
        roles.update(_named(portion), _looked_up(connection, portion))
    return roles


def _named(changes: Iterable[Change]) -> Iterator[RecordId]:
    """Yield the roles that stand in the changes themselves."""
    for change in changes:
        if change.kind in ("requirement", "run_reserve"):
            yield from filter(None, (change.old("role"), change.new("role")))
        elif change.kind == "person":
            yield from (*(change.old("role_shares") or ()), *(change.new("role_shares") or ()))


def _looked_up(connection: Connection, changes: Sequence[Change]) -> Iterator[RecordId]:
    """Yield the roles of the people, requirements and reserves that the changes are about."""
    about: dict[str, set[RecordId]] = defaultdict(set)
    for change in changes:
        match change.kind:
            case "commitment" if _MOVES_LOAD & change.fields.keys():
                about["commitment"].add(change.record_id)
            case "person" if _MOVES_AVAILABILITY & change.fields.keys():
                about["person"].add(change.record_id)
            case "requirement":
                about["requirement"].add(change.record_id)
            case "progress" | "time_off":
                about[_OF[change.kind]].update(_both(change, _OF[change.kind]))
    for kind, name in _OF.items():
        updated = [one.record_id for one in changes if one.kind == kind and one.operation is Operation.UPDATE]
        about[name] |= _standing(connection, kind, updated)
    yield from about["role"]
    yield from _roles_of(connection, about)


def _standing(connection: Connection, kind: str, ids: Sequence[RecordId]) -> set[RecordId]:
    """Return what records that are there are of."""
    table = TABLES[kind].c
    return set(connection.scalars(select(table[_OF[kind]]).where(among(table.id, ids)))) if ids else set()


def _roles_of(connection: Connection, about: Mapping[str, Collection[RecordId]]) -> Iterator[RecordId]:
    """Yield the roles of requirements, of those of commitments, and of people."""
    requirement, person = TABLES["requirement"].c, TABLES["person"].c
    for column, ids in ((requirement.commitment, about["commitment"]), (requirement.id, about["requirement"])):
        if ids:
            yield from filter(None, connection.scalars(select(requirement.role).where(among(column, ids))))
    if about["person"]:
        for shares in connection.scalars(select(person.role_shares).where(among(person.id, about["person"]))):
            yield from shares or ()


def _both(change: Change, name: str) -> Iterator[RecordId]:
    return filter(None, (change.old(name), change.new(name)))
