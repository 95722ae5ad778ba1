"""The board with many cards a column, beside the board with ten."""

from dataclasses import dataclass
from functools import partial
from statistics import mean, median

from benchmarks.acting import Press, left, pressed, started, up_and_down
from benchmarks.contenders import Contender, itcrm, new_home
from benchmarks.figures import Figure, compared, told
from benchmarks.plan import Plan
from benchmarks.rows.start import ANY_SIZE, CODE

ROUNDS = 2
CLOSED = "CLOSED"


@dataclass(frozen=True)
class Moves:
    """What came of some keys, and the processor's milliseconds that the program took for each of them."""

    presses: list[Press]
    processor: float


def boards(plan: Plan) -> list[Figure]:
    """Measure cursor moves within a column that is in view, and through one that is long."""
    few, many = itcrm(plan.database(plan.board_small)), itcrm(plan.database(plan.board_large))
    inside = up_and_down(plan.keys, 4)
    found = plan.interleaved(
        {"few": partial(_moved, few, inside), "many": partial(_moved, many, inside)}, min(ROUNDS, plan.rounds)
    )
    times = {name: median(press.last * 1e3 for run in runs for press in run.presses) for name, runs in found.items()}
    busy = {name: min(run.processor for run in runs) for name, runs in found.items()}
    through = _moved(many, ["down"] * plan.keys).presses
    cards, what = plan.board_large.commitments // 5, "board, cursor move"
    mean_move = f"{mean(one.last * 1e3 for one in through):.3g} ms, {mean(one.bytes for one in through):,.0f} B"
    size, beside = f"{cards:,} cards a column", "10 a column"
    return [
        compared(f"{what}, {size}, p50", times["many"], times["few"], "ms", beside, ANY_SIZE),
        compared(f"{what}, {size}, processor time a key", busy["many"], busy["few"], "ms", beside, None),
        told(f"{what}, {len(through)} through a column of {cards:,}, mean", mean_move),
    ]


def _moved(contender: Contender, keys: list[str]) -> Moves:
    """Press keys on the board once its cards say how they stand, and the meter what the people have room for."""
    with new_home() as home, contender.running(home) as program:
        started(program, CODE)
        program.type("4")
        program.until_written(CLOSED)
        program.until_quiet(1.0)
        pressed(program, up_and_down(8, 4))
        before = program.cpu_seconds or 0.0
        presses = pressed(program, keys)
        busy = (program.cpu_seconds or 0.0) - before
        left(program)
        return Moves(presses, 1e3 * busy / len(keys))
