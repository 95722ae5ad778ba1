"""A slow line between program and terminal: a delay each way, and so many bits a second towards the terminal."""

from collections import deque
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """How slow. `delay` is in seconds each way; `bits` a second."""

    delay: float
    bits: float


DIRECT = Line(0.0, float("inf"))
FAR = Line(0.08, 1_000_000.0)
"""A line to another continent: 80 ms each way, 1 Mbit/s."""

AHEAD = 64 * 1024
"""No more bytes than this are taken from the program before the line has carried them."""


class Travel:
    """What is on its way in one direction, in order, each part with the moment at which its last byte arrives."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._free = 0.0
        self._parts: deque[tuple[float, bytes]] = deque()
        self.waiting = 0

    def put(self, now: float, data: bytes) -> None:
        """Send some bytes off."""
        self._free = max(now, self._free) + 8 * len(data) / self._line.bits
        self._parts.append((self._free + self._line.delay, data))
        self.waiting += len(data)

    def arrived(self, now: float) -> list[tuple[float, bytes]]:
        """Return what has arrived by now, each part with its moment."""
        there = []
        while self._parts and self._parts[0][0] <= now:
            there.append(self._parts.popleft())
            self.waiting -= len(there[-1][1])
        return there

    @property
    def next(self) -> float | None:
        """When the next part arrives; None when nothing is on its way."""
        return self._parts[0][0] if self._parts else None
