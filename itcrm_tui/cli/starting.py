"""`itcrm` and `itcrm demo`: the app; without a terminal, the roster as text."""

import gc
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

from itcrm_tui import here
from itcrm_tui.cli import DONE
from itcrm_tui.cli.unlocking import ask_when_needed, unlock
from itcrm_tui.typed_path import as_path

if TYPE_CHECKING:
    from argparse import Namespace

    from itcrm_tui.domain.overview import RosterRow
    from storage.store import Store

PAGE = 500
_HEADER = ("CLIENT", "CODE", "SEGMENT", "TIER", "OWNER", "HEALTH", "PROMISES", "LATE", "NEXT DUE", "FEEDBACK")
_NUMBERS = (3, 6, 7, 9)


def app(arguments: "Namespace") -> int:
    """Start the app on the configured database."""
    return start(arguments.db, as_json=arguments.json)


def start(url: str | None, *, as_json: bool = False) -> int:
    """Start the app on the database at `url`, or on the configured one."""
    if _at_a_terminal():
        return _start(url, demo=False)
    from itcrm_tui.cli.printing import tell

    if url is None and here.is_missing(here.url_for()):
        tell("There is no terminal for the app, and no database yet: `itcrm import` and `itcrm add` make one.")
        return DONE
    ask_when_needed(url)
    from itcrm_tui.workflows.opening import open_for

    return _print_roster(lambda: open_for(url), as_json=as_json)


def demo(arguments: "Namespace") -> int:
    """Start the app on a sample organization."""
    if _at_a_terminal():
        return _start(arguments.db, demo=True, keep=arguments.keep)
    from itcrm_tui.workflows.starting import SampleOrganization

    sample = SampleOrganization(date.today(), here.device(), as_path(arguments.keep) if arguments.keep else None)
    try:
        return _print_roster(sample.open, as_json=arguments.json)
    finally:
        sample.close()


def _at_a_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _start(url: str | None, *, demo: bool, keep: str | None = None) -> int:
    gc.disable()  # what a start makes stays; the app collects again once it has opened its database
    from itcrm_tui import keys

    settled = here.settled()
    keys.remap(here.chosen_keys(settled))
    if not demo:
        url = here.url_named(url or settled.database)
        unlock(url)
    from itcrm_tui.app import run

    return run(url or None, settled, demo=demo, keep=keep)


def _print_roster(open_it: "Callable[[], Store]", *, as_json: bool) -> int:
    from itcrm_tui.cli.printing import print_json, print_table, tell
    from itcrm_tui.workflows import notation
    from itcrm_tui.workflows.lists import Span, roster

    if not as_json:
        tell("There is no terminal for the app; here is the roster as text.")
    rows: list[RosterRow] = []
    with closing(open_it()) as store:
        with store.read() as reader:
            today = notation.today(reader.settings())
        while page := roster(store, "", today, Span(start=rows[-1].key if rows else None, limit=PAGE)):
            rows += page
    if as_json:
        print_json(items=[_as_item(row) for row in rows])
        return DONE
    print_table(_HEADER, [_cells(row) for row in rows], _NUMBERS)
    return DONE


def _cells(row: "RosterRow") -> list[str]:
    known = (row.name, row.code, row.segment, row.tier, row.owner, row.perceived_health, row.promises, row.late)
    return [str(value if value is not None else "-") for value in (*known, row.next_due, row.open_feedback)]


def _as_item(row: "RosterRow") -> dict[str, object]:
    from itcrm_tui.domain.canonical import instant_text

    met, due = row.last_touchpoint_at, row.next_due
    dates = {"next_due": due and due.isoformat(), "last_touchpoint_at": met and instant_text(met)}
    return {name: value for name, value in vars(row).items() if name != "key"} | dates
