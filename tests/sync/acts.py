"""What people do on a laptop: random writes over a few kinds that hang together, each value written once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Any, TypeVar

from itcrm_tui.domain.client import Client, Stakeholder
from itcrm_tui.domain.commitment import Commitment, CommitmentState, Requirement
from itcrm_tui.domain.kinds import kind_of
from itcrm_tui.domain.people import Role
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.service import InternalNote, Service
from storage.change import Action
from storage.errors import StoreError
from storage.reader import Reader
from storage.store import Store
from storage.sync.conflicts import open_conflicts
from storage.sync.deciding import Choice, decide
from storage.tombstones import deleted_records
from storage.undoing import redo, undo

R = TypeVar("R", bound=Record)
CODES = (None, "K1", "K2", "K3")
KINDS = (Client, Stakeholder, Service, InternalNote, Commitment, Requirement)


@dataclass
class Person:
    """Somebody who works with a store; `fresh` gives words that nobody has used."""

    store: Store
    random: Random
    fresh: Callable[[], str]

    def act(self, *among: str) -> str:
        """Do something, or one of some things; return what, in words."""
        names = among or tuple(ACTS)
        name = self.random.choices(names, [ACTS[one][0] for one in names])[0]
        try:
            return ACTS[name][1](self) or f"{name}: nothing to do"
        except (StoreError, ValueError) as error:
            return f"{name}: refused, {error}"

    def all(self, reader: Reader, record_type: type[R]) -> list[R]:
        found = reader.find(record_type)
        assert isinstance(found, list)
        return found

    def one(self, reader: Reader, record_type: type[R]) -> R | None:
        found = self.all(reader, record_type)
        return self.random.choice(found) if found else None

    def write(self, title: str, change: Callable[[Any, Reader], object], action: Action = Action.WRITE) -> str:
        title = f"{title} {self.fresh()}"
        with self.store.read() as reader, self.store.write(title, action=action) as unit:
            change(unit, reader)
        return title if unit.written else ""

    def edit(self) -> str:
        def change(unit: Any, reader: Reader) -> None:
            for _ in range(self.random.choice((1, 1, 2))):
                if record := self.one(reader, self.random.choice(KINDS)):
                    unit.save(record, replace(record, **self._edited(reader, record)))

        return self.write("Edit", change)

    def _edited(self, reader: Reader, record: Record) -> dict[str, Any]:
        match record:
            case Client():
                clients = [None, *(one.id for one in self.all(reader, Client))]
                choices: list[dict[str, Any]] = [
                    {"name": self.fresh()},
                    {"cost_centre": self.fresh(), "name": self.fresh()},
                    {"code": self.random.choice(CODES)},
                    {"parent": self.random.choice(clients)},
                    {"role_in_success_agreed": self.fresh(), "role_in_success_agreed_with": self.fresh()},
                    {"role_in_success_agreed_on": date(2026, 1, self.random.randint(1, 28))},
                    {"tier": self.random.randint(1, 9)},
                ]
                return self.random.choice(choices)
            case Service():
                clients = [one.id for one in self.all(reader, Client)]
                few = tuple(self.random.sample(clients, min(2, len(clients))))
                return self.random.choice([{"name": self.fresh()}, {"open_to_clients": few}])
            case Commitment():
                return self.random.choice([{"title": self.fresh()}, {"due": date(2026, 2, self.random.randint(1, 28))}])
            case Requirement():
                return {"minutes": self.random.randint(1, 60)}
            case InternalNote():
                return {"body": self.fresh()}
            case _:
                return {"name": self.fresh()}

    def create(self) -> str:
        def change(unit: Any, reader: Reader) -> None:
            client = self.one(reader, Client)
            choice = self.random.randint(0, 3)
            if choice == 0 or client is None:
                made = Client(name=self.fresh(), code=self.random.choice(CODES), parent=client.id if client else None)
                unit.add(made)
                unit.add(Stakeholder(client=made.id, name=self.fresh()))
            elif choice == 1:
                unit.add(Stakeholder(client=client.id, name=self.fresh()))
            elif choice == 2 and (service := self.one(reader, Service)):
                unit.add(InternalNote(service=service.id, body=self.fresh()))
            elif role := self.one(reader, Role):
                promise = Commitment(client=client.id, title=self.fresh())
                unit.add(promise)
                unit.add(Requirement(commitment=promise.id, role=role.id, minutes=self.random.randint(1, 60)))

        return self.write("Create", change)

    def delete(self) -> str:
        def change(unit: Any, reader: Reader) -> None:
            record = self.one(reader, self.random.choice((Client, Client, Stakeholder, Commitment)))
            for one in (*reader.owned(record), record) if record else ():
                unit.delete(one)

        return self.write("Delete", change)

    def restore(self) -> str:
        def change(unit: Any, reader: Reader) -> None:
            gone = list(deleted_records(reader, kind_of(self.random.choice((Client, Stakeholder)))))
            if gone:
                record = self.random.choice(gone)
                unit.add(record if self.random.random() < 0.5 else replace(record, name=self.fresh()))  # type: ignore[call-arg]

        return self.write("Bring back", change)

    def merge(self) -> str:
        def change(unit: Any, reader: Reader) -> None:
            clients = self.all(reader, Client)
            if len(clients) < 2:
                return
            merged, survivor = self.random.sample(clients, 2)
            pointing: list[Any] = [*self.all(reader, Stakeholder), *self.all(reader, Commitment)]
            for one in pointing:
                if one.client == merged.id:
                    unit.save(one, replace(one, client=survivor.id))
            for below in clients:
                if below.parent == merged.id:
                    unit.save(below, replace(below, parent=None if below.id == survivor.id else survivor.id))
            unit.delete(merged, merged_into=survivor.id)

        return self.write("Merge", change, Action.MERGE)

    def promise(self) -> str:
        def change(unit: Any, reader: Reader) -> None:
            found = self.one(reader, Commitment)
            if found and found.state is CommitmentState.DRAFT:
                stepped = replace(found, state=CommitmentState.PROMISED, promised_on=date(2026, 1, 2))
                unit.save(found, stepped)

        return self.write("Promise", change)

    def undo(self) -> str:
        return undo(self.store).written.title

    def redo(self) -> str:
        return redo(self.store).written.title

    def decide(self) -> str:
        found = open_conflicts(self.store)
        if not found:
            return ""
        one = self.random.choice(found)
        together = [other for other in found if other.change_set_id == one.change_set_id]
        chosen = together if self.random.random() < 0.5 else [one]
        third = {"name": self.fresh()} if "name" in one.fields and self.random.random() < 0.4 else None
        return decide(self.store, chosen, self.random.choice(list(Choice)), third).title


ACTS: dict[str, tuple[int, Callable[[Person], str]]] = {
    "edit": (12, Person.edit),
    "create": (6, Person.create),
    "delete": (2, Person.delete),
    "restore": (2, Person.restore),
    "merge": (2, Person.merge),
    "promise": (3, Person.promise),
    "undo": (3, Person.undo),
    "redo": (1, Person.redo),
    "decide": (4, Person.decide),
}
