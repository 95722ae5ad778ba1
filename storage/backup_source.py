"""Which file a backup is made of; a shared database has none, and is backed up by its server."""

from pathlib import Path

from sqlalchemy.engine import URL

from storage.backup_contents import BackupError
from storage.engines import backend_for, parsed
from storage.engines.sqlite_driver import Plain


def file_of(url: str) -> tuple[Path, Plain]:
    """Return the SQLite file that a URL names, and what opens it.

    Raises BackupError with the command that serves for any other.
    """
    from storage.engines.sqlite import SqliteBackend

    backend = backend_for(url)
    if isinstance(backend, SqliteBackend):
        return backend.path, backend.driver
    server = _without_secrets(parsed(url))
    raise BackupError(
        f"A shared database is backed up by its server: pg_dump --format=custom --file=FILE '{server}',"
        f" and brought back by: pg_restore --clean --if-exists --single-transaction --dbname='{server}' FILE."
    )


def _without_secrets(url: URL) -> str:
    public = url.difference_update_query(["password", "sslpassword"])
    bare = URL.create("postgresql", url.username, None, url.host, url.port, url.database, public.query)
    return bare.render_as_string(hide_password=False)
