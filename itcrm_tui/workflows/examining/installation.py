"""What is installed: the program, Python, SQLite, the packages it needs, and the extras it can do without."""

import platform
import re
import sqlite3
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version

from itcrm_tui import __version__
from itcrm_tui.workflows.examining.finding import Finding

AREA = "installation"
PROGRAM = "itcrm-tui"
OLDEST_SQLITE = (3, 37, 0)
EXTRAS = {
    "postgres": ("psycopg", "a database that several people share, on PostgreSQL"),
    "keyring": ("keyring", "the password of a database, kept by the operating system"),
    "encrypted": ("sqlcipher3", "a database file that nobody reads without its passphrase"),
}
"""What each extra brings, and what it gives."""
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def examine() -> list[Finding]:
    """Return what is installed."""
    return [
        Finding(AREA, "itcrm", __version__),
        Finding(AREA, "Python", f"{platform.python_version()}, {sys.executable}"),
        Finding(AREA, "system", f"{platform.system()} {platform.release()} {platform.machine()}"),
        _sqlite(),
        *_packages(),
        *(_extra(name, *described) for name, described in EXTRAS.items()),
    ]


def _sqlite() -> Finding:
    advice = None
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        advice = "Its tables need SQLite 3.37 or newer: run itcrm with a newer Python."
    elif not _has_search():
        advice = "This SQLite cannot search texts (FTS5 with trigrams): run itcrm with another Python."
    return Finding(AREA, "SQLite", sqlite3.sqlite_version, advice)


def _has_search() -> bool:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE texts USING fts5(text, tokenize='trigram')")
    except sqlite3.OperationalError:
        return False
    finally:
        connection.close()
    return True


def _packages() -> Iterator[Finding]:
    """Yield the packages that the program cannot do without."""
    for requirement in _requirements():
        name = _NAME.match(requirement)
        if name is None or "extra ==" in requirement:
            continue
        installed = _version(name[0])
        advice = None if installed else f"Install itcrm again: {name[0]} is missing."
        yield Finding(AREA, name[0], installed or "missing", advice)


def _requirements() -> list[str]:
    try:
        return requires(PROGRAM) or []
    except PackageNotFoundError:
        return []


def _extra(name: str, package: str, gives: str) -> Finding:
    if installed := _version(package):
        return Finding(AREA, f"extra {name}", f"{package} {installed}")
    how = f"pipx install --force '{PROGRAM}[{name}]'"
    return Finding(AREA, f"extra {name}", f"not installed. It gives {gives}: {how}")


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
