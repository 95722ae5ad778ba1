"""Whose capacity a change set touches: those roles are locked first, in order, before anything is written."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import select

from itcrm_tui.ids import RecordId
from storage.batches import among, batches
from storage.change import Change
from storage.ledger import role_lock
from storage.source import Source
from storage.tables import TABLES
from storage.transaction import AgainError, Transaction

_KINDS = frozenset({"requirement", "run_reserve", "person", "time_off", "progress", "commitment"})
_MOVES_LOAD = frozenset({"state", "due"})
_MOVES_AVAILABILITY = frozenset({"weekly_minutes", "availability_factor", "role_shares"})


def lock_roles(transaction: Transaction, source: Source) -> None:
    """Make others who change the capacity of the same roles wait until this transaction has ended."""
    if not transaction.backend.locks_rows:
        return
    roles = sorted(_roles(transaction, source))
    for portion in batches(roles):
        query = select(role_lock.c.role_id).where(among(role_lock.c.role_id, portion)).order_by(role_lock.c.role_id)
        transaction.connection.execute(transaction.backend.locked(query)).all()
    if roles and not _roles(transaction, source) <= set(roles):
        raise AgainError


def _roles(transaction: Transaction, source: Source) -> set[RecordId]:
    roles: set[RecordId] = set()
    for portion in batches(source.changes(transaction.connection, _KINDS)):
        roles.update(_named(portion), _looked_up(transaction, portion))
    return roles


def _named(changes: Iterable[Change]) -> Iterator[RecordId]:
    """Yield the roles that stand in the changes themselves."""
    for change in changes:
        if change.kind in ("requirement", "run_reserve"):
            yield from filter(None, (change.old("role"), change.new("role")))
        elif change.kind == "person":
            yield from (*(change.old("role_shares") or ()), *(change.new("role_shares") or ()))


def _looked_up(transaction: Transaction, changes: Sequence[Change]) -> Iterator[RecordId]:
    """Yield the roles of the people and requirements that the changes are about."""
    about: dict[str, set[RecordId]] = defaultdict(set)
    for change in changes:
        match change.kind:
            case "commitment" if _MOVES_LOAD & change.fields.keys():
                about["commitment"].add(change.record_id)
            case "requirement":
                about["id"].add(change.record_id)
            case "progress":
                about["id"].update(_both(change, "requirement"))
            case "time_off":
                about["person"].update(_both(change, "person"))
            case "person" if _MOVES_AVAILABILITY & change.fields.keys():
                about["person"].add(change.record_id)
    requirement, person = TABLES["requirement"].c, TABLES["person"].c
    for column in filter(about.get, ("commitment", "id")):
        query = select(requirement.role).where(among(requirement[column], about[column]))
        yield from filter(None, transaction.connection.scalars(query))
    if about["person"]:
        query = select(person.role_shares).where(among(person.id, about["person"]))
        for shares in transaction.connection.scalars(query):
            yield from shares or ()


def _both(change: Change, name: str) -> Iterator[RecordId]:
    return filter(None, (change.old(name), change.new(name)))
