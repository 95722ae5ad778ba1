"""docs/performance.md: written anew but for what people have written under its last heading."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.results import Result

BY_HAND = "## Where the time goes"
_NOTHING_YET = "\n\n"
CALM = 0.05
"""The part of a core that other programs may take without being mentioned."""

_HEAD = """\
# Performance

Written by `make bench`; what stands under “Where the time goes” is written by hand. Trust the ratios: each is taken
within one run, round by round, so that a slow moment of the machine falls on both sides.

"""
_HOW = """
## How it is measured

- The program runs as a person starts it, in a pseudo-terminal of 120×40 cells unless the row says 80×24, with its
  bytecode compiled, a home of its own and a database that is not touched by anything else. Bytes are stamped as they
  are read and looked at afterwards; a synchronized update counts when it ends.
- The yardsticks are in `benchmarks/yardsticks`: a bare Textual “hello”, Textual's own DataTable with 1,000 rows, the
  least list over a generator, an import, a copy and a day's change sets in plain SQL, a search in raw SQL.
- The harness was checked against an independent one, by turns on the same programs: bytes and memory were equal,
  a key of the program and of “hello” within 0.1 ms (of the DataTable 7.5 ms against 5.4), starts within 15 %.
- Databases are generated in the program's own schema, the same rows for the same size, and pass `itcrm db verify`.
  The largest has 1,000,000 clients, 1,000,000 commitments, 5,000,000 rows of usage and 1,000,000 pieces of feedback
  with texts of 120 characters. They take {disk}; `ITCRM_BENCH_DIR` says where.
- `make bench` measures all and writes this page, `make bench-quick` tries every row at small sizes in two minutes,
  and `python -m benchmarks NAME` measures one row.

"""


def write(path: Path, machine: Sequence[str], rows: Mapping[str, Result], disk: str) -> None:
    """Write the page; keep what stands under the last heading."""
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    _, _, by_hand = old.partition(BY_HAND)
    commits = sorted({row.commit for row in rows.values()})
    told = "\n".join(f"- {line}" for line in (*machine, f"commit {', '.join(commits)}"))
    tables = "\n".join(_table(name, row) for name, row in rows.items())
    measured = f"{_HEAD}## Machine\n\n{told}\n{_HOW.format(disk=disk)}## Figures\n\n{tables}\n"
    path.write_text(f"{measured}{BY_HAND}{by_hand or _NOTHING_YET}", encoding="utf-8")


def _table(name: str, row: Result) -> str:
    head = "| what | measured | beside it | ratio | target | met |\n|---|---|---|---|---|---|\n"
    others = f"Other programs took {100 * row.others:.0f} % of a core meanwhile.\n\n" if row.others > CALM else ""
    return f"### {name.capitalize()}\n\n{others}{head}{''.join(map(_line, row.figures))}"


def _line(figure: Figure) -> str:
    met = {True: "yes", False: "**no**", None: ""}[figure.met]
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
    return f"| {figure.what} | {figure.ours} | {figure.theirs} | {ratio} | {figure.target} | {met} |\n"
