"""The store: opens a database by its URL and hands out reads and units of work."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from time import monotonic

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.ids import RecordId, new_id
from itcrm_tui.log import failed
from storage import schema, waiting
from storage.apply import Application
from storage.change import Action, ChangeSet
from storage.closing import close
from storage.engines.backend import Backend
from storage.errors import NOT_YOURS, BusyError, LostError, ReadOnlyError, RefusedError, to_a_reader
from storage.gate import Gate, Write, open_gate
from storage.locks import lock_roles
from storage.losing import Attempt, settle
from storage.question import stoppable
from storage.reader import Reader
from storage.source import Source
from storage.tables import restricted_tables
from storage.transaction import AgainError, Transaction
from storage.unit import Progress, Unit, unwatched

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
        self.on_wait: waiting.Notice = waiting.untold
        self.gate: Gate = open_gate
        self.on_lost: waiting.Notice = waiting.untold
        self.unsure: RecordId | None = None
        """The change set of which nobody knows whether it was written, as the connection was lost."""
        self.is_copy = False
        """Whether the database is the working copy of another."""
        self.on_remark: Callable[[str], object] = lambda _sentence: None
        self._unreadable: frozenset[str] | None = None
        self._unwritable: frozenset[str] | None = None

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
        with (
            _answered(),
            self.explained(reading=True),
            self.backend.reading(self.engine) as connection,
            stoppable(connection.connection.driver_connection),
        ):
            yield connection.execution_options(itcrm_unreadable=self.unreadable(connection))

    @contextmanager
    def glancing(self) -> Iterator[Connection]:
        """A connection for a single short statement, of which a server hears in one turn."""
        with (
            _answered(),
            self.explained(reading=True),
            self.backend.glancing(self.engine) as connection,
            stoppable(connection.connection.dbapi_connection),
        ):
            yield connection

    def unreadable(self, connection: Connection) -> frozenset[str]:
        """Return the tables that this role may not read."""
        if self._unreadable is None:
            self._unreadable = self.backend.unreadable(connection, restricted_tables())
        return self._unreadable

    def unwritable(self, connection: Connection) -> frozenset[str]:
        """Return the kinds of which this role may make and change no record."""
        if self._unwritable is None:
            self._unwritable = self.backend.unwritable(connection, list(KINDS))
        return self._unwritable

    def close_to(self, *, unreadable: Iterable[str], unwritable: Iterable[str]) -> None:
        """Let no table of the first be read, and no record of a kind of the second be written."""
        self._unreadable, self._unwritable = frozenset(unreadable), frozenset(unwritable)

    @contextmanager
    def write(
        self,
        title: str,
        *,
        action: Action = Action.WRITE,
        progress: Progress = unwatched,
        rehearsal: bool = False,
    ) -> Iterator[Unit]:
        """Gather changes and write them as one change set when the block ends without an error.

        `progress` hears how far it has got, and may raise to cancel: see `unit.Progress`. A `rehearsal` does and
        checks everything, and leaves nothing behind.
        Raises ConflictError when a row is not as it was seen, RefusedError when a rule forbids the result.
        """
        unit = Unit(self.actor, title, action, progress=progress, rehearsal=rehearsal)
        yield unit
        unit.written = self.commit(unit)

    def commit(self, unit: Unit, *, rest: bool = False, source: Source | None = None) -> ChangeSet | None:
        """Write a unit, trying again as a whole when the database asks for it.

        Returns None when there was nothing left to do. With `rest`, what conflicts is left out; with `source`
        the changes come from there instead of what the unit has gathered.
        """
        written = self._committed(unit, source or unit.source, rest=rest)
        for sentence in () if unit.rehearsal else unit.remarks:
            self.on_remark(sentence)
        return written

    def _committed(self, unit: Unit, source: Source, *, rest: bool) -> ChangeSet | None:
        settle(self)
        attempt = Attempt(self, unit.change_set_id or new_id())
        with waiting.told(self.on_wait) as arrived:
            for tried in range(TRIES):
                try:
                    with suppress(AgainError), self.explained(), self._turn(unit) as connection:
                        job = self._application(connection, unit, source, rest=rest)
                        job.trusting, job.arrived = tried == 0, arrived
                        job.change_set_id, attempt.finished = attempt.change_set_id, False
                        written = self._written(job)
                        unit.alongside(connection, written)
                        attempt.finished = True
                        return written
                except LostError:
                    if written_after_all := attempt.after_loss():
                        return written_after_all
        raise BusyError("Too many others are changing the same records. Nothing was saved. Try again in a moment.")

    def rehearse(self, connection: Connection, unit: Unit) -> None:
        """Do and check a unit inside a transaction for writing; nothing stays of it. Raises what `commit` raises."""
        point = connection.begin_nested()
        try:
            with self.explained():
                self._written(self._application(connection, unit, unit.source))
        finally:
            point.rollback()

    def upgrade(self) -> None:
        """Set up or upgrade the schema in one transaction; the owner's work on a shared database."""
        with self.unhurried() as connection:
            schema.set_up(connection, self.backend, self._found)

    @contextmanager
    def unhurried(self) -> Iterator[Connection]:
        """A transaction below the records that may take long; keys between tables rest, where an engine lets them."""
        with _answered(), self.explained(), self.backend.upgrading(self.engine) as connection:
            yield connection

    @contextmanager
    def below(self) -> Iterator[Connection]:
        """A transaction for writing below the records and past the journal: generated databases, baselines."""
        with _answered(), self.explained(), self.backend.writing(self.engine) as connection:
            yield connection

    def readable_kinds(self, connection: Connection) -> list[Kind]:
        """Return the kinds that this role may read."""
        return [kind for name, kind in KINDS.items() if name not in self.unreadable(connection)]

    def quick_check(self) -> None:
        """Raise OpenError if the database file is damaged. Takes a while on a large one: for a background worker."""
        with self.connected() as connection:
            self.backend.quick_check(connection)

    @contextmanager
    def _turn(self, unit: Unit) -> Iterator[Connection]:
        """A transaction for writing, once those who came first are done; of a rehearsal nothing stays."""
        until = monotonic() + waiting.PATIENCE
        with ExitStack() as stack:
            while True:
                try:
                    connection = stack.enter_context(self.backend.writing(self.engine))
                    break
                except DBAPIError as error:
                    if monotonic() >= until or not isinstance(self.backend.explain(error), BusyError):
                        raise
            yield connection
            if unit.rehearsal:
                connection.rollback()

    def _found(self, connection: Connection, unit: Unit) -> None:
        self._written(self._application(connection, unit, unit.source))

    def _written(self, job: Application) -> ChangeSet | None:
        """Write a change set, as its gate lets it pass: first the locks, then what is known, then the rows."""
        transaction, unit = job.transaction, job.unit
        unit.remarks.clear()
        lock_roles(transaction, job.source)
        hidden = frozenset(name for name in self._unreadable or () if name in KINDS)
        reader, closed = Reader(transaction.connection, hidden), self.unwritable(transaction.connection)
        if closed and any(True for _ in job.source.changes(transaction.connection, closed)):
            raise ReadOnlyError(NOT_YOURS)
        takes_back, arrives = bool(unit.reverts), unit.again
        job.following = self.gate(Write(reader, job.source, transaction.at, takes_back, unit.remarks, closed, arrives))
        job.run()
        return close(job)

    def _application(self, connection: Connection, unit: Unit, source: Source, *, rest: bool = False) -> Application:
        connection = connection.execution_options(itcrm_unreadable=self._unreadable or frozenset())
        transaction = Transaction(connection, self.backend, self.clock())
        return Application(transaction, unit, source, self.device, rest)

    @contextmanager
    def explained(self, *, reading: bool = False) -> Iterator[None]:
        """Turn the driver's errors into sentences; `reading`: for somebody who does not want to save anything."""
        try:
            yield
        except IntegrityError as error:
            raise RefusedError(_integrity(error)) from error
        except PoolTimeoutError as error:
            raise BusyError("The program asks too much of the database at once. Try again in a moment.") from error
        except DBAPIError as error:
            if self.backend.may_retry(error):
                raise AgainError from error
            failed("database error", error, engine=self.backend.name)
            said = to_a_reader(self.backend.explain(error)) if reading else self.backend.explain(error)
            if self.backend.is_lost(error):
                raise LostError(str(said)) from error
            raise said from error


@contextmanager
def _answered() -> Iterator[None]:
    """What is not tried again ends as a sentence too."""
    try:
        yield
    except AgainError as error:
        raise BusyError("The database was too busy to answer. Try again in a moment.") from error


def _integrity(error: IntegrityError) -> str:
    """Two people can take a code in the same moment; the index lets one through, the other reads this."""
    message = str(error.orig)
    for kind in KINDS.values():
        for names in kind.unique:
            if f"unique_{kind.name}_{'_'.join(names)}" in message or f"{kind.name}.{names[-1]}" in message:
                return f"This {names[-1].replace('_', ' ')} was just taken by another {kind.label}."
    return "The change does not fit what is in the database. Nothing was saved."
