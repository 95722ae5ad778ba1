"""`itcrm` and `itcrm demo`: the app; without a terminal, the roster as text."""

import sys
from argparse import Namespace
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from itcrm_tui import here
from itcrm_tui.cli import DONE
from itcrm_tui.cli.printing import print_table, tell

if TYPE_CHECKING:
    from itcrm_tui.domain.overview import RosterRow
    from storage.store import Store

PAGE = 500
_HEADER = ("CLIENT", "CODE", "SEGMENT", "TIER", "OWNER", "HEALTH", "PROMISES", "LATE", "NEXT DUE", "FEEDBACK")
_NUMBERS = (3, 6, 7, 9)


def app(arguments: Namespace) -> int:
    """Start the app on the configured database."""
    if _at_a_terminal():
        return _start(arguments, demo=False)
    if arguments.db is None and here.is_missing(here.url_for()):
        tell("There is no terminal for the app, and no database yet: `itcrm import` and `itcrm add` make one.")
        return DONE
    from itcrm_tui.workflows.opening import open_for

    return _print_roster(lambda: open_for(arguments.db))


def demo(arguments: Namespace) -> int:
    """Start the app on a sample organization."""
    if _at_a_terminal():
        return _start(arguments, demo=True)
    from itcrm_tui.workflows.starting import SampleOrganization

    sample = SampleOrganization(date.today(), here.device(), Path(arguments.keep) if arguments.keep else None)
    try:
        return _print_roster(sample.open)
    finally:
        sample.close()


def _at_a_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _start(arguments: Namespace, *, demo: bool) -> int:
    from itcrm_tui.app import run

    return run(arguments.db, demo=demo, keep=arguments.keep)


def _print_roster(open_it: "Callable[[], Store]") -> int:
    from itcrm_tui.workflows import notation
    from itcrm_tui.workflows.lists import Span, roster

    tell("There is no terminal for the app; here is the roster as text.")
    rows: list[RosterRow] = []
    with closing(open_it()) as store:
        with store.read() as reader:
            today = notation.today(reader.settings())
        while page := roster(store, "", today, Span(start=rows[-1].key if rows else None, limit=PAGE)):
            rows += page
    print_table(_HEADER, [_cells(row) for row in rows], _NUMBERS)
    return DONE


def _cells(row: "RosterRow") -> list[str]:
    known = (row.name, row.code, row.segment, row.tier, row.owner, row.perceived_health, row.promises, row.late)
    return [str(value if value is not None else "-") for value in (*known, row.next_due, row.open_feedback)]
