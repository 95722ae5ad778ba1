"""What is done with a running program to measure it: start, press keys, hold one, leave."""

from dataclasses import dataclass
from time import monotonic

from benchmarks.terminal.program import Program
from benchmarks.terminal.replay import last_picture, painted_at, shown_at

BETWEEN_KEYS = 0.04
REPEAT = 1 / 30
"""Seconds between two characters while a key is held, as keyboards have it."""

AT_REST = 0.5
CURSOR = ">"
LEAVING = 60.0
RESTING_CPU = 0.03
"""Seconds of processor time that a program at rest may take within that: it looks for others' changes."""


@dataclass(frozen=True)
class Start:
    """Seconds from the command to the first thing painted, to the text that was waited for, to the last byte."""

    painted: float
    shown: float
    settled: float


@dataclass(frozen=True)
class Press:
    """Seconds from a key to the first and to the last byte that came of it, and how many came."""

    first: float
    last: float
    bytes: int


def started(program: Program, mark: str) -> Start:
    """Wait until the program shows a text and has settled; return when it painted and when it showed that."""
    program.until_written(mark)
    settled = at_rest(program)
    painted, shown = (
        painted_at(program.chunks, program.size),
        shown_at(program.chunks, program.size, lambda p: mark in p),
    )
    assert painted is not None
    assert shown is not None, f"written, but never seen: {mark}"
    begin = program.started_at
    return Start(painted - begin, shown - begin, settled - begin)


def pressed(program: Program, keys: list[str], quiet: float = BETWEEN_KEYS) -> list[Press]:
    """Press keys one after the other, each when the one before has been dealt with."""
    return [_press(program, key, quiet) for key in keys]


def _press(program: Program, key: str, quiet: float) -> Press:
    before = program.bytes
    at = program.type(key)
    first = program.until_answered(at)
    assert first is not None, f"no answer to the key {key}"
    last = program.until_quiet(quiet)
    return Press(first - at, last - at, program.bytes - before)


@dataclass(frozen=True)
class Held:
    """Seconds from the release of a key until the cursor stood where it stays, and until the last byte came."""

    cursor: float
    last: float


def held(program: Program, key: str, seconds: float) -> Held:
    """Hold a key for so long. Where no line begins with a cursor, the last byte counts for it."""
    begin = monotonic()
    count = int(seconds / REPEAT)
    for number in range(count):
        released = program.type(key)
        program.watch(begin + (number + 1) * REPEAT - monotonic())
    last = program.until_quiet(AT_REST)
    there = [line for line in last_picture(program.chunks, program.size).splitlines() if line.startswith(CURSOR)]
    stood = shown_at(program.chunks, program.size, lambda picture: there[0] in picture) if there else last
    assert stood is not None
    return Held(max(0.0, stood - released), max(0.0, last - released))


def left(program: Program, key: str = "q") -> float:
    """Leave with a key; return the seconds until the shell could go on."""
    at = program.type(key)
    return program.until_ended(LEAVING) - at


def at_rest(program: Program) -> float:
    """Wait until the program writes nothing and computes nothing any more; return when its last byte came."""
    while True:
        before = program.cpu_seconds or 0.0
        last = program.until_quiet(AT_REST)
        program.watch(AT_REST / 2)
        if program.last_at == last and (program.cpu_seconds or 0.0) - before <= RESTING_CPU:
            return last


def up_and_down(times: int, run: int = 10) -> list[str]:
    """Return so many keys that go down a few lines and up again, so that the view stays where it is."""
    return [("down", "up")[number // run % 2] for number in range(times)]
