"""Compare what the server lets each role do with what it should."""

from collections.abc import Iterator

from sqlalchemy import Connection, text

from storage.granting.policies import policies
from storage.granting.roles import HEADER, INSERT, OWN_ROWS, STATEMENTS, Role, header_columns, rights, tables
from storage.granting.setting_up import GRANTED, OWNED, exists

_GIVEN = text(
    "SELECT name, statement FROM unnest(CAST(:tables AS text[])) AS name,"
    " unnest(CAST(:statements AS text[])) AS statement"
    " WHERE has_table_privilege(CAST(:role AS text), format('public.%I', name), statement)"
)
_GIVEN_COLUMNS = text(
    "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(:table) AND attnum > 0 AND NOT attisdropped"
    " AND has_column_privilege(CAST(:role AS text), attrelid, attnum, :statement)"
)
_BESIDE = text(
    "SELECT given.grantee::regrole::text, count(DISTINCT relname) FROM pg_class, aclexplode(relacl) AS given"
    " WHERE relnamespace = 'public'::regnamespace AND relname = ANY(:tables) AND given.grantee <> 0"
    " AND given.grantee <> relowner AND given.grantee::regrole::text <> ALL(:roles) GROUP BY 1 ORDER BY 1"
)


def findings(connection: Connection) -> list[str]:
    """Return what is not as it should be, a sentence each."""
    missing = [role for role in Role if not exists(connection, role)]
    if missing:
        return [f"There is no role {role.in_database}." for role in missing]
    found = [*_of_owner(connection), *(said for role in GRANTED for said in _of(connection, role))]
    return [*found, *_of_rows(connection), *_of_others(connection)]


def _of_owner(connection: Connection) -> Iterator[str]:
    parameters = {"tables": tables(), "role": Role.OWNER.in_database}
    owned = set(connection.scalars(OWNED, parameters))
    yield from (f"{table} is not owned by {Role.OWNER.in_database}." for table in tables() if table not in owned)


def _of(connection: Connection, role: Role) -> Iterator[str]:
    parameters = {"tables": tables(), "statements": list(STATEMENTS), "role": role.in_database}
    given = {(table, statement) for table, statement in connection.execute(_GIVEN, parameters)}
    wanted = {(table, statement) for table, statements in rights(role).items() for statement in statements}
    yield from (f"{role} may {one} in {table}, and should not." for table, one in sorted(given - wanted))
    yield from (f"{role} may not {one} in {table}, and should." for table, one in sorted(wanted - given))
    columns = {"table": HEADER, "role": role.in_database, "statement": INSERT}
    may = set(connection.scalars(_GIVEN_COLUMNS, columns))
    should = set() if role is Role.READER else set(header_columns())
    yield from (f"{role} may write {one} of a change set, and should not." for one in sorted(may - should))
    yield from (f"{role} may not write {one} of a change set, and should." for one in sorted(should - may))


def _of_rows(connection: Connection) -> Iterator[str]:
    guarded = set(connection.scalars(text("SELECT relname FROM pg_class WHERE relrowsecurity")))
    yield from (f"{table} has no row policies in force." for table in OWN_ROWS if table not in guarded)
    there = {(table, name) for table, name in connection.execute(text("SELECT tablename, policyname FROM pg_policies"))}
    yield from (f"The policy {name} of {table} is missing." for table, name in policies() if (table, name) not in there)
    ours = [(table, name) for table, name in there if table in OWN_ROWS and (table, name) not in policies()]
    yield from (f"The policy {name} of {table} is not ours." for table, name in sorted(ours))


def _of_others(connection: Connection) -> Iterator[str]:
    parameters = {"tables": tables(), "roles": [role.in_database for role in Role]}
    for login, count in connection.execute(_BESIDE, parameters):
        yield f"{login} has rights of its own in {count} tables, besides its role."
