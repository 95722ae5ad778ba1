"""How thorough a run is: how many rounds, how large the databases."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from benchmarks.generator import sizes
from benchmarks.generator.making import database
from benchmarks.generator.sizes import Size, alike

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """`keys`: how often one is pressed; `words`: how many are typed and searched for; `crowd`: people at once.

    `day`: the change sets that a day brings.
    """

    rounds: int
    keys: int
    idle_seconds: float
    import_rows: int
    postgres_clients: int
    words: int
    crowd: int
    crowd_seconds: float
    crowd_clients: int
    day: int
    small: Size
    medium: Size
    dense: Size
    largest: Size
    offline: Size
    board_small: Size
    board_large: Size

    def database(self, size: Size) -> Path:
        """Return the database of a size, made on first need."""
        return database(size)

    def make_databases(self) -> None:
        """Make those that are not there yet."""
        for size in (
            self.small,
            self.medium,
            self.dense,
            self.largest,
            self.offline,
            self.board_small,
            self.board_large,
        ):
            self.database(size)

    def interleaved(self, measures: Mapping[str, Callable[[], T]], rounds: int | None = None) -> dict[str, list[T]]:
        """Return what each measure gives, round by round, so that a slow moment of the machine falls on all alike."""
        found: dict[str, list[T]] = {name: [] for name in measures}
        for _ in range(rounds or self.rounds):
            for name, measure in measures.items():
                found[name].append(measure())
        return found


FULL = Plan(
    rounds=7,
    keys=200,
    idle_seconds=10,
    import_rows=100_000,
    postgres_clients=100_000,
    words=4,
    crowd=100,
    crowd_seconds=300,
    crowd_clients=1_000,
    day=200,
    small=sizes.SMALL,
    medium=sizes.MEDIUM,
    dense=sizes.DENSE,
    largest=sizes.LARGEST,
    offline=sizes.OFFLINE,
    board_small=sizes.BOARD_10,
    board_large=sizes.BOARD_1000,
)
QUICK = Plan(
    rounds=1,
    keys=20,
    idle_seconds=2,
    import_rows=2_000,
    postgres_clients=500,
    words=1,
    crowd=12,
    crowd_seconds=6,
    crowd_clients=100,
    day=20,
    small=sizes.SMALL,
    medium=alike(200),
    dense=alike(400),
    largest=sizes.MEDIUM,
    offline=alike(200),
    board_small=sizes.BOARD_10,
    board_large=sizes.board(100),
)
