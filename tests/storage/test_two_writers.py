"""Two writers with views as old as they like never overwrite what they did not see: checked against a small model."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, ClassVar

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.kinds import kind_of
from itcrm_tui.domain.values import known_fields
from itcrm_tui.ids import new_id
from storage.errors import ConflictError
from storage.store import Store
from tests.storage.histories import few
from tests.storage.places import Place
from tests.storage.records import add, look

GROUP = ("role_in_risk_agreed", "role_in_risk_agreed_with")
ALONE = ("name", "cost_centre", "tags")
VALUES = {
    **dict.fromkeys((*GROUP, "cost_centre"), st.sampled_from([None, "a", "b"])),
    "name": st.sampled_from(["A", "B"]),
    "tags": st.sampled_from([(), ("x",), ("x", "y")]),
}
WRITERS = st.sampled_from(["ana", "ben"])
CHANGES = st.dictionaries(st.sampled_from((*GROUP, *ALONE)), st.none(), min_size=1, max_size=3)


class TwoWriters(RuleBasedStateMachine):
    """One record, what it should hold, and what each writer saw of it last. None: deleted."""

    stores: ClassVar[dict[str, Store]]

    @initialize()
    def begin(self) -> None:
        """Both see a new record."""
        self.client = Client(id=new_id(), name="A")
        add(self.stores["ana"], self.client)
        self.holds: Client | None = self.read()
        self.saw = dict.fromkeys(("ana", "ben"), self.read())

    def read(self) -> Client | None:
        """What the database holds."""
        return look(self.stores["ana"], self.client)

    @rule(writer=WRITERS)
    def see(self, writer: str) -> None:
        """A writer looks again."""
        self.saw[writer] = look(self.stores[writer], self.client) or self.saw[writer]

    @rule(writer=WRITERS, names=CHANGES, data=st.data())
    def save(self, writer: str, names: dict[str, None], data: st.DataObject) -> None:
        """A writer saves from what they saw."""
        seen = self.saw[writer]
        assert seen
        wanted = {name: data.draw(VALUES[name]) for name in names}
        expected, conflicts = self.after(seen, wanted)
        with conflicting(conflicts), self.stores[writer].write("Save") as unit:
            unit.save(seen, replace(seen, **wanted))
        if not conflicts:
            self.holds = expected

    def after(self, seen: Client, wanted: dict[str, Any]) -> tuple[Client | None, bool]:
        """What the record should hold after a save, and whether the save has to conflict instead."""
        differing = {name for name, value in wanted.items() if value != getattr(seen, name)}
        if not differing:
            return self.holds, False
        if self.holds is None:
            return None, True
        wants = replace(seen, **wanted)
        together = [{name} for name in ALONE if name in differing] + [set(GROUP)] * bool(differing & set(GROUP))
        for names in together:
            there, before, then = (values(one, names) for one in (self.holds, seen, wants))
            if there not in (before, then):
                return self.holds, True
        changed = {name: getattr(wants, name) for names in together for name in names}
        return replace(self.holds, **changed), False

    @precondition(lambda self: self.holds is not None)
    @rule(writer=WRITERS)
    def delete(self, writer: str) -> None:
        """A writer deletes the record as they saw it, and brings it back if that worked."""
        seen, store = self.saw[writer], self.stores[writer]
        assert seen
        assert self.holds
        with conflicting(known_fields(seen) != known_fields(self.holds)) as conflicts, store.write("Delete") as unit:
            unit.delete(seen)
        if not conflicts:
            self.holds = None

    @precondition(lambda self: self.holds is None)
    @rule(writer=WRITERS)
    def bring_back(self, writer: str) -> None:
        """A writer brings the deleted record back."""
        with self.stores[writer].read() as reader:
            gone = reader.get(Client, self.client.id, deleted=True)
        assert isinstance(gone, Client)
        add(self.stores[writer], gone)
        self.holds = self.read()

    @invariant()
    def database_holds_what_the_model_holds(self) -> None:
        """Not a field more or less."""
        found = self.read()
        assert (found and known_fields(found)) == (self.holds and known_fields(self.holds))


def values(client: Client, names: set[str]) -> dict[str, Any]:
    return {name: known_fields(client).get(name) for name in names}


@contextmanager
def conflicting(expected: bool) -> Iterator[bool]:
    """Whether a conflict is expected; then there has to be one."""
    if not expected:
        yield False
        return
    with pytest.raises(ConflictError):
        yield True


def play(place: Place, examples: int) -> None:
    assert {field.name for field in kind_of(Client).fields if field.group == "risk"} > set(GROUP)
    stores = {name: place.open(name, name) for name in ("ana", "ben")}
    machine = type("Machine", (TwoWriters,), {"stores": stores})
    run_state_machine_as_test(machine, settings=few(examples, stateful_step_count=30))


def test_two_writers_never_overwrite_what_they_did_not_see_on_sqlite(sqlite: Place) -> None:
    play(sqlite, 60)


def test_two_writers_never_overwrite_what_they_did_not_see_on_postgresql(postgres: Place) -> None:
    play(postgres, 15)
