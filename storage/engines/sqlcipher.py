"""SQLCipher: a SQLite file that is encrypted as a whole, its log and its backups too."""

from pathlib import Path

from sqlalchemy.engine import URL

from storage.engines import passphrases
from storage.engines.sqlite import SqliteBackend
from storage.engines.sqlite_driver import Encrypted
from storage.errors import OpenError

_LEAST_PAGE = 512
"""Bytes: whatever a database is, it is a number of whole pages."""


class SqlcipherBackend(SqliteBackend):
    """An encrypted SQLite file; raises OpenError where nobody has said its passphrase."""

    scheme = "sqlcipher"

    def __init__(self, url: URL) -> None:
        super().__init__(url)
        _demand_pages(self.path)
        self.driver = Encrypted(passphrases.of(self.path))


def _demand_pages(path: Path) -> None:
    """Nobody is asked for the passphrase of what cannot be a database."""
    if path.is_file() and path.stat().st_size % _LEAST_PAGE:
        raise OpenError(f"{path} is no database. Name another file.")
