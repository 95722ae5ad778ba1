"""From the command to the first frame and to the first rows, with databases of every size."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from statistics import median

from benchmarks.acting import Start, left, started
from benchmarks.contenders import Contender, itcrm, new_home, yardstick
from benchmarks.figures import Figure, bounded, compared, said, told
from benchmarks.plan import Plan
from benchmarks.terminal.program import NARROW, WIDE, Size

FIRST_FRAME, LIVE_ROWS, ANY_SIZE = 1.15, 1.8, 1.05
MEMORY = 75.0
LEAVING = 0.1
CODE = "K00"
"""The code of a client begins so: when it stands on the screen, so do rows."""


@dataclass(frozen=True)
class Visit:
    """A start, the memory held when all was there, and the seconds it took to leave."""

    start: Start
    megabytes: float
    leaving: float


def visit(contender: Contender, mark: str, size: Size = WIDE) -> Visit:
    """Start a program in a home of its own, wait for a text, and leave."""
    with new_home() as home, contender.running(home, size) as program:
        start = started(program, mark)
        return Visit(start, program.peak_megabytes or 0.0, left(program))


def starting(plan: Plan) -> list[Figure]:
    """Measure starts at 120×40, and the first frame at 80×24 too."""
    databases = {size.clients: plan.database(size) for size in (plan.small, plan.medium, plan.dense, plan.largest)}
    ours = {f"{clients:,} clients": itcrm(path) for clients, path in databases.items()}
    measures: dict[str, Callable[[], Visit]] = {
        "hello": partial(visit, yardstick("hello"), "READY"),
        "windowed": partial(visit, yardstick("windowed"), "row 5 "),
        **{name: partial(visit, contender, CODE) for name, contender in ours.items()},
    }
    narrow: dict[str, Callable[[], Visit]] = {
        "hello": partial(visit, yardstick("hello"), "READY", NARROW),
        "itcrm": partial(visit, itcrm(databases[plan.medium.clients]), CODE, NARROW),
    }
    wide, small = plan.interleaved(measures), plan.interleaved(narrow)
    return [
        *_first_frames(wide[f"{plan.medium.clients:,} clients"], wide["hello"], "120×40"),
        *_first_frames(small["itcrm"], small["hello"], "80×24"),
        *_rows(wide, list(ours)),
        *_sizes(wide, f"{plan.largest.clients:,} clients", f"{plan.medium.clients:,} clients"),
        *_costs(wide, list(ours)),
    ]


def _first_frames(ours: list[Visit], hello: list[Visit], size: str) -> list[Figure]:
    times, theirs = (median(one.start.painted * 1e3 for one in visits) for visits in (ours, hello))
    return [compared(f"first frame painted, {size}", times, theirs, "ms", "hello", FIRST_FRAME)]


def _rows(visits: dict[str, list[Visit]], ours: list[str]) -> list[Figure]:
    hello, windowed = _shown(visits["hello"]), _shown(visits["windowed"])
    settled = {name: median(one.start.settled for one in visits[name]) for name in ours}
    return [
        compared("first rows of a windowed list over a generator", windowed, hello, "ms", "hello", None),
        *(
            compared(f"first rows, live, {name}", _shown(visits[name]), hello, "ms", "hello", LIVE_ROWS)
            for name in ours
        ),
        *(told(f"all painted, counts and preview too, {name}", said(1e3 * settled[name], "ms")) for name in ours),
    ]


def _shown(visits: list[Visit]) -> float:
    return median(one.start.shown * 1e3 for one in visits)


def _sizes(visits: dict[str, list[Visit]], large: str, small: str) -> list[Figure]:
    memory = {name: median(one.megabytes for one in visits[name]) for name in (large, small)}
    shown = {name: _shown(visits[name]) for name in (large, small)}
    return [
        compared(f"first rows, {large} against {small}", shown[large], shown[small], "ms", small, ANY_SIZE),
        compared(
            f"memory after the start, {large} against {small}", memory[large], memory[small], "MB", small, ANY_SIZE
        ),
    ]


def _costs(visits: dict[str, list[Visit]], ours: list[str]) -> list[Figure]:
    peaks = {name: max(one.megabytes for one in visits[name]) for name in ("hello", *ours)}
    leaving = median(one.leaving * 1e3 for name in ours for one in visits[name])
    hello = median(one.leaving * 1e3 for one in visits["hello"])
    return [
        bounded(
            "peak memory after the start, any size",
            max(peaks[name] for name in ours),
            MEMORY,
            "MB",
            f"hello {peaks['hello']:.0f} MB",
        ),
        bounded("leave with q, until the prompt", leaving, 1e3 * LEAVING, "ms", f"hello {hello:.0f} ms"),
    ]
