"""A filter over a million texts as it is typed: when the list stands, and whether a key ever waits."""

from collections.abc import Sequence

from benchmarks.acting import AT_REST, at_rest, left, started
from benchmarks.contenders import itcrm, new_home
from benchmarks.figures import Figure, bounded, p50_and_p99, percentile, told
from benchmarks.plan import Plan
from benchmarks.rows.lists import milliseconds
from benchmarks.rows.searching import prefixes, words
from benchmarks.rows.start import CODE
from benchmarks.terminal.program import Program
from benchmarks.terminal.replay import frames
from benchmarks.yardsticks import raw_search

TWO_FRAMES = 2 / 60
ECHO = 0.1
"""Seconds: a key whose echo takes longer is felt as held up."""

TYPING = 0.12
"""Seconds between the keys of a person who types fast."""

LIST = slice(3, 14)
"""Lines of the screen in which rows of the list stand."""

Pictures = list[tuple[float, list[str]]]


def filtering(plan: Plan) -> list[Figure]:
    """Measure the filter of the inbox, beside the same questions in raw SQL."""
    path, typed = plan.database(plan.largest), words(plan.words)
    query = milliseconds(raw_search.on_sqlite(path), prefixes(typed))
    with new_home() as home, itcrm(path).running(home) as program:
        started(program, CODE)
        program.type("5")
        program.until_written("SUBJECT")
        at_rest(program)
        repainted = [one * 1e3 for one in _repainted(program, typed)]
        echoed = [one * 1e3 for one in _echoed(program, typed)]
        left(program, "Q")
    what = f"filter as typed over {plan.largest.feedback:,} pieces of feedback"
    limit = percentile(query, 99) + 1e3 * TWO_FRAMES
    floor = f"raw SQL {p50_and_p99(query, 'ms')}"
    return [
        bounded(f"{what}, key to repainted list, p99", percentile(repainted, 99), limit, "ms", floor),
        told(f"{what}, key to repainted list, p50 / p99", p50_and_p99(repainted, "ms"), floor),
        bounded(f"{what}, key to its echo while typing on, p99", percentile(echoed, 99), 1e3 * ECHO, "ms"),
    ]


def _repainted(program: Program, typed: Sequence[str]) -> list[float]:
    """Type words, each key when all is quiet; return the seconds until the list stood as it then stayed."""
    moments = []
    for word in typed:
        _open(program)
        moments += [(program.type(key), at_rest(program)) for key in word]
        _clear(program)
    pictures = [(at, picture.splitlines()[LIST]) for at, picture in frames(program.chunks, program.size)]
    return [found for at, end in moments if (found := stood(pictures, at, end)) is not None]


def stood(pictures: Pictures, at: float, end: float) -> float | None:
    """Return the seconds from a moment until the rows were those at the end; None when they did not change."""
    before = [rows for moment, rows in pictures if moment < at][-1]
    later = [(moment, rows) for moment, rows in pictures if at <= moment <= end]
    if not later or later[-1][1] == before:
        return None
    return next(moment - at for moment, rows in later if rows == later[-1][1])


def _echoed(program: Program, typed: Sequence[str]) -> list[float]:
    """Type words as a person does, whatever is under way; return the seconds until each key was answered."""
    echoes = []
    for word in typed:
        _open(program)
        for key in word:
            known = len(program.chunks)
            at = program.type(key)
            program.watch(TYPING)
            answers = program.chunks[known:]
            echoes.append(answers[0].at - at if answers else TYPING)
        _clear(program)
    return echoes


def _open(program: Program) -> None:
    program.type("/")
    program.until_quiet(AT_REST)


def _clear(program: Program) -> None:
    at_rest(program)
    program.type("escape")
    at_rest(program)
