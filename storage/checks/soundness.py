"""The rules that every change set has to keep, asked of all rows at once."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, Select, exists, func, select

from itcrm_tui.domain.fields import LINK_TYPES, Field, Type
from itcrm_tui.domain.kinds import KINDS, Kind
from storage.checks.findings import MOST, Findings
from storage.ledger import link
from storage.tables import TABLES

_OTHERS = {name: table.alias() for name, table in TABLES.items()}


def check(connection: Connection, kinds: Collection[Kind], findings: Findings) -> None:
    """Add where something living points at what is not there, or has what another one has."""
    for kind in kinds:
        for field in kind.fields:
            if field.holds is Type.REFERENCE:
                _check_reference(connection, kind, field, findings)
            elif field.holds in LINK_TYPES:
                _check_links(connection, kind, field, findings)
            elif field.holds is Type.ANY_REFERENCE:
                _check_any_reference(connection, kind, field, kinds, findings)
        for names in kind.unique:
            _check_unique(connection, kind, names, findings)


def _check_reference(connection: Connection, kind: Kind, field: Field, findings: Findings) -> None:
    table = TABLES[kind.name]
    column = table.c[field.name]
    query = select(table.c.id).where(table.c.deleted_at.is_(None), column.is_not(None))
    _tell_pointing(connection, kind, field, query.where(_gone(field.target, column)), findings)


def _check_links(connection: Connection, kind: Kind, field: Field, findings: Findings) -> None:
    query = select(link.c.record_id).where(link.c.kind == kind.name, link.c.field == field.name)
    _tell_pointing(connection, kind, field, query.where(_gone(field.target, link.c.target_id)), findings)


def _check_any_reference(
    connection: Connection, kind: Kind, field: Field, kinds: Collection[Kind], findings: Findings
) -> None:
    table = TABLES[kind.name]
    living = select(table.c.id).where(table.c.deleted_at.is_(None))
    for target in kinds:
        pointing = living.where(table.c.record_kind == target.name)
        _tell_pointing(connection, kind, field, pointing.where(_gone(target.name, table.c[field.name])), findings)
    _tell_pointing(connection, kind, field, living.where(table.c.record_kind.not_in(list(KINDS))), findings)


def _gone(target: str | None, column: ColumnElement[str]) -> ColumnElement[bool]:
    assert target
    other = _OTHERS[target]
    return ~exists().where(other.c.id == column, other.c.deleted_at.is_(None))


def _tell_pointing(
    connection: Connection, kind: Kind, field: Field, query: Select[tuple[str]], findings: Findings
) -> None:
    for record_id in connection.scalars(query.limit(MOST)):
        sentence = f"The {kind.label} {record_id} names as {field.label.lower()} what is deleted or not there."
        findings.add("reference", sentence)


def _check_unique(connection: Connection, kind: Kind, names: tuple[str, ...], findings: Findings) -> None:
    table = TABLES[kind.name]
    columns = [table.c[name] for name in names]
    known = [column.is_not(None) for column in columns]
    query = select(func.count()).where(table.c.deleted_at.is_(None), *known).group_by(*columns)
    for count in connection.scalars(query.having(func.count() > 1).limit(MOST)):
        plural, label = kind.plural.replace("_", " "), kind.by_name[names[-1]].label.lower()
        findings.add("unique", f"There are {count} {plural} with the same {label}.")
