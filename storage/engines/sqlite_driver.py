"""What opens a SQLite file: the library that comes with Python, or SQLCipher for one that is encrypted."""

import sqlite3
from contextlib import closing
from functools import cache, cached_property
from hashlib import pbkdf2_hmac
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import unquote

from storage.errors import OpenError

ROUNDS, KEY_BYTES, SALT_BYTES = 256_000, 32, 16
"""How SQLCipher 4 makes a key of a passphrase: PBKDF2 with SHA-512."""
HEADER = b"SQLite format 3\x00"
NEEDS_EXTRA = "An encrypted database needs the extra “encrypted”: pipx install 'itcrm-tui[encrypted]'."


class Plain:
    """Files that anybody can read who may read the file."""

    header: bytes | None = HEADER
    """How a file begins; None where that tells nothing."""

    @property
    def module(self) -> ModuleType:
        """The driver, as the database interface of Python describes one."""
        return sqlite3

    def connect(self, where: str | Path, **options: Any) -> sqlite3.Connection:
        """Return a connection; takes what `sqlite3.connect` takes."""
        connection: sqlite3.Connection = sqlite3.connect(where, **options)
        return connection

    def is_foreign(self, path: Path) -> str:
        """Return what to say of a file that cannot be read as a database."""
        return f"{path} is not a database of itcrm. Name another file; an encrypted one as sqlcipher:///FILE."


PLAIN = Plain()


class Encrypted(Plain):
    """Files of SQLCipher, under one passphrase. What lies beside such a file is encrypted too."""

    header = None

    def __init__(self, passphrase: str) -> None:
        """Know the passphrase; raises OpenError for one that is no text."""
        try:
            passphrase.encode()
        except UnicodeEncodeError:
            raise OpenError("The passphrase is not text in UTF-8. Say another, or mend ITCRM_PASSPHRASE.") from None
        self._passphrase = passphrase

    @cached_property
    def module(self) -> ModuleType:
        try:
            return import_module("sqlcipher3.dbapi2")
        except ImportError:
            raise OpenError(NEEDS_EXTRA) from None

    def connect(self, where: str | Path, **options: Any) -> sqlite3.Connection:
        """Return a connection that has the key; whether it is the right one shows when something is read.

        The library would write of a wrong one to the terminal, over the screen.
        """
        connection: sqlite3.Connection = self.module.connect(str(where), **options)
        connection.execute("PRAGMA cipher_log_level=NONE")
        salt = _beginning(where)
        key = _quoted(self._passphrase) if salt is None else f"\"x'{_key(self._passphrase, salt).hex()}{salt.hex()}'\""
        connection.execute(f"PRAGMA key = {key}")
        return connection

    def opens(self, path: Path) -> bool:
        """Whether a file can be read with the passphrase."""
        with closing(self.connect(path)) as connection:
            try:
                connection.execute("SELECT count(*) FROM sqlite_master")
            except self.module.Error as error:
                return "not a database" not in str(error)
            return True

    def is_foreign(self, path: Path) -> str:
        return f"The passphrase is not that of {path}, or the file is no encrypted database of itcrm."


@cache
def _key(passphrase: str, salt: bytes) -> bytes:
    """Return the key of a file as the library itself derives it, once for all connections: it takes a while."""
    return pbkdf2_hmac("sha512", passphrase.encode(), salt, ROUNDS, KEY_BYTES)


def _beginning(where: str | Path) -> bytes | None:
    """Return the salt with which a file begins; None where there is no file yet, or an empty one."""
    path = Path(unquote(where.removeprefix("file:").partition("?")[0])) if isinstance(where, str) else where
    try:
        with path.open("rb") as file:
            found = file.read(SALT_BYTES)
    except OSError:
        return None
    return found if len(found) == SALT_BYTES else None


def _quoted(words: str) -> str:
    """Return a text as a literal: a pragma takes no parameters."""
    return "'" + words.replace("'", "''") + "'"
