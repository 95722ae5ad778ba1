"""Stops when a foreign package, named like one of ours, would be imported in its place."""

from __future__ import annotations

import sys
from importlib.util import find_spec

NEIGHBOURS = ("storage", "screens", "widgets")
EXIT_CODE = 3


def check_neighbours() -> None:
    """Exit with code 3 and one sentence unless the packages beside `itcrm_tui` are the ones Python finds.

    It only looks for them: nothing of theirs, and nothing of a foreign one, is run.
    """
    home = sys.modules["itcrm_tui"].__path__[0].removesuffix("itcrm_tui")
    for name in NEIGHBOURS:
        place = _place(name)
        if place != home + name:
            sys.stderr.write(f"itcrm: {_sentence(name, place, home)}\n")
            raise SystemExit(EXIT_CODE)


def _place(name: str) -> str | None:
    """The folder or file that `import name` would read; None when there is none."""
    spec = find_spec(name)
    if spec is None:
        return None
    return next(iter(spec.submodule_search_locations or ()), spec.origin)


def _sentence(name: str, place: str | None, home: str) -> str:
    if place is None:
        return f"its package {name} is missing from {home}; install itcrm-tui again."
    return (
        f"a foreign {name} at {place} stands before its own; start it from another folder, "
        "or install it in an environment of its own (pipx install itcrm-tui)."
    )
