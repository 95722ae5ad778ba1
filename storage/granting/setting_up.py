"""Make the roles, and give each what it may do: as often as one likes, with the same outcome."""

from collections.abc import Collection, Iterator

from sqlalchemy import Connection, text

from storage.errors import RefusedError
from storage.granting.policies import policies
from storage.granting.roles import HEADER, INSERT, OWN_ROWS, Role, header_columns, rights, tables

_LOCK = 4_954_435_202
GRANTED = (Role.STAFF, Role.CONTRIBUTOR, Role.READER)
OWNED = text(
    "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname = ANY(:tables)"
    " AND relowner = to_regrole(:role)"
)
"""Which of the tables belong to a role."""

_OWNS = text("SELECT pg_has_role(current_user, :role, 'USAGE')")
_MAY_CREATE = "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"


def set_up(connection: Connection) -> None:
    """Make the roles that are missing, hand the tables to the owner, and grant anew.

    Raises RefusedError where the roles are missing and may not be made.
    """
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    _make(connection, [role for role in Role if not exists(connection, role)])
    if not connection.scalar(_OWNS, {"role": Role.OWNER.in_database}):
        connection.execute(text(f"GRANT {Role.OWNER.in_database} TO CURRENT_USER"))
    handed = set(connection.scalars(OWNED, {"tables": tables(), "role": Role.OWNER.in_database}))
    for statement in (*_owning(handed), *_granting(), *_row_policies()):
        connection.execute(text(statement))


def exists(connection: Connection, role: Role) -> bool:
    """Whether the server knows a role."""
    known = text("SELECT count(*) FROM pg_roles WHERE rolname = :name")
    return bool(connection.scalar(known, {"name": role.in_database}))


def _make(connection: Connection, missing: list[Role]) -> None:
    if not missing:
        return
    wanted = [f"CREATE ROLE {role.in_database} NOLOGIN" for role in missing]
    if not connection.scalar(text(_MAY_CREATE)):
        raise RefusedError(f"You may not make roles on this server. Its administrator runs: {'; '.join(wanted)}")
    for statement in wanted:
        connection.execute(text(statement))


def _owning(handed: Collection[str]) -> Iterator[str]:
    owner = Role.OWNER.in_database
    yield f"GRANT USAGE, CREATE ON SCHEMA public TO {owner}"
    yield from (f"ALTER TABLE {_quoted(table)} OWNER TO {owner}" for table in tables() if table not in handed)
    yield from (f"GRANT {role.in_database} TO {owner} WITH ADMIN OPTION" for role in GRANTED)


def _granting() -> Iterator[str]:
    everything = ", ".join(map(_quoted, tables()))
    yield f"REVOKE ALL ON {everything} FROM PUBLIC"
    for role in GRANTED:
        name = role.in_database
        yield f"GRANT USAGE ON SCHEMA public TO {name}"
        yield f"REVOKE ALL ON {everything} FROM {name}"
        for table, statements in rights(role).items():
            if statements:
                yield f"GRANT {', '.join(sorted(statements))} ON {_quoted(table)} TO {name}"
        if role is not Role.READER:
            yield f"GRANT {INSERT} ({', '.join(header_columns())}) ON {HEADER} TO {name}"


def _row_policies() -> Iterator[str]:
    for table in OWN_ROWS:
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    for (table, name), clause in policies().items():
        yield f"DROP POLICY IF EXISTS {name} ON {table}"
        yield f"CREATE POLICY {name} ON {table} {clause}"


def _quoted(table: str) -> str:
    return f'"{table}"'
