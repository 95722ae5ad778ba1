"""A filter's tree as a condition on the rows of a kind's table.

It holds for just the rows that the tree shows. For others it may be unknown, as comparisons with the unknown are in
SQL; what is not wanted is therefore "is not true".
"""

from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, and_, exists, false, or_, select, true

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.query.asked import Asked, Figure, Measure
from itcrm_tui.query.tree import All, Called, Compares, Contains, Equals, Holds, Known, Not, Some, Through, Tree
from storage.filtering import columns
from storage.filtering.called import is_called
from storage.filtering.holding import holding
from storage.fitting import storable
from storage.ledger import link
from storage.tables import TABLES


def condition(connection: Connection, tree: Tree, kind: str, table: FromClause) -> ColumnElement[bool]:
    """Return the condition that a row of a kind's table, or of an alias of it, is as the tree says."""
    match tree:
        case All():
            return and_(true(), *(condition(connection, part, kind, table) for part in tree.parts))
        case Some():
            return or_(false(), *(condition(connection, part, kind, table) for part in tree.parts))
        case Not():
            return condition(connection, tree.part, kind, table).is_not(true())
        case Holds():
            return holding(connection, kind, table, tree.word)
        case Called():
            return is_called(connection, KINDS[kind], table, tree)
        case Through():
            return _through(connection, tree, table)
    return _is_said(connection, tree, table)


def _is_said(
    connection: Connection, tree: Known | Compares | Equals | Contains, table: FromClause
) -> ColumnElement[bool]:
    if tree.asked.is_list:
        return _is_in_list(connection, tree, table)
    found = _value(connection, tree.asked, table)
    match tree:
        case Known():
            return found.is_not(None)
        case Compares():
            return columns.compared(connection, tree.asked, found, tree.operator, tree.value)
        case Equals():
            return columns.equal(found, tree.value) if storable(tree.value) else false()
        case Contains():
            return columns.contains(connection, found, tree.text, whole=tree.whole)


def _is_in_list(
    connection: Connection, tree: Known | Compares | Equals | Contains, table: FromClause
) -> ColumnElement[bool]:
    if tree.asked.points:
        return exists(_links(tree.asked, table))
    part = columns.parts(connection, table.c[tree.asked.columns[0]])
    if not isinstance(tree, Contains):
        return exists().select_from(part.table)
    if not storable(tree.text):
        return false()
    return exists().where(columns.contains(connection, part, tree.text, whole=tree.whole))


def _links(asked: Asked, table: FromClause) -> Any:
    found = select(link.c.target_id).where(link.c.record_id == table.c.id, link.c.field == asked.columns[0])
    return found.correlate(table)


def _through(connection: Connection, tree: Through, table: FromClause) -> ColumnElement[bool]:
    target = tree.asked.target or ""
    other = TABLES[target].alias()
    wanted = select(other.c.id).where(condition(connection, tree.part, target, other))
    if not tree.asked.is_list:
        return table.c[tree.asked.columns[0]].in_(wanted)
    return exists(_links(tree.asked, table).where(link.c.target_id.in_(wanted)))


def _value(connection: Connection, asked: Asked, table: FromClause) -> ColumnElement[Any]:
    if asked.figure is not None:
        return _measured(connection, asked.figure, table)
    return columns.first_known([table.c[name] for name in asked.columns])


def _measured(connection: Connection, figure: Figure, table: FromClause) -> ColumnElement[Any]:
    assert figure.tree is not None
    behind = TABLES[figure.kind].alias()
    mine = (behind.c[figure.by] == table.c.id, behind.c.deleted_at.is_(None))
    what = columns.measure(figure.measure, behind.c[figure.of] if figure.measure is not Measure.COUNT else behind.c.id)
    query = select(what).where(*mine, condition(connection, figure.tree, figure.kind, behind))
    return query.correlate(table).scalar_subquery()
