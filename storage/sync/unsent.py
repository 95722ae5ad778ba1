"""What is mine and unsent on top of what the hub has: beneath it stands theirs, and who has written that."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from itcrm_tui.ids import RecordId
from storage import journal
from storage.batches import among, batches
from storage.change import Change, Key, Known, Operation
from storage.journal import last_touch
from storage.ledger import change_set
from storage.sync.authors import author_of
from storage.sync.state import find_state
from storage.sync.superseding import covers
from storage.sync.tables import outgoing
from storage.sync.withdrawing import Chains, chains

Numbered = tuple[int | None, RecordId, Change]
"""A change with its change set and that one's number; None where it was made since the last pull."""


@dataclass(frozen=True)
class Unsent:
    """By record what was changed here in order and not sent. `cursor`: up to where the journal is the hub's.

    `mine`: the change sets that stand on top of what the hub has; no other unsent one does, as it takes back what was
    sent, or does that again.
    """

    cursor: int
    changes: Mapping[Key, Sequence[Numbered]]
    told: Chains
    mine: Collection[RecordId] = frozenset()

    def settles(self, row: RowMapping) -> bool:
        """Whether what is put aside was taken back since by its author, or said anew."""
        if row["change_set_id"] in self.told.gone:
            return True
        later = (
            change
            for number, change_set_id, change in self.changes.get((row["kind"], row["record_id"]), ())
            if _is_later(number, row["number"]) and self.told.says_anew(change_set_id)
        )
        return any(covers(change, row["operation"], row["fields"]) for change in later)

    def base(self, key: Key, number: int | None, name: str, value: Any) -> Any:
        """Return what the hub had where a change with this number began with a value, perhaps one of mine."""
        for at, _, change in reversed(self.changes.get(key, ())):
            if not _is_later(at, number) and name in change.fields and change.new(name) == value:
                value = change.old(name)
        return value

    def beneath(self, key: Key, state: Known) -> Known:
        """Return what the hub has of a record that holds a state here; the state where I made or brought it back.

        Where I have taken back what I had sent, what the hub will have then: that is what others made of it.
        """
        mine = self.changes.get(key, ())
        if mine and mine[0][2].operation is Operation.CREATE and mine[0][1] in self.mine:
            return state
        known = dict(state)
        for _, _, change in reversed(mine):
            known |= {name: old for name, (old, _) in change.fields.items()}
        for _, change_set_id, change in mine:
            if change_set_id not in self.mine:
                known |= {name: new for name, (_, new) in change.fields.items()}
        return known

    def author(self, connection: Connection, key: Key, name: str | None) -> tuple[str | None, datetime | None]:
        """Return who has written what the hub has in a field of a record, or has written the record last; and when."""
        if name is None:
            return last_touch(connection, *key, name, until=self.cursor) or (None, None)
        return author_of(connection, *key, name, self.mine) or (None, None)


def _is_later(number: int | None, than: int | None) -> bool:
    return number is None or number > (than or 0)


def unsent_on(connection: Connection, record_ids: Collection[RecordId]) -> Unsent:
    """Return what is mine and unsent of some records."""
    state = find_state(connection) if record_ids else None
    if state is None:
        return Unsent(0, {}, Chains({}, {}))
    headers = select(change_set.c.id, change_set.c.reverts).where(change_set.c.sequence > state.cursor)
    rows = connection.execute(headers.order_by(change_set.c.sequence)).all()
    told = chains(connection, ((row.id, row.reverts) for row in rows))
    changes: dict[Key, list[Numbered]] = defaultdict(list)
    for number, change_set_id, change in _changes(connection, state.cursor, record_ids) if rows else ():
        changes[change.kind, change.record_id].append((number, change_set_id, change))
    ids = {row.id for row in rows}
    return Unsent(state.cursor, changes, told, frozenset(one for one in ids if told.first(one) in ids))


def _changes(connection: Connection, after: int, record_ids: Collection[RecordId]) -> Iterator[Numbered]:
    found: list[tuple[int, Numbered]] = []
    for table in journal.readable(connection):
        rows = table.join(change_set, table.c.change_set_id == change_set.c.id)
        rows = rows.outerjoin(outgoing, outgoing.c.change_set_id == change_set.c.id)
        query = select(table, change_set.c.sequence, outgoing.c.number).select_from(rows)
        query = query.where(change_set.c.sequence > after)
        for portion in batches(record_ids):
            for row in connection.execute(query.where(among(table.c.record_id, portion))).mappings():
                change = journal.change_from(row)
                found.append((row["sequence"], (row["number"], row["change_set_id"], change)))
    yield from (numbered for _, numbered in sorted(found, key=lambda pair: pair[0]))
