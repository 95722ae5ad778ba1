"""Keys in lists: in the view, through a long list, and over a slow line."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from statistics import mean, median

from benchmarks.acting import Held, Press, held, left, pressed, started, up_and_down
from benchmarks.contenders import Contender, itcrm, new_home, yardstick
from benchmarks.figures import Figure, bounded, compared, percentile, told
from benchmarks.plan import Plan
from benchmarks.rows.start import ANY_SIZE, CODE
from benchmarks.terminal.link import FAR
from benchmarks.terminal.program import NARROW, WIDE, Size

ROUNDS = 2
AGAINST_HELLO, P99_AGAINST_P50, MOST_BYTES = 1.2, 2.0, 600
AGAINST_TABLE_TIME, AGAINST_TABLE_BYTES = 0.3, 0.15
MEMORY = 75.0
CAUGHT_UP = 0.3
RESTED = 0.6

HELLO, TABLE, WINDOWED = (
    (yardstick("hello"), "READY"),
    (yardstick("table"), "row 5 0"),
    (yardstick("windowed"), "row 5 "),
)


@dataclass(frozen=True)
class Moves:
    """Keys inside the view, keys through the list, what the preview did at last, and the memory held after all."""

    inside: list[Press]
    through: list[Press]
    preview: Press
    megabytes: float


def _moved(contender: Contender, mark: str, keys: int, size: Size = WIDE) -> Moves:
    with new_home() as home, contender.running(home, size) as program:
        started(program, mark)
        pressed(program, up_and_down(20))
        inside = pressed(program, up_and_down(keys))
        preview = pressed(program, ["down"], RESTED)[0]
        through = pressed(program, ["down"] * keys)
        megabytes = program.peak_megabytes or 0.0
        left(program)
        return Moves(inside, through, preview, megabytes)


def moving(plan: Plan) -> list[Figure]:
    """Measure keys at 120×40, and those inside the view at 80×24 too."""
    large, small = itcrm(plan.database(plan.largest)), itcrm(plan.database(plan.medium))
    programs = {"hello": HELLO, "table": TABLE, "windowed": WINDOWED, "small": (small, CODE), "large": (large, CODE)}
    measures = {name: partial(_moved, *program, plan.keys) for name, program in programs.items()}
    found = plan.interleaved(measures, min(ROUNDS, plan.rounds))
    narrow = plan.interleaved(
        {name: partial(_moved, *programs[name], plan.keys, NARROW) for name in ("hello", "small")}, 1
    )
    sizes = (f"{plan.largest.clients:,} clients", f"{plan.medium.clients:,} clients")
    return [
        *_inside(found["small"], found["hello"], "120×40"),
        *_inside(narrow["small"], narrow["hello"], "80×24"),
        _preview(found["small"]),
        *_through(found),
        compared(
            f"cursor move inside the view, {sizes[0]} against {sizes[1]}",
            median(_last(found["large"])),
            median(_last(found["small"])),
            "ms",
            sizes[1],
            ANY_SIZE,
        ),
        bounded(
            "peak memory after the moves, any size",
            max(one.megabytes for name in ("small", "large") for one in found[name]),
            MEMORY,
            "MB",
            f"hello {max(one.megabytes for one in found['hello']):.0f} MB",
        ),
    ]


def _last(moves: list[Moves]) -> list[float]:
    return [press.last * 1e3 for one in moves for press in one.inside]


def _inside(ours: list[Moves], hello: list[Moves], size: str) -> list[Figure]:
    times, theirs = _last(ours), _last(hello)
    half, most = median(times), percentile(times, 99)
    heaviest = max(press.bytes for one in ours for press in one.inside)
    return [
        compared(f"cursor move inside the view, p50, {size}", half, median(theirs), "ms", "hello's key", AGAINST_HELLO),
        compared(f"cursor move inside the view, p99, {size}", most, half, "ms", "its p50", P99_AGAINST_P50),
        bounded(f"cursor move inside the view, most bytes, {size}", heaviest, MOST_BYTES, "B"),
    ]


def _preview(ours: list[Moves]) -> Figure:
    times, sizes = [one.preview.last * 1e3 for one in ours], [one.preview.bytes for one in ours]
    return told(
        "preview after the cursor rests (150 ms of waiting among it)", f"{median(times):.0f} ms, {median(sizes):.0f} B"
    )


def _through(found: dict[str, list[Moves]]) -> list[Figure]:
    times = {name: mean(press.last * 1e3 for one in moves for press in one.through) for name, moves in found.items()}
    sizes = {name: mean(press.bytes for one in moves for press in one.through) for name, moves in found.items()}
    keys = len(found["large"][0].through)
    what = f"{keys} moves through a long list, mean"
    return [
        compared(f"{what} time", times["large"], times["table"], "ms", "DataTable", AGAINST_TABLE_TIME),
        compared(f"{what} bytes", sizes["large"], sizes["table"], "B", "DataTable", AGAINST_TABLE_BYTES),
        told(f"{what}, windowed list", f"{times['windowed']:.3g} ms, {sizes['windowed']:,.0f} B"),
    ]


def over_a_slow_line(plan: Plan) -> list[Figure]:
    """Measure how far behind a screen is, at 1 Mbit/s and 80 ms each way, when a key is let go after two seconds."""
    programs = {"itcrm": (itcrm(plan.database(plan.largest)), CODE), "hello": HELLO, "table": TABLE}
    measures: dict[str, Callable[[], Held]] = {name: partial(_behind, *one) for name, one in programs.items()}
    found = plan.interleaved(measures, min(ROUNDS, plan.rounds))
    stood = {name: median(one.cursor for one in times) for name, times in found.items()}
    others = f"hello {stood['hello']:.2f} s, DataTable {stood['table']:.2f} s; the line alone 0.16 s"
    what = "slow line: key held for 2 s"
    return [
        bounded(f"{what}, the list caught up after", stood["itcrm"], CAUGHT_UP, "s", others),
        told(
            f"{what}, the preview followed after (150 ms of waiting among it)",
            f"{median(one.last for one in found['itcrm']):.3g} s",
        ),
    ]


def _behind(contender: Contender, mark: str) -> Held:
    with new_home() as home, contender.running(home, line=FAR) as program:
        started(program, mark)
        program.until_quiet(1.0)
        return held(program, "down", 2.0)
