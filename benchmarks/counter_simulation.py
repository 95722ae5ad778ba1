"""How long a writer waits for the counter at a load, with one counter, with batches, and with lanes of its own.

`python -m benchmarks.counter_simulation` prints the table of docs/beyond-one-machine.md. Writers come at random (a
Poisson process); each holds the counter for a time that the engine decides, from its number to the end of its commit.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from benchmarks.figures import percentile

WRITES = 200_000
SECONDS_A_DAY = 8 * 3600


@dataclass(frozen=True)
class Load:
    """`staff` people who each save `each` change sets a day; at the busiest time `peak` times the mean."""

    staff: int
    each: int
    peak: float

    @property
    def mean(self) -> float:
        """Change sets a second over a working day."""
        return self.staff * self.each / SECONDS_A_DAY

    @property
    def busiest(self) -> float:
        """Change sets a second at the busiest time."""
        return self.mean * self.peak


def one_counter(rate: float, hold: float, draw: Random) -> list[float]:
    """Return the seconds that each of many writers waits for its turn, one after the other."""
    return _queue(rate, hold, draw, lanes=1)


def lanes(rate: float, hold: float, draw: Random, count: int = 8) -> list[float]:
    """Return the waits where every writer takes one of some counters; readers then keep a place for each."""
    return _queue(rate, hold, draw, lanes=count)


def batches(rate: float, hold: float, draw: Random, pause: float = 0.05) -> list[float]:
    """Return the waits where numbers are given, by one who has nothing else to do, to all who have come meanwhile."""
    waits, now, ready = [], 0.0, pause
    for _ in range(WRITES):
        now += draw.expovariate(rate)
        while ready < now:
            ready += max(pause, hold)
        waits.append(ready + hold - now)
    return waits


def _queue(rate: float, hold: float, draw: Random, lanes: int) -> list[float]:
    waits, now, free = [], 0.0, [0.0] * lanes
    for _ in range(WRITES):
        now += draw.expovariate(rate)
        lane = draw.randrange(lanes)
        begins = max(now, free[lane])
        free[lane] = begins + hold
        waits.append(begins - now)
    return waits


LOAD = Load(staff=10_000, each=40, peak=5)
HOLDS = {
    "PostgreSQL, one machine": 0.0008,
    "PostgreSQL, synchronous standby in the same building": 0.0025,
    "three machines that agree, same building": 0.008,
    "three regions that agree, 30 ms apart": 0.065,
}
"""Seconds from the number to the end of the commit."""

WAYS: dict[str, Callable[[float, float, Random], list[float]]] = {
    "one counter": one_counter,
    "8 lanes": lanes,
    "batches": batches,
}


def main() -> None:
    """Print the table."""
    out = sys.stdout.write
    out(
        f"{LOAD.staff:,} people, {LOAD.each} change sets each a day:"
        f" {LOAD.mean:.0f} a second, {LOAD.busiest:.0f} at the busiest.\n\n"
    )
    out("| the counter is held for | " + " | ".join(f"{way}, p50 / p99" for way in WAYS) + " |\n")
    out("|---|" + "---|" * len(WAYS) + "\n")
    for where, hold in HOLDS.items():
        cells = [_said(way(LOAD.busiest, hold, Random(1)), LOAD.busiest * hold, name) for name, way in WAYS.items()]
        out(f"| {1e3 * hold:g} ms: {where} | " + " | ".join(cells) + " |\n")


def _said(waits: list[float], use: float, way: str) -> str:
    lanes_used = 8 if way == "8 lanes" else 1
    if way != "batches" and use / lanes_used >= 1:
        return "never catches up"
    return f"{1e3 * percentile(waits, 50):,.1f} / {1e3 * percentile(waits, 99):,.1f} ms"


if __name__ == "__main__":
    main()
