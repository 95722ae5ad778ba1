"""Asks at the terminal for the passphrase of an encrypted database, before the screen starts."""

import sys
from contextlib import suppress
from getpass import getpass
from pathlib import Path

from itcrm_tui import here
from itcrm_tui.config import ConfigError

TRIES = 3


def ask_when_needed(given: str | None) -> None:
    """Let a passphrase be asked for where the database in use is encrypted."""
    with suppress(ConfigError):  # it is told when the database is opened
        if here.url_for(given).startswith(here.ENCRYPTED):
            ask_at_terminal()


def ask_at_terminal() -> None:
    """Let whatever opens an encrypted database ask for its passphrase, where somebody sits at a terminal."""
    if sys.stdin.isatty():
        from storage.engines import passphrases

        passphrases.ask_by(_asked)


def unlock(url: str) -> None:
    """Ask for the passphrase now, if one is needed, and never again: the terminal is about to be the screen's."""
    path = here.sqlite_path(url)
    if path is None or not url.startswith(here.ENCRYPTED):
        return
    from storage.engines import passphrases

    ask_at_terminal()
    passphrases.of(path.absolute())
    passphrases.ask_by(None)


def _asked(path: Path) -> str:
    """Return the passphrase of a file: a new one is typed twice, a wrong one may be typed again."""
    if not path.exists() or not path.stat().st_size:
        return _new(path)
    from storage.engines.sqlite_driver import Encrypted
    from storage.errors import OpenError

    for _ in range(TRIES):
        typed = getpass(f"Passphrase of {path}: ")
        if typed and Encrypted(typed).opens(path):
            return typed
        print("That is not its passphrase.", file=sys.stderr)
    raise OpenError(f"{path} stays locked.")


def _new(path: Path) -> str:
    from storage.errors import OpenError

    typed = getpass(f"A passphrase for {path}, which nobody can bring back if it is lost: ")
    if not typed or getpass("The same again: ") != typed:
        raise OpenError("The two are not the same; nothing was made." if typed else "Nothing was made.")
    return typed
