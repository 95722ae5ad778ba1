"""The world of a simulation: four laptops, a hub and a desk at it, a network that loses things, one random source."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random

from sqlalchemy import func, select

from itcrm_tui.ids import RecordId
from storage.change import Change
from storage.errors import SchemaError
from storage.gate import Following, Write
from storage.ledger import change_set
from storage.store import Store
from storage.sync.hub import CopyRestoredError, HubRestoredError, Outcome, OvertakenError
from storage.sync.parcel import Parcel
from storage.sync.renewing import renew
from storage.sync.syncing import pending, sync
from storage.sync.tables import outgoing, sync_conflict
from tests.sync.beginning import NAMES, Beginning, unwatched
from tests.sync.laptop import Aside, Laptop, ids_up_to
from tests.sync.limit import gate
from tests.sync.network import Network, NoAnswerError
from tests.sync.programs import NEXT, NOW, running

DESK = "hub"
"""Who works on the hub itself."""
_ROUNDS = 5


class KilledError(BaseException):
    """The process is gone."""


@dataclass
class World:
    """Everything that a seed makes happen. `written`: what its author wrote, by id, and on which machine.

    `lost`: what waited on a laptop for a decision when that was replaced by a backup which does not know of it.
    """

    seed: str
    folder: Path
    beginning: Beginning
    bad: float = 0.15
    deadly: float = 0.02
    story: list[str] = field(default_factory=list)
    written: dict[RecordId, tuple[str, Parcel]] = field(default_factory=dict)
    lost: set[Aside] = field(default_factory=set)
    program: str = NOW
    """The version that the hub's owner has."""
    restores: int = 0

    def __post_init__(self) -> None:
        self.random = Random(self.seed)
        self._words, self._minutes = count(1), count(1)
        self.now = datetime(2026, 1, 1, tzinfo=UTC)
        self.place = self.beginning.new_hub(self.folder)
        self.hub = self._open_hub()
        self.laptops = [self._laptop(name) for name in NAMES]
        self.networks = {one.name: self._network(one) for one in self.laptops}

    def _open_hub(self) -> Store:
        store = self.place.open(DESK, self.clock)
        store.gate = gate
        return store

    def _laptop(self, name: str) -> Laptop:
        skew = timedelta(hours=self.random.randint(-48, 48))
        laptop = Laptop(name, self.folder, self.place, self.clock, (gate, self._deadly_gate), skew)
        path = laptop.next_path()
        shutil.copyfile(self.beginning.copy, path)
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("UPDATE copy_state SET id = ?, actor = ?", (name, name))
        laptop.start(path)
        return laptop

    def _network(self, laptop: Laptop) -> Network:
        return Network(lambda: laptop.hub, self.random, self.tell, self.bad)

    def clock(self) -> datetime:
        return self.now + timedelta(minutes=next(self._minutes))

    def fresh(self) -> str:
        return f"w{next(self._words)}"

    def tell(self, sentence: str) -> None:
        self.story.append(sentence)

    def close(self) -> None:
        self.hub.close()
        for laptop in self.laptops:
            laptop.close()
        self.place.close()

    @property
    def users(self) -> list[Store]:
        """The stores that are open on the hub."""
        return [self.hub, *(laptop.line for laptop in self.laptops if laptop.line)]

    def ids_of_hub(self) -> set[RecordId]:
        return set(ids_up_to(self.hub, 10**9))

    def sync(self, laptop: Laptop) -> None:
        self.tell(f"{laptop.name}: sync")
        with self.survived(laptop):
            done = sync(laptop.store, self.networks[laptop.name], self.reached)
            self.tell(f"  {done.sent} sent, {done.pulled.received} received, {done.pulled.parked} put aside")

    @contextmanager
    def survived(self, laptop: Laptop) -> Iterator[None]:
        """Whatever a sync ends with, the laptop goes on with it."""
        try:
            yield
        except NoAnswerError:
            pass
        except KilledError:
            self.tell("  killed")
        except OvertakenError as error:
            self.tell(f"  {error}")
        except SchemaError as error:
            assert laptop.program != self.program, "it is refused though both are of one version"
            self.tell(f"  {error}")
        except (HubRestoredError, CopyRestoredError) as error:
            self.tell(f"  {error}")
            self._renew(laptop)

    def _renew(self, laptop: Laptop) -> None:
        path = laptop.next_path()
        renew(laptop.store, laptop.hub.store, path, unwatched)
        self.tell(f"  {laptop.name} starts a new copy")
        laptop.close()
        laptop.start(path)
        laptop.backups.clear()
        self.networks[laptop.name].forget()

    def forget_lost(self, laptop: Laptop, aside: Iterable[Aside] = ()) -> None:
        """Leave out what is neither on its author's laptop nor in the hub any more: only a backup could tell.

        `aside`: what waited there. The hub had the rest of its change set; what waits is nowhere but on the laptop.
        """
        with laptop.store.connected() as connection:
            there = set(connection.scalars(select(change_set.c.id)))
            there |= set(connection.scalars(select(outgoing.c.change_set_id)))
        self.lost |= {part for part in aside if part[0] not in there}
        self._forget(laptop.name, there | self.ids_of_hub())

    def forget_equal(self, laptop: Laptop) -> None:
        """Leave out what somebody else had written already: it is theirs to send to a hub that has lost it."""
        with laptop.store.connected() as connection:
            equal = set(connection.scalars(select(outgoing.c.change_set_id).where(outgoing.c.outcome == Outcome.EQUAL)))
        for one in equal & self.written.keys():
            del self.written[one]

    def forget_lost_at_the_desk(self) -> None:
        """What was written on the hub itself since its backup is lost, unless somebody has taken it along."""
        self._forget(DESK, self.ids_of_hub())

    def _forget(self, name: str, known: set[RecordId]) -> None:
        for one, (author, _) in list(self.written.items()):
            if author == name and one not in known:
                del self.written[one]

    def reached(self, where: str) -> None:
        if self.random.random() < self.deadly:
            self.tell(f"  killed: {where}")
            raise KilledError

    def _deadly_gate(self, write: Write) -> Following:
        following = gate(write)

        def then() -> list[Change]:
            found = list(following())
            self.reached("in the middle of a write of the hub")
            return found

        return then

    def calm_down(self) -> None:
        """The network is good, all have one version, nobody is killed; all sync until nothing is left to do."""
        self.bad = self.deadly = 0.0
        for network in self.networks.values():
            network.bad = 0.0
        if NEXT in {self.program, *(laptop.program for laptop in self.laptops)}:
            self.upgrade_hub()
            for laptop in self.laptops:
                self.upgrade(laptop)
        for _ in range(_ROUNDS):
            for laptop in self.laptops:
                with running(laptop.program):
                    self.sync(laptop)
            newest = len(self.ids_of_hub())
            if all(laptop.cursor == newest and not pending(laptop.store) for laptop in self.laptops):
                break

    def upgrade_hub(self) -> None:
        """Its owner has the next version, and brings the schema up to it."""
        self.program = NEXT
        self.hub.close()
        with running(NEXT):
            self.place.upgrade()
            self.hub = self._open_hub()

    def set_hub_back(self, number: int) -> None:
        """A backup of the hub is restored; its owner brings that up to the version at hand."""
        self.restores += 1
        self.hub.close()
        for laptop in self.laptops:
            laptop.hang_up()
        self.place.set_back(number)
        with running(self.program):
            self.place.upgrade()
            self.hub = self._open_hub()
        self.forget_lost_at_the_desk()
        for laptop in self.laptops:
            self.networks[laptop.name].forget()
            self.forget_equal(laptop)
            self.forget_lost(laptop)

    def upgrade(self, laptop: Laptop) -> None:
        """The next version is installed on a laptop, and its copy is brought up to it when it opens."""
        if laptop.program == NEXT:
            return
        laptop.close()
        laptop.program = NEXT
        with running(NEXT):
            laptop.start(laptop.path)
        self.networks[laptop.name].forget()


def count_conflicts(store: Store) -> int:
    """How many parts have been put aside in a working copy, decided or not."""
    with store.connected() as connection:
        return connection.scalar(select(func.count()).select_from(sync_conflict)) or 0
