"""What has to hold, whatever happens: after each step, and once nothing is left to send."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from itcrm_tui.ids import RecordId
from storage import journal
from storage.change import Change, Operation, grouped
from storage.ledger import change_set, changes_of
from storage.store import Store
from storage.sync.conflicts import open_conflicts
from storage.sync.parcel import Parcel
from storage.sync.registry import passed_by_all
from storage.sync.syncing import pending
from storage.sync.tables import OF_HUB, OWN
from storage.sync.together import together
from storage.sync.waiting import count_decisions
from storage.tables import whole_schema
from storage.verify import verify
from tests.sync.laptop import Aside, Laptop, ids_up_to, parts_aside
from tests.sync.limit import LIMIT, promised_minutes
from tests.sync.programs import running
from tests.sync.settled import only_what_is_unsettled_waits
from tests.sync.world import DESK, World

BESIDE = {table.name for table in (*OWN, *OF_HUB)} | {"search_text", "restricted_search_text"}
READ = "SELECT cursor, change_set.id FROM copy_state, change_set WHERE sequence <= cursor ORDER BY sequence"


class Watch:
    """Looks at the world after each step, and remembers what it saw."""

    def __init__(self, world: World, *, thorough: bool) -> None:
        self.world, self.thorough = world, thorough
        self.ids = ids_up_to(world.hub, 10**9)
        self.restores = 0

    def after_step(self) -> None:
        self._the_sequence_is_dense_and_in_commit_order()
        for laptop in self.world.laptops:
            if laptop.may_have_changed():
                self._the_cursor_goes_with_the_data(laptop)
                if self.thorough:
                    conflicts_are_so(laptop)

    def _the_sequence_is_dense_and_in_commit_order(self) -> None:
        rows = self.world.place.rows("SELECT sequence, id FROM change_set ORDER BY sequence")
        assert [row[0] for row in rows] == list(range(1, len(rows) + 1)), "1: the sequence has a gap"
        ids = [row[1] for row in rows]
        if self.world.restores == self.restores:
            assert ids[: len(self.ids)] == self.ids, "1: something came before what was there"
            for one in ids[len(self.ids) :]:
                self._it_is_what_its_author_wrote(one)
        self.ids, self.restores = ids, self.world.restores

    def _it_is_what_its_author_wrote(self, change_set_id: RecordId) -> None:
        assert change_set_id in self.world.written, "3: the hub holds what nobody wrote under that id"
        _, parcel = self.world.written[change_set_id]
        with self.world.hub.connected() as connection:
            for change in journal.changes_in(connection, change_set_id):
                meant = next(one for one in parcel.changes if one.record_id == change.record_id)
                assert change.operation is meant.operation
                for name, pair in change.fields.items():
                    assert pair == tuple(meant.fields[name]), f"2: {name} was not as its author saw it"

    def _the_cursor_goes_with_the_data(self, laptop: Laptop) -> None:
        rows = laptop.rows(READ)
        cursor = rows[0][0]
        assert cursor >= laptop.highest_cursor, "6: the cursor has gone back"
        laptop.highest_cursor = cursor
        if self.ids[:cursor] != [row[1] for row in rows]:
            assert self.world.restores, "6: what was read is not what the hub wrote"

    def at_the_end(self) -> None:
        """Once everybody has synced and nothing is on its way."""
        with running(self.world.program):
            self._look_at_all()

    def _look_at_all(self) -> None:
        hub = contents(self.world.hub)
        assert verify(self.world.hub) == [], "2: the hub's journal does not lead to its rows"
        for laptop in self.world.laptops:
            assert pending(laptop.store) == [], f"5: {laptop.name} still has something to send"
            differing(hub, contents(laptop.store), laptop.name)
        if self.thorough:
            assert verify(self.world.random.choice(self.world.laptops).store) == []
        for laptop in self.world.laptops:
            conflicts_are_so(laptop)
            mine = [parcel for name, parcel in self.world.written.values() if name == laptop.name]
            only_what_is_unsettled_waits(laptop, mine, restored=bool(self.world.restores))
        self._nothing_has_vanished()
        self._no_more_is_promised_than_there_is()
        self._deletions_wait_for_the_slowest()

    def _nothing_has_vanished(self) -> None:
        aside = {laptop.name: parts_aside(laptop.store) | self.world.lost for laptop in self.world.laptops}
        history = History(self.world.hub)
        for name, parcel in self.world.written.values():
            if name == DESK:
                continue
            missing = history.missing(parcel, aside[name])
            assert not missing, f"4: of “{parcel.header.title}” by {name} there is no trace of {missing}"

    def _no_more_is_promised_than_there_is(self) -> None:
        with self.world.hub.read() as reader:
            assert promised_minutes(reader) <= LIMIT, "7: more is promised than there is"

    def _deletions_wait_for_the_slowest(self) -> None:
        with self.world.hub.connected() as connection:
            slowest = passed_by_all(connection, self.world.clock())
        assert slowest <= min(laptop.cursor for laptop in self.world.laptops), "8: deletions do not wait"


class History:
    """All that the hub has ever held, and all that it was told by each change set."""

    def __init__(self, hub: Store) -> None:
        self.held: set[tuple[RecordId, str, str]] = set()
        self.done: set[tuple[RecordId, RecordId, str | None]] = set()
        self.deleted: set[RecordId] = set()
        self.known: set[RecordId] = set()
        with hub.connected() as connection:
            for table in (changes_of(restricted=False), changes_of(restricted=True)):
                for row in connection.execute(select(table)).mappings():
                    self._add(row["change_set_id"], journal.change_from(row))

    def _add(self, change_set_id: RecordId, change: Change) -> None:
        self.done.add((change_set_id, change.record_id, None))
        self.known.add(change.record_id)
        if change.operation is Operation.DELETE:
            self.deleted.add(change.record_id)
        for name, (_, new) in change.fields.items():
            self.done.add((change_set_id, change.record_id, name))
            self.held.add((change.record_id, name, repr(new)))

    def missing(self, parcel: Parcel, aside: set[Aside]) -> list[str]:
        """Return the parts of a change set that were neither written, nor equal, nor put aside."""
        return [
            f"{change.kind} {change.record_id} {names}"
            for change in parcel.changes
            for names in (grouped(change) if change.operation is Operation.UPDATE else [[]])
            if not (self._needs_no_undo(parcel, change, names) or self._is_there(parcel.id, change, names, aside))
        ]

    def _needs_no_undo(self, parcel: Parcel, change: Change, names: Sequence[str]) -> bool:
        """What an undo takes back was never written."""
        undone, name = parcel.header.reverts, names[0] if names else None
        return undone is not None and (undone, change.record_id, name) not in self.done

    def _is_there(self, change_set_id: RecordId, change: Change, names: Sequence[str], aside: set[Aside]) -> bool:
        part = (change_set_id, change.record_id, names[0] if names else None)
        if part in self.done or part in aside:
            return True
        if change.operation is Operation.DELETE:
            return change.record_id in self.deleted or change.record_id not in self.known
        wanted = names or change.fields
        known = (one for one in wanted if change.new(one) is not None)
        return all((change.record_id, one, repr(change.new(one))) in self.held for one in known)


def conflicts_are_so(laptop: Laptop) -> None:
    """There is one for each record and field; it says what the hub has there, and who has written that."""
    found = open_conflicts(laptop.store)
    said = [(*one.key, one.operation is Operation.DELETE, name) for one in found for name in one.fields]
    assert len(said) == len(set(said)), f"4: {laptop.name} is asked twice about {said}"
    with laptop.store.connected() as connection:
        assert count_decisions(laptop.store) == len(together(found)), "4: more is counted than is asked"
        for one in found:
            for name, field in one.fields.items():
                written = last_written(connection, laptop.cursor, one.record_id, name)
                if written and written[1].operation is not Operation.DELETE and not one.deleted:
                    assert field.theirs == written[1].new(name), f"4: the hub does not have {field} of {name}"
                    assert field.by in (None, written[0]), f"4: {field.by} has not written {field} of {name}"


def last_written(connection: Connection, until: int, record_id: RecordId, name: str) -> tuple[str, Change] | None:
    """Return who has written what the hub has in a field, or deleted the record, and the change that came last there.

    What takes back something that the hub has counts as well, also before it is sent.
    """
    sets = {row.id: row for row in connection.execute(select(change_set))}

    def sent(one: RecordId) -> bool:
        if sets[one].sequence <= until:
            return True
        above = sets[one].reverts
        return above is not None and (above not in sets or sent(above))

    touches: list[tuple[RecordId, Change]] = []
    for table in (changes_of(restricted=False), changes_of(restricted=True)):
        for row in connection.execute(select(table).where(table.c.record_id == record_id)).mappings():
            change = journal.change_from(row)
            if change.operation is Operation.DELETE or change.old(name) != change.new(name):
                touches.append((row["change_set_id"], change))
    done = sorted((one for one in touches if sent(one[0])), key=lambda one: sets[one[0]].sequence)
    if not done:
        return None

    def stands(one: RecordId) -> bool:
        return not any(sets[other].reverts == one and stands(other) for other, _ in done)

    newest, change = done[-1]
    wrote = [one for one, _ in done if sets[one].reverts is None and stands(one)]
    author = newest if change.operation is Operation.DELETE or not wrote else wrote[-1]
    return sets[author].actor, change


def contents(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, but what a copy or the hub keeps for itself, and the counted places of texts."""
    with store.connected() as connection:
        return {
            name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for name, table in whole_schema().tables.items()
            if name not in BESIDE
        }


def differing(hub: dict[str, Any], mine: dict[str, Any], name: str) -> None:
    for table, rows in hub.items():
        strange = [row for row in mine[table] if row not in rows], [row for row in rows if row not in mine[table]]
        assert strange == ([], []), f"5: {name} holds of {table} {strange[0]}, the hub {strange[1]}"
