"""Let a seed happen."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import astuple, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.sync.beginning import Beginning, simulated
from tests.sync.happenings import evening, step
from tests.sync.invariants import Watch
from tests.sync.shrinking import TRIES, shrunk
from tests.sync.world import World, count_conflicts

STEPS = 30


@dataclass(frozen=True)
class Counted:
    """What happened in some seeds, so that nobody takes a quiet world for a hard one."""

    written: int = 0
    parked: int = 0
    unanswered: int = 0
    killed: int = 0
    restored: int = 0
    refused: int = 0

    def __add__(self, other: Counted) -> Counted:
        return Counted(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))

    def __str__(self) -> str:
        return (
            f"{self.written:,} change sets, {self.parked:,} parts put aside, {self.unanswered:,} messages without"
            f" an answer, {self.killed:,} kills, {self.restored:,} restored backups, {self.refused:,} of two versions"
        )

    @classmethod
    def of(cls, world: World) -> Counted:
        """What a world's story tells, and what it has kept."""
        said = world.story
        parked = sum(count_conflicts(laptop.store) for laptop in world.laptops)
        unanswered = sum(" lost" in one or "late" in one or "for long" in one for one in said)
        restored = sum("is restored" in one for one in said)
        refused = sum("schema" in one for one in said)
        return cls(len(world.written), parked, unanswered, said.count("  killed"), restored, refused)


@dataclass
class Seed:
    """What happens by a seed in a place; `stories` of each time that it was let happen."""

    seed: str
    folder: Path
    beginning: Beginning
    thorough: bool
    to_the_evening: bool
    stories: list[list[str]] = field(default_factory=list)

    def happen(self, steps: Sequence[int]) -> Counted:
        """Let some of its steps happen, and look at the world all the time."""
        self.stories.append([])
        with TemporaryDirectory(dir=self.folder) as place, simulated(), ExitStack() as opened:
            world = World(self.seed, Path(place), self.beginning, story=self.stories[-1])
            opened.callback(world.close)
            watch = Watch(world, thorough=self.thorough)
            for number in steps:
                step(world, number)
                watch.after_step()
            _end(world, watch)
            evenings = opened.enter_context(closing(evening(world)))  # where it ends early, a version stays patched
            if self.to_the_evening and [watch.after_step() for _ in evenings]:
                _end(world, watch)
            return Counted.of(world)

    def ended(self, steps: Sequence[int]) -> Exception | None:
        """Let some of its steps happen; return the error that they end with."""
        try:
            self.happen(steps)
        except Exception as error:  # noqa: BLE001  whatever it is, fewer steps may end with it too
            return error
        return None


def _end(world: World, watch: Watch) -> None:
    world.calm_down()
    watch.after_step()
    watch.at_the_end()


def run(
    seed: str,
    folder: Path,
    beginning: Beginning,
    steps: Sequence[int] = range(STEPS),
    *,
    thorough: bool = True,
    to_the_evening: bool = True,
    tries: int = TRIES,
) -> Counted:
    """Let a seed happen; an error tells its story, and the shortest that ends alike and was found in so many tries."""
    whole = Seed(seed, folder, beginning, thorough, to_the_evening)
    try:
        return whole.happen(steps)
    except Exception as error:
        _tell(error, f"The story of seed {seed}:", whole.stories[-1])
        few = shrunk(whole.ended, steps, error, tries)
        whole.ended(few)
        _tell(error, f"It takes no more than run({seed!r}, ..., {list(few)}):", whole.stories[-1])
        raise


def _tell(error: Exception, title: str, story: Sequence[str]) -> None:
    error.add_note("\n".join([title, *story]))
