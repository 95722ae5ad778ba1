"""Measure all rows, or those that are named: `python -m benchmarks [--quick] [--write] [NAME ...]`."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from time import perf_counter

from benchmarks import machine, page, results
from benchmarks.contenders import ROOT
from benchmarks.figures import Figure
from benchmarks.folder import cache
from benchmarks.plan import FULL, QUICK, Plan
from benchmarks.results import Result

ROWS = {
    "start": ("start", "starting"),
    "moves": ("moving", "moving"),
    "slow line": ("moving", "over_a_slow_line"),
    "filter": ("filtering", "filtering"),
    "rest": ("resting", "resting"),
    "commands": ("commands", "commands"),
    "pages": ("lists", "paging"),
    "board": ("board", "boards"),
    "search": ("searching", "searching"),
    "import": ("importing", "importing"),
    "capacity": ("weighing", "weighing"),
    "gate": ("promising", "promising"),
    "crowd": ("crowds", "crowds"),
    "offline": ("offline", "offline"),
}
PAGE = ROOT / "docs" / "performance.md"


def main() -> int:
    """Measure, tell, and keep what was measured."""
    chosen = _arguments()
    plan = QUICK if chosen.quick else FULL
    if chosen.rounds:
        plan = replace(plan, rounds=chosen.rounds)
    machine.compile_all()
    if chosen.databases:
        plan.make_databases()
        return 0
    for name in chosen.names or ROWS:
        result = _measured(name, plan)
        if not chosen.quick:
            results.keep(name, result)
    if chosen.write:
        known = results.kept()
        page.write(PAGE, machine.described(), {name: known[name] for name in ROWS if name in known}, _disk())
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(ROWS))
    parser.add_argument("--quick", action="store_true", help="small sizes, few rounds; nothing is kept")
    parser.add_argument("--rounds", type=int, metavar="N", help="how often each program is started")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.relative_to(ROOT)}")
    parser.add_argument("--databases", action="store_true", help="only make the databases")
    chosen = parser.parse_args()
    if unknown := [name for name in chosen.names if name not in ROWS]:
        parser.error(f"there is no row {unknown[0]!r}; there are: {', '.join(ROWS)}")
    if chosen.write and chosen.quick:
        parser.error("a quick run is not worth writing down")
    return chosen


def _measured(name: str, plan: Plan) -> Result:
    module, function = ROWS[name]
    measure: Callable[[Plan], list[Figure]] = getattr(import_module(f"benchmarks.rows.{module}"), function)
    began, busy = perf_counter(), machine.busy_seconds()
    figures = measure(plan)
    took = perf_counter() - began
    result = Result(machine.commit(), figures, max(0.0, (machine.busy_seconds() - busy) / took))
    sys.stdout.write(f"\n{name}: {took:.0f} s, other programs took {100 * result.others:.0f} % of a core\n")
    sys.stdout.writelines(map(_line, figures))
    sys.stdout.flush()
    return result


def _line(one: Figure) -> str:
    met = {True: "met   ", False: "MISSED", None: "      "}[one.met]
    ratio = "" if one.ratio is None else f"  {one.ratio:.2f} ×"
    return f"  {met} {one.what}: {one.ours}{ratio}  {one.target}  ({one.theirs})\n"


def _disk() -> str:
    return f"{sum(file.stat().st_size for file in cache().glob('*.db')) / 1e9:.1f} GB"


if __name__ == "__main__":
    sys.exit(main())
