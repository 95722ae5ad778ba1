"""What happens in the world of a simulation, one thing at a time; each step has a random source of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

from storage.errors import StoreError
from storage.journal import sequence
from storage.store import Store
from storage.sync.parcel import parcels_after
from storage.sync.rebasing import rebase
from storage.sync.waiting import count_decisions
from tests.sync.acts import Person
from tests.sync.laptop import Laptop, parts_aside, parts_unanswered
from tests.sync.network import NoAnswerError
from tests.sync.programs import NEXT, running
from tests.sync.world import DESK, KilledError, World

MINDS_CHANGED = 0.4


def step(world: World, number: int) -> None:
    """Let one thing happen. What it is hangs on its number and on what is there, not on how many came before."""
    world.random.seed(f"{world.seed} {number}")
    laptop = world.random.choice(world.laptops)
    name = world.random.choices(list(HAPPENINGS), [weight for weight, _ in HAPPENINGS.values()])[0]
    with running(laptop.program):
        HAPPENINGS[name][1](world, laptop)


def act(world: World, laptop: Laptop) -> None:
    _act(world, laptop)


def _act(world: World, laptop: Laptop, *among: str) -> None:
    before = newest(laptop.store)
    what = Person(laptop.store, world.random, world.fresh).act(*among)
    world.tell(f"{laptop.name}: {what}")
    _remember(world, laptop.name, laptop.store, before)


def decide(world: World, _laptop: Laptop) -> None:
    """Somebody for whom something waits decides some of it."""
    if laptop := _undecided(world):
        with running(laptop.program):
            _act(world, laptop, "decide")


def change_of_mind(world: World, _laptop: Laptop) -> None:
    """Somebody decides what waits, sends that, and takes it back."""
    if laptop := _undecided(world):
        with running(laptop.program):
            _act(world, laptop, "decide")
            world.sync(laptop)
            _act(world, laptop, "undo")


def evening(world: World) -> Iterator[None]:
    """When all have synced, everybody decides some of what waits; now and then that is sent and taken back."""
    for laptop in world.laptops:
        world.random.seed(f"{world.seed} evening {laptop.name}")
        with running(laptop.program):
            for _ in range(min(3, count_decisions(laptop.store))):
                _act(world, laptop, "decide")
                yield
                if world.random.random() < MINDS_CHANGED:
                    world.sync(laptop)
                    _act(world, laptop, "undo")
                    yield


def _undecided(world: World) -> Laptop | None:
    there = [laptop for laptop in world.laptops if count_decisions(laptop.store)]
    return world.random.choice(there) if there else None


def at_the_desk(world: World, _laptop: Laptop) -> None:
    """Somebody works on the hub itself."""
    before = newest(world.hub)
    with running(world.program):
        what = Person(world.hub, world.random, world.fresh).act()
    world.tell(f"{DESK}: {what}")
    _remember(world, DESK, world.hub, before)


def _remember(world: World, name: str, store: Store, before: int) -> None:
    with store.connected() as connection:
        for parcel in parcels_after(connection, before):
            world.written[parcel.id] = (name, parcel)


def newest(store: Store) -> int:
    with store.connected() as connection:
        return sequence(connection)


def late(world: World, laptop: Laptop) -> None:
    """What was on its way for long arrives now."""
    network = world.networks[laptop.name]
    if network.floating:
        world.tell(f"{laptop.name}: a question arrives late")
        question = network.floating.pop(world.random.randrange(len(network.floating)))
        with suppress(NoAnswerError, KilledError, StoreError):  # nobody listens to the answer
            question()
    elif network.late:
        world.tell(f"{laptop.name}: an answer arrives late")
        feed = network.late.pop(world.random.randrange(len(network.late)))
        with world.survived(laptop):
            rebase(laptop.store, feed, world.reached)


def back_up(world: World, laptop: Laptop) -> None:
    world.tell(f"{laptop.name}: backup {len(laptop.backups)}")
    laptop.back_up()


def set_back(world: World, laptop: Laptop) -> None:
    """The laptop's file is replaced by a backup; what was written since, and never left it or waits there, is gone."""
    if not laptop.backups:
        return
    number = world.random.randrange(len(laptop.backups))
    world.tell(f"{laptop.name}: backup {number} is restored")
    waiting = parts_aside(laptop.store) | parts_unanswered(laptop.store)
    laptop.set_back(laptop.backups[number])
    world.networks[laptop.name].forget()
    world.forget_lost(laptop, waiting)


def back_up_hub(world: World, _laptop: Laptop) -> None:
    world.tell(f"hub: backup {world.place.kept}")
    world.place.back_up(world.users)


def set_hub_back(world: World, _laptop: Laptop) -> None:
    if world.place.kept and not world.restores:
        number = world.random.randrange(world.place.kept)
        world.tell(f"hub: backup {number} is restored")
        world.set_hub_back(number)


def upgrade(world: World, laptop: Laptop) -> None:
    """The next version comes to a laptop."""
    if laptop.program != NEXT:
        world.tell(f"{laptop.name}: has the next version")
        world.upgrade(laptop)


def upgrade_hub(world: World, _laptop: Laptop) -> None:
    """The next version comes to the hub, whoever is connected."""
    if world.program != NEXT:
        world.tell("hub: has the next version")
        world.upgrade_hub()


HAPPENINGS: dict[str, tuple[float, Callable[[World, Laptop], None]]] = {
    "act": (11, act),
    "decide": (2, decide),
    "change of mind": (1, change_of_mind),
    "at the desk": (2, at_the_desk),
    "sync": (5, World.sync),
    "late": (1.5, late),
    "back up": (0.4, back_up),
    "set back": (0.3, set_back),
    "back up the hub": (0.3, back_up_hub),
    "set the hub back": (0.2, set_hub_back),
    "upgrade": (0.15, upgrade),
    "upgrade the hub": (0.1, upgrade_hub),
}
"""What can happen, and how often it does beside the others."""
