"""An import, beside plain SQL that writes the same rows, journal rows and index."""

import subprocess
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.client_file import write_clients
from benchmarks.contenders import ROOT, environment, itcrm, new_home, python
from benchmarks.figures import Figure, compared
from benchmarks.plan import Plan
from benchmarks.rows.commands import waited

ROUNDS = 2
AGAINST_PLAIN = 2.0


@dataclass(frozen=True)
class Import:
    """Seconds: our command, and its write phase; the plain one from the same file; of that the statements alone."""

    ours: float
    writing: float
    plain: float
    statements: float


def importing(plan: Plan) -> list[Figure]:
    """Measure the import of clients into an empty database."""
    found = [_imported(plan.import_rows) for _ in range(min(ROUNDS, plan.rounds))]
    ours, plain = median(one.ours for one in found), median(one.plain for one in found)
    statements, writing = median(one.statements for one in found), median(one.writing for one in found)
    what = f"import of {plan.import_rows:,} clients"
    return [
        compared(f"{what}, command against command", ours, plain, "s", "csv module and plain SQL", AGAINST_PLAIN),
        compared(f"{what}, write phase against statements", writing, statements, "s", "plain SQL", AGAINST_PLAIN),
        compared(f"{what}, command against statements", ours, statements, "s", "plain SQL alone", AGAINST_PLAIN),
    ]


def _imported(rows: int) -> Import:
    with new_home() as home:
        file = home / "clients.csv"
        write_clients(file, rows)
        ours = waited(itcrm(home / "ours.db", "import", str(file), "--as", "client"), home)
        waited(itcrm(home / "plain.db", "db", "upgrade"), home)
        writing = _told("-m", "benchmarks.import_phases", str(file), str(home / "phases.db"), home=home)[-1]
        return Import(ours, writing, *_plain(file, home / "plain.db", home))


def _told(*words: str, home: Path) -> list[float]:
    """Return the seconds that a script of ours prints."""
    command = python(*words).command
    done = subprocess.run(command, env=environment(home), check=True, capture_output=True, text=True, cwd=ROOT)
    return [float(word) for word in done.stdout.split()]


def _plain(file: Path, database: Path, home: Path) -> tuple[float, float]:
    """Return the seconds of the command, and those of its statements alone, as it tells them."""
    command = python("-m", "benchmarks.yardsticks.plain_import", str(file), str(database)).command
    began = perf_counter()
    done = subprocess.run(command, env=environment(home), check=True, capture_output=True, text=True, cwd=ROOT)
    return perf_counter() - began, float(done.stdout.split()[1])
