"""What the terminal can show."""

import shutil
import sys
from collections.abc import Mapping

from itcrm_tui.workflows.examining.finding import Finding

AREA = "terminal"
NARROWEST, LOWEST = 80, 24
_TOLD = ("COLORTERM", "NO_COLOR", "TERM_PROGRAM", "TMUX", "SSH_CONNECTION")


def examine(environment: Mapping[str, str]) -> list[Finding]:
    """Return what is known of the terminal; without one there is nothing wrong with it."""
    there = sys.stdin.isatty() and sys.stdout.isatty()
    found = [_terminal(environment, there=there), _characters(environment, there=there)]
    if there:
        found.append(_size())
    told = [f"{name} is set" for name in _TOLD if name in environment]
    return [*found, Finding(AREA, "environment", ", ".join(told) or "nothing special")]


def _terminal(environment: Mapping[str, str], *, there: bool) -> Finding:
    name = environment.get("TERM", "")
    if not there:
        return Finding(AREA, "kind", f"none here (TERM={name or 'unset'})")
    unfit = name in ("", "dumb", "unknown")
    advice = "The app needs a terminal that places text: set TERM, for instance export TERM=xterm-256color."
    return Finding(AREA, "kind", name or "unset", advice if unfit else None)


def _characters(environment: Mapping[str, str], *, there: bool) -> Finding:
    encoding = sys.stdout.encoding or "unknown"
    speaks = encoding.lower().replace("-", "") == "utf8"
    advice = "Names with other letters than ASCII cannot be shown: export LANG=C.UTF-8."
    locale = next((environment[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if environment.get(name)), "unset")
    return Finding(AREA, "characters", f"{encoding}, locale {locale}", None if speaks or not there else advice)


def _size() -> Finding:
    columns, lines = shutil.get_terminal_size()
    small = columns < NARROWEST or lines < LOWEST
    advice = f"The app needs {NARROWEST} columns and {LOWEST} lines: make the window larger."
    return Finding(AREA, "size", f"{columns} columns, {lines} lines", advice if small else None)
