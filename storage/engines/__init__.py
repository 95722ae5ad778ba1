"""What differs between the engines, and nothing else; which one serves is decided by the URL alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.errors import UrlError

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

    from storage.engines.backend import Backend

EXAMPLES = "sqlite:///FILE, sqlcipher:///FILE (encrypted) or postgresql://USER@HOST/DATABASE"


def backend_for(url: str) -> Backend:
    """Return the engine that a database URL names; raises UrlError with an example of a right one."""
    engine = parsed(url).get_backend_name()
    if engine in ("sqlite", "sqlcipher") and "?" in url:
        raise UrlError("The name of a database file can hold no “?”, nor can those of its folders. Name another file.")
    match engine:
        case "sqlite":
            from storage.engines.sqlite import SqliteBackend

            return SqliteBackend(parsed(url))
        case "sqlcipher":
            from storage.engines.sqlcipher import SqlcipherBackend

            return SqlcipherBackend(parsed(url))
        case "postgresql" | "postgres":
            from storage.engines.postgres import PostgresBackend

            return PostgresBackend(parsed(url))
        case other:
            raise UrlError(f"There is no engine for “{other}” databases. A database URL is {EXAMPLES}.")


def parsed(url: str) -> URL:
    """Return the parts of a URL; the message of an error never repeats the URL, which may hold a password."""
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        return make_url(url)
    except (ArgumentError, ValueError):
        raise UrlError(f"That is not a database URL. One is {EXAMPLES}.") from None
