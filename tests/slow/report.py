"""Print what the slow tests found as a table, or with `--write` put it into docs/reliability.md."""

from __future__ import annotations

import platform
import sqlite3
import sys
from datetime import UTC, datetime

from tests.slow.results import REPOSITORY, load

DOCUMENT = REPOSITORY / "docs" / "reliability.md"
BEGIN, END = "<!-- results -->", "<!-- end of results -->"


def table() -> str:
    """Return the results as Markdown, with when and on what they were found."""
    rows = _written_before()
    for one in load():
        row = f"| {one['scenario']} | {one['times']:,} | {one['found']} | {one['lost']} | {one['commit']} |"
        rows[str(one["scenario"])] = f"{row} `{one['command']}` |"
    machine = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.system()}"
    head = f"{datetime.now(UTC):%Y-%m-%d}, {machine}."
    columns = "| scenario | times | found | lost | commit | command |\n|---|---|---|---|---|---|"
    return "\n".join([head, "", columns, *rows.values()])


def _written_before() -> dict[str, str]:
    """The rows that stand in the document, by scenario: what was found on another machine stays there."""
    table = DOCUMENT.read_text(encoding="utf-8").split(BEGIN)[1].split(END)[0]
    rows = [line for line in table.splitlines() if line.startswith("| ")][1:]
    return {row.split(" | ")[0].removeprefix("| "): row for row in rows}


def write(text: str) -> None:
    """Put the table into the document, in the place of the last one."""
    old = DOCUMENT.read_text(encoding="utf-8")
    before, after = old.split(BEGIN)[0], old.split(END)[1]
    DOCUMENT.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    if "--write" in sys.argv:
        write(table())
    sys.stdout.write(f"{table()}\n")
