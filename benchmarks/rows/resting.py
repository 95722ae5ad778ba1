"""What a program that nobody touches costs."""

from functools import partial
from statistics import median

from benchmarks.acting import started
from benchmarks.contenders import Contender, itcrm, new_home
from benchmarks.figures import Figure, bounded
from benchmarks.plan import Plan
from benchmarks.rows.moving import HELLO
from benchmarks.rows.start import CODE

ROUNDS = 2
MOST_CPU = 0.5
SETTLING = 2.0


def resting(plan: Plan) -> list[Figure]:
    """Measure bytes and processor time of the program at rest."""
    ours = (itcrm(plan.database(plan.largest)), CODE)
    measures = {
        "hello": partial(_rested, *HELLO, plan.idle_seconds),
        "itcrm": partial(_rested, *ours, plan.idle_seconds),
    }
    found = plan.interleaved(measures, min(ROUNDS, plan.rounds))
    written, cpu = ({name: median(one[at] for one in pairs) for name, pairs in found.items()} for at in (0, 1))
    return [
        bounded("idle: bytes", written["itcrm"], 0, "B", f"hello {written['hello']:.0f} B"),
        bounded("idle: processor", cpu["itcrm"], MOST_CPU, "%", f"hello {cpu['hello']:.2g} %"),
    ]


def _rested(contender: Contender, mark: str, seconds: float) -> tuple[float, float]:
    """Return the bytes that came, and the processor time in percent of one core."""
    with new_home() as home, contender.running(home) as program:
        started(program, mark)
        program.watch(SETTLING)
        written, before = program.bytes, program.cpu_seconds or 0.0
        program.watch(seconds)
        return program.bytes - written, 100 * ((program.cpu_seconds or 0.0) - before) / seconds
