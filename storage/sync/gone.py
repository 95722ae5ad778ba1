"""What went in the same deletion as a record: it comes back with it, as undo of the deletion would bring it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.ids import RecordId
from storage import journal
from storage.batches import among, batches
from storage.change import Change, Key, Known, Operation
from storage.errors import named
from storage.ledger import change_set, changes_of
from storage.sync.naming import named_by
from storage.transaction import Transaction


@dataclass(frozen=True)
class Gone:
    """A deleted record that can come back: what its row was left with, and the row's version.

    `said`: which fields of that only its deletion has filled, such as into what it was merged.
    """

    key: Key
    state: Known
    version: int
    said: frozenset[str] = frozenset()

    @property
    def called(self) -> str:
        """What to call the record in a sentence."""
        return named(self.key[0], self.state)

    @property
    def back(self) -> Change:
        """The change that brings it back as it was left, without what only its deletion said."""
        fields = {name: (value, None) if name in self.said else (None, value) for name, value in self.state.items()}
        return Change(*self.key, Operation.CREATE, fields)


@dataclass
class Deletions:
    """The deletions of a working copy's journal, each read once. `transaction` has read what is asked for."""

    transaction: Transaction
    _in_set: dict[RecordId, "_Deletion"] = field(default_factory=dict)
    _by_record: "dict[Key, _Deletion | None]" = field(default_factory=dict)

    def with_it(self, key: Key) -> tuple[Gone, ...]:
        """Return a deleted record and what comes back with it, each after what it names; nothing of one that is there.

        That is what went in the same deletion and belongs to it, what it belongs to itself or names, and what belongs
        to that.
        """
        of_it = self._deletion_of(key)
        return of_it.with_it(key[1]) if of_it is not None else ()

    def depth(self, key: Key) -> int:
        """Return how many of what was deleted together stand above a record that it belongs to."""
        of_it = self._deletion_of(key)
        return len(of_it.above(key[1])) if of_it is not None else 0

    def _deletion_of(self, key: Key) -> "_Deletion | None":
        if key not in self._by_record:
            row = self.transaction.standing.get(key)
            last = self._last_touch(key) if row is not None and row.deleted_at is not None else None
            if last is not None and last not in self._in_set:
                self._in_set[last] = _Deletion(list(self._of(last)))
            self._by_record[key] = self._in_set[last] if last is not None else None
        return self._by_record[key]

    @property
    def _connection(self) -> Connection:
        return self.transaction.connection

    def _last_touch(self, key: Key) -> RecordId | None:
        table = changes_of(restricted=KINDS[key[0]].restricted)
        touching = select(change_set.c.id).join(table, table.c.change_set_id == change_set.c.id)
        touching = touching.where(table.c.record_id == key[1]).order_by(change_set.c.sequence.desc()).limit(1)
        found: RecordId | None = self._connection.scalar(touching)
        return found

    def _of(self, change_set_id: RecordId) -> Iterator[Gone]:
        """Yield what a change set deleted and nothing has touched since, what was deleted last first."""
        changes = journal.changes_in(self._connection, change_set_id)
        deleted = [one for one in reversed(changes) if one.operation is Operation.DELETE]
        keys = [(one.kind, one.record_id) for one in deleted]
        newest = self._newest(keys)
        self.transaction.read(keys, locked=False)
        for key, change in zip(keys, deleted, strict=True):
            row = self.transaction.standing.get(key)
            if row is not None and row.deleted_at is not None and newest[key[1]] == change_set_id:
                said = frozenset(name for name, (old, _) in change.fields.items() if old is None)
                yield Gone(key, row.state, row.version, said)

    def _newest(self, keys: Iterable[Key]) -> dict[RecordId, RecordId]:
        """Return by record which change set has touched it last."""
        ids: dict[bool, list[RecordId]] = defaultdict(list)
        for kind, record_id in keys:
            ids[KINDS[kind].restricted].append(record_id)
        found: dict[RecordId, RecordId] = {}
        for restricted, some in ids.items():
            table = changes_of(restricted=restricted)
            for portion in batches(some):
                last = select(table.c.record_id, func.max(change_set.c.sequence).label("number"))
                last = last.join(change_set, table.c.change_set_id == change_set.c.id)
                newest = last.where(among(table.c.record_id, portion)).group_by(table.c.record_id).subquery()
                rows = select(newest.c.record_id, change_set.c.id).join(
                    newest, newest.c.number == change_set.c.sequence
                )
                found |= {row[0]: row[1] for row in self._connection.execute(rows)}
        return found


class _Deletion:
    """What was deleted together, the last first: what belongs to a record comes after it."""

    def __init__(self, went: Sequence[Gone]) -> None:
        self.went = {one.key[1]: one for one in went}
        self.places = {record_id: place for place, record_id in enumerate(self.went)}
        self.closed: dict[RecordId, tuple[Gone, ...]] = {}
        self.parts: dict[RecordId, list[RecordId]] = defaultdict(list)
        for one in went:
            self.parts[_owner(one)].append(one.key[1])

    def above(self, record_id: RecordId) -> list[RecordId]:
        """Return what a record belongs to, and what that belongs to."""
        found: list[RecordId] = []
        while record_id in self.went and (record_id := _owner(self.went[record_id])) in self.went:
            found.append(record_id)
        return found

    def with_it(self, first: RecordId) -> tuple[Gone, ...]:
        """Return a record with what it cannot be without, and what belongs to any of these, in order.

        That is the same for all that belongs to one.
        """
        top = [first, *self.above(first)][-1]
        if top not in self.closed:
            self.closed[top] = tuple(self._closed(top))
        return self.closed[top]

    def _closed(self, first: RecordId) -> list[Gone]:
        wanted, ahead = set[RecordId](), [first]
        while ahead:
            here = ahead.pop()
            if here in self.went and here not in wanted:
                wanted.add(here)
                one = self.went[here]
                ahead += [*self.parts[here], *named_by(KINDS[one.key[0]], one.state)]
        return [self.went[one] for one in sorted(wanted, key=self.places.__getitem__)]


def _owner(one: Gone) -> RecordId:
    owner = KINDS[one.key[0]].owner
    return RecordId(one.state.get(owner.name) or "") if owner else RecordId("")
