"""Whether whoever is connected owns the database: only they may change what the journal says."""

from sqlalchemy import Connection, text

_OWNED = "SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = to_regclass('change_set')"


def owns(connection: Connection) -> bool:
    """Whether the tables of a shared database are one's own; on SQLite, whoever has the file owns it."""
    return connection.dialect.name != "postgresql" or bool(connection.scalar(text(_OWNED)))
