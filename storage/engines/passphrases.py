"""The passphrases of encrypted files: asked for, from the environment, or kept in the keyring; never in a file."""

import os
from collections.abc import Callable
from pathlib import Path

from storage.engines import kept_password
from storage.errors import OpenError

VARIABLE = "ITCRM_PASSPHRASE"


class NoPassphraseError(OpenError):
    """A file is to be made and encrypted, and nobody has said with what."""


_said: dict[Path, str] = {}
_ask: Callable[[Path], str] | None = None


def ask_by(ask: Callable[[Path], str] | None) -> None:
    """Ask for a passphrase that is not known by a function, which returns it; with None nobody can be asked."""
    global _ask
    _ask = ask


def say(path: Path, passphrase: str) -> None:
    """Know a passphrase for as long as the program runs."""
    _said[path] = passphrase


def of(path: Path) -> str:
    """Return the passphrase of a file; raises OpenError where nobody can say it."""
    known = _said.get(path) or os.environ.get(VARIABLE) or kept_password.kept(name(path))
    if not known and _ask is not None:
        known = _ask(path)
        say(path, known)
    if not known and not (path.exists() and path.stat().st_size):
        raise NoPassphraseError(
            f"{path} will be encrypted, which needs a passphrase. Run this at a terminal, or put one into {VARIABLE}."
        )
    if not known:
        raise OpenError(
            f"{path} is encrypted. Run this at a terminal, or put the passphrase into {VARIABLE} or the keyring"
            f" (itcrm --db sqlcipher:///{path} db password)."
        )
    return known


def name(path: Path) -> str:
    """Return what the passphrase of a file is called in a keyring."""
    return f"sqlcipher:///{path}"
