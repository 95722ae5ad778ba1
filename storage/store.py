"""The store: opens a database by its URL and hands out reads and units of work."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.ids import RecordId
from storage import journal, rules, schema
from storage.apply import Transaction, settle_all, write_rows
from storage.change import Action, ChangeSet
from storage.engines.backend import Backend
from storage.errors import Clash, ConflictError, RefusedError
from storage.locks import lock_roles
from storage.reader import Reader
from storage.unit import Unit

T = TypeVar("T")
TRIES = 5


def utc_now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


class Store:
    """One open database, used by one person on one device. `opening.open_store` makes one."""

    def __init__(
        self,
        backend: Backend,
        *,
        actor: str,
        device: str,
        clock: Callable[[], datetime] = utc_now,
        create: bool = False,
    ) -> None:
        self.backend, self.engine = backend, backend.open(create=create)
        self.actor, self.device, self.clock = actor, device, clock
        self._unreadable: frozenset[str] | None = None

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """Read one moment of the database."""
        with self.connected() as connection:
            hidden = frozenset(name for name in self.unreadable(connection) if name in KINDS)
            yield Reader(connection, hidden)

    @contextmanager
    def connected(self) -> Iterator[Connection]:
        """A transaction for reading below the records: journal, verify, lists of the screens."""
        with self._explained(), self.backend.reading(self.engine) as connection:
            yield connection.execution_options(itcrm_unreadable=self.unreadable(connection))

    def unreadable(self, connection: Connection) -> frozenset[str]:
        """Return the tables that this role may not read."""
        if self._unreadable is None:
            restricted = [kind.name for kind in KINDS.values() if kind.restricted]
            tables = [*restricted, "restricted_change", "restricted_search_text"]
            self._unreadable = self.backend.unreadable(connection, tables)
        return self._unreadable

    @contextmanager
    def write(self, title: str, *, action: Action = Action.WRITE, reverts: RecordId | None = None) -> Iterator[Unit]:
        """Gather changes and write them as one change set when the block ends without an error.

        Raises ConflictError when a row is not as it was seen, RefusedError when a rule forbids the result.
        """
        unit = Unit(self.actor, title, action, reverts)
        yield unit
        unit.written = self.commit(unit)

    def commit(self, unit: Unit, *, rest: bool = False) -> ChangeSet | None:
        """Write a unit, trying again as a whole when the database asks for it.

        Returns None when there was nothing left to do. With `rest`, what conflicts is left out.
        """
        for tried in range(1, TRIES + 1):
            try:
                with self._explained():
                    return self._commit_once(unit, rest=rest)
            except _AgainError:
                if tried == TRIES:
                    raise RefusedError("Too many others are changing the same records. Try again.") from None
        return None

    def upgrade(self) -> None:
        """Set up or upgrade the schema in one transaction; the owner's work on a shared database."""
        with self._explained(), self.backend.writing(self.engine) as connection:
            schema.set_up(connection, lambda unit: self._write(connection, unit, rest=False))

    def _commit_once(self, unit: Unit, *, rest: bool) -> ChangeSet | None:
        with self.backend.writing(self.engine) as connection:
            return self._write(connection, unit, rest=rest)

    def _write(self, connection: Connection, unit: Unit, *, rest: bool) -> ChangeSet | None:
        transaction = Transaction(connection, self.backend, self.clock())
        lock_roles(transaction, unit.changes)
        _check_expected(transaction, unit)
        try:
            changes = settle_all(transaction, unit.changes, rest=rest)
        except ConflictError as conflict:
            raise ConflictError([_named(connection, clash) for clash in conflict.clashes]) from None
        if not changes:
            return None
        rules.check_unique(transaction, changes)
        write_rows(transaction, changes)
        rules.check_references(transaction, changes)
        rules.check_circles(transaction, changes)
        return journal.write(transaction, unit, changes, self.device)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn the driver's errors into sentences."""
        try:
            yield
        except IntegrityError as error:
            raise RefusedError(_integrity(error)) from error
        except DBAPIError as error:
            if self.backend.may_retry(error):
                raise _AgainError from error
            raise self.backend.explain(error) from error


class _AgainError(Exception):
    """The database rolled back for a reason that may be gone at once."""


def _check_expected(transaction: Transaction, unit: Unit) -> None:
    transaction.lock(unit.expected)
    for (kind, record_id), version in unit.expected.items():
        row = transaction.standing.get((kind, record_id))
        if row is None or row.deleted_at is not None or row.version != version:
            clash = Clash(kind, record_id, f"{KINDS[kind].label}", None, None, None, "changed meanwhile")
            raise ConflictError([_named(transaction.connection, clash)])


def _named(connection: Connection, clash: Clash) -> Clash:
    touched = journal.last_touch(connection, clash.kind, clash.record_id, clash.field)
    return replace(clash, by=touched[0], at=touched[1]) if touched else clash


def _integrity(error: IntegrityError) -> str:
    """Two people can take a code in the same moment; the index lets one through, the other reads this."""
    message = str(error.orig)
    for kind in KINDS.values():
        for names in kind.unique:
            if f"unique_{kind.name}_{'_'.join(names)}" in message or f"{kind.name}.{names[-1]}" in message:
                return f"This {names[-1].replace('_', ' ')} was just taken by another {kind.label}."
    return "The change does not fit what is in the database. Nothing was saved."
