"""Whether a record is called so, in SQL: by id, by a code, or by its name."""

from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Connection, FromClause, and_, false, literal, or_, select, union

from itcrm_tui.domain.kinds import Kind
from itcrm_tui.query.evaluation import LONGEST_NAME, codes_of
from itcrm_tui.query.tree import Called
from storage import search
from storage.filtering.folding import Folded
from storage.fitting import storable

SHORTEST = 3
"""Of shorter words the search index knows nothing."""


def is_called(connection: Connection, kind: Kind, table: FromClause, tree: Called) -> ColumnElement[bool]:
    """Return the condition that a row's record is called as the tree says; names stand folded in `sort_name`."""
    if not storable(tree.words):
        return false()
    ways: list[ColumnElement[bool]] = [table.c.id == tree.words]
    ways += [Folded(table.c[name]) == tree.words for name in codes_of(kind)]
    if kind.name_field is not None:
        ways.append(_is_named(table.c.sort_name, tree.words[:LONGEST_NAME], whole=tree.whole))
    found = _found(connection, kind, tree.words)
    return or_(*ways) if found is None else and_(table.c.id.in_(found), or_(*ways))


def _found(connection: Connection, kind: Kind, words: str) -> CompoundSelect[Any] | None:
    """Return the ids among which are all that are called so, by the search index; None where that has not all names."""
    named = [*codes_of(kind), *([kind.name_field.name] if kind.name_field else [])]
    parts = [part for part in words[:LONGEST_NAME].split() if len(part) >= SHORTEST]
    if not parts or not all(kind.by_name[name].searched for name in named):
        return None
    found = search.found_ids(connection, kind, " ".join(parts))
    return None if found is None else union(found, select(literal(words)))


def _is_named(name: ColumnElement[str], words: str, *, whole: bool) -> ColumnElement[bool]:
    if whole:
        return name == words
    return (literal(" ") + name).contains(f" {words}", autoescape=True)
