"""The four roles, and what each may do with each table."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from itcrm_tui.domain.kinds import KINDS
from storage.ledger import change_set
from storage.tables import restricted_tables, whole_schema

SELECT, INSERT, UPDATE, DELETE = "SELECT", "INSERT", "UPDATE", "DELETE"
STATEMENTS = (SELECT, INSERT, UPDATE, DELETE, "TRUNCATE", "REFERENCES", "TRIGGER")
"""What can be granted on a table."""

PREFIX = "itcrm_"
SCHEMA_TABLE = "alembic_version"
HEADER = change_set.name
OWN_ROWS = ("answer", "progress")
"""Where a contributor writes, in rows of the own team only."""


class Role(StrEnum):
    """What people are to a shared database; whoever has the first of two may do what the second may."""

    OWNER = "owner"
    STAFF = "staff"
    CONTRIBUTOR = "contributor"
    READER = "reader"

    @property
    def in_database(self) -> str:
        """What the server calls it: roles are the same for all databases of a server."""
        return f"{PREFIX}{self}"


Rights = Mapping[str, frozenset[str]]
"""Statements, by table."""

MAY = {
    Role.OWNER: "everything: the schema, the roles, erasing a person, and what staff may",
    Role.STAFF: "read and change every record; the journal only grows",
    Role.CONTRIBUTOR: "read all but restricted records; answer for the own team and report its hours left",
    Role.READER: "read all but restricted records",
}


def tables() -> list[str]:
    """Return every table of the schema, by name."""
    return [*sorted(whole_schema().tables), SCHEMA_TABLE]


def rights(role: Role) -> Rights:
    """Return what a role other than the owner may do with each table; the header of a change set is apart."""
    given: dict[str, set[str]] = {table: set() for table in tables()}
    for table in tables():
        if role is Role.STAFF or table not in restricted_tables():
            given[table].add(SELECT)
    for table, statements in _writing(role):
        given[table].update(statements)
    return {table: frozenset(statements) for table, statements in given.items()}


def header_columns() -> tuple[str, ...]:
    """Return the columns of a change set's header that whoever writes says: who it was, the server says."""
    return tuple(column.name for column in change_set.columns if column.name != "actor")


def _writing(role: Role) -> Iterable[tuple[str, tuple[str, ...]]]:
    if role is Role.STAFF:
        yield from ((name, (INSERT, UPDATE)) for name in KINDS)
        yield from ((name, (INSERT, UPDATE, DELETE)) for name in ("search_text", "restricted_search_text"))
        yield from (("link", (INSERT, DELETE)), ("restricted_change", (INSERT,)), ("role_lock", (INSERT,)))
    if role is Role.CONTRIBUTOR:
        yield from ((name, (INSERT, UPDATE)) for name in OWN_ROWS)
        yield "search_text", (INSERT, UPDATE, DELETE)
    if role in (Role.STAFF, Role.CONTRIBUTOR):
        yield from (("change", (INSERT,)), ("counter", (UPDATE,)), ("role_lock", (UPDATE,)), ("receipt", (INSERT,)))
    if role is not Role.OWNER:
        yield "working_copy", (INSERT, UPDATE)
