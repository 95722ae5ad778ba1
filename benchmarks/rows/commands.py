"""Commands that print and end: how long a person waits for them."""

import subprocess
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.contenders import Contender, environment, itcrm, new_home, python
from benchmarks.figures import Figure, compared
from benchmarks.plan import Plan

ROUNDS = 3
"""Times the rounds of other rows: commands are short."""

HELP, PROFILE = 5.0, 1.4


def commands(plan: Plan) -> list[Figure]:
    """Measure `itcrm --help` and `itcrm profile NAME` at the database with much work for each client."""
    dense = plan.database(plan.dense)
    client = f"K{plan.dense.clients // 3:07}"
    with new_home() as home:
        programs = {
            "pass": python("-c", "pass"),
            "help": itcrm(dense, "--help"),
            "sqlalchemy": python("-c", "import sqlalchemy"),
            "profile": itcrm(dense, "profile", client),
        }
        measures = {name: partial(waited, contender, home) for name, contender in programs.items()}
        found = {name: median(times) for name, times in plan.interleaved(measures, ROUNDS * plan.rounds).items()}
    size = f"{plan.dense.clients:,} clients, {plan.dense.commitments:,} commitments, {plan.dense.usage:,} rows of usage"
    return [
        compared("itcrm --help", 1e3 * found["help"], 1e3 * found["pass"], "ms", "python -c pass", HELP),
        compared(
            f"itcrm profile NAME, {size}",
            1e3 * found["profile"],
            1e3 * found["sqlalchemy"],
            "ms",
            'python -c "import sqlalchemy"',
            PROFILE,
        ),
    ]


def waited(contender: Contender, home: Path) -> float:
    """Return the seconds until a command has printed all and ended. Raises CalledProcessError where it fails."""
    began = perf_counter()
    subprocess.run(contender.command, env=environment(home, contender.variables), check=True, capture_output=True)
    return perf_counter() - began
