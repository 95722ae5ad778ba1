"""Apply the changes of one change set inside one transaction, portion by portion.

Saving, importing, undoing and redoing all come through here, so that a rule holds for each of them, and a hundred
thousand records need no more room than a few.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy.exc import IntegrityError

from itcrm_tui.ids import RecordId, new_id
from storage import journal, stack
from storage.batches import batches
from storage.change import Change, ChangeSet, Key, Operation
from storage.collecting import collecting_later
from storage.erasing.marker import without_erased
from storage.errors import Clash, ConflictError
from storage.gate import Following, nothing_follows
from storage.recording import next_sequence, record_changes, record_header
from storage.rules.effects import Effects
from storage.rules.unique import make_room
from storage.search import index_rest
from storage.settling import Settled, settle
from storage.source import Source
from storage.transaction import AgainError, Transaction
from storage.unit import Unit
from storage.writing import write_changes

PORTION = 2_000
CLASHES_KEPT = 1_000
CLASHES_NAMED = 20
"""For so many a conflict says who has changed them, and when; each takes a query."""


@dataclass
class Application:
    """The changes of a source on their way into the tables; `rest` leaves out what conflicts."""

    transaction: Transaction
    unit: Unit
    source: Source
    device: str
    rest: bool
    trusting: bool = False
    """Whether new records may be written unseen: the database's own keys object to what is there already, and then
    everything is gone through again, carefully, to say what it is."""
    arrived: Callable[[], None] = lambda: None
    """Told once nobody else has to be waited for."""
    following: Following = nothing_follows
    """Asked, once everything is written, for what else belongs to the change set."""
    header: ChangeSet | None = None
    change_set_id: RecordId = field(default_factory=new_id)
    records: int = 0
    effects: Effects = field(default_factory=Effects)
    relied_on: set[Key] = field(default_factory=set)
    """Which of the records that the unit expects to be as they were it has written itself."""
    clashes: list[Clash] = field(default_factory=list)
    _ahead: set[Key] = field(default_factory=set)

    def run(self) -> None:
        """Write everything that is left to do; raises ConflictError where a row has moved on."""
        self.unit.left_alone.clear()
        if self.source.size > PORTION:
            with collecting_later():
                self._prepare()
                self.arrived()
                self._run()
                self._follow()
                index_rest(self.transaction.connection, self.transaction.unindexed)
        else:
            self._run()
            self._follow()
        if self.clashes and not self.rest:
            raise ConflictError(self._named())

    def _run(self) -> None:
        done = 0
        for portion in batches(self.source.changes(self.transaction.connection), PORTION):
            self.unit.progress(done, self.source.size)
            if self._trusts(portion):
                self._write_unseen(portion)
            else:
                settled = self._settled([one for one in portion if (one.kind, one.record_id) not in self._ahead])
                if self.rest or not self.clashes:
                    self._write(settled, make_room(self.transaction, settled, self._pull))
            self.transaction.standing.clear()
            done += len(portion)
        self.unit.progress(done, self.source.size)

    def _follow(self) -> None:
        if self.clashes and not self.rest:
            return
        for portion in batches(self.following(), PORTION):
            self._write(self._settled(portion))
            self.transaction.standing.clear()

    def _trusts(self, portion: Sequence[Change]) -> bool:
        known = self.unit.restored or self.unit.reverts or self.clashes or self._ahead
        several = self.source.size > PORTION
        return self.trusting and several and not known and all(one.operation is Operation.CREATE for one in portion)

    def _write_unseen(self, portion: Sequence[Change]) -> None:
        try:
            self._write(portion)
        except IntegrityError as error:
            raise AgainError from error

    def _prepare(self) -> None:
        """What more than one portion needs.

        Rows that others may change are locked beforehand, in order. SQLite, where nobody else writes, gets the header
        beforehand: while changes wait for theirs, it would look through the keys of every table at each new row.
        """
        connection = self.transaction.connection
        self.transaction.backend.by_index(connection)
        self.transaction.unindexed = {}
        if self.transaction.backend.locks_rows:
            self.transaction.hold(self.source.standing(connection))
        else:
            self.header = self.write_header(next_sequence(connection))

    def write_header(self, sequence: int) -> ChangeSet:
        """Write the header of the change set."""
        return record_header(
            self.transaction,
            self.unit,
            self.change_set_id,
            device=self.device,
            sequence=sequence,
            records=self.records,
        )

    def _settled(self, changes: Sequence[Change]) -> list[Change]:
        made = {(one.kind, one.record_id) for one in changes if one.operation is Operation.CREATE}
        self.transaction.read({(one.kind, one.record_id) for one in changes} - made)
        self.transaction.read_unmade(made)
        settled = []
        for change in changes:
            left, clashes = self._settle(change)
            if clashes and self.unit.gives_way(change):
                self.unit.left_alone += clashes
                clashes = []
            self.clashes += clashes[: max(0, CLASHES_KEPT - len(self.clashes))]
            if left:
                settled.append(left)
        return settled

    def _settle(self, change: Change) -> Settled:
        key = (change.kind, change.record_id)
        row = self.transaction.standing.get(key)
        restores = self.unit.restored.get(key)
        if row and row.deleted_at and row.state == self.unit.gone.get(key):
            restores = row.version
        if self.unit.reverts is None:
            return settle(change, row, restores=restores, takes_back=self.unit.again)
        change, lost = without_erased(change, self.unit.erased.get(key), row.state if row else {})
        nothing = not change.fields and lost
        left, clashes = (None, []) if nothing else settle(change, row, restores=restores, takes_back=True)
        settled = (left, [*clashes, lost] if lost else clashes)
        if settled[1] and row and row.deleted_at and change.operation is Operation.CREATE:
            connection = self.transaction.connection
            if stack.nothing_stands_since(connection, self.unit.reverts, *key):
                return settle(change, row, restores=row.version)
        return settled

    def _write(self, changes: Sequence[Change], vacating: Collection[RecordId] = ()) -> None:
        write_changes(self.transaction, changes, vacating)
        self.effects.add(self.transaction, changes)
        record_changes(self.transaction.connection, self.change_set_id, changes, first=self.records)
        self.records += len(changes)
        if self.unit.expected:
            self.relied_on |= {(one.kind, one.record_id) for one in changes} & self.unit.expected.keys()

    def _pull(self, key: Key) -> Change | None:
        """Bring forward a change that would come in a later portion."""
        change = None if key in self._ahead else self.source.change_of(self.transaction.connection, key)
        if change is None:
            return None
        self._ahead.add(key)
        return next(iter(self._settled([change])), None)

    def _named(self) -> list[Clash]:
        connection = self.transaction.connection
        named = [journal.with_author(connection, clash) for clash in self.clashes[:CLASHES_NAMED]]
        return named + self.clashes[CLASHES_NAMED:]
