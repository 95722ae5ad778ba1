"""What every app and every store works out again, from the same code, is worked out once for all tests of a process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from unittest.mock import patch

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.util import LRUCache as Statements
from textual.cache import LRUCache as Rules
from textual.css.stylesheet import Stylesheet

from storage import schema
from storage.engines.sqlite_file import APPLICATION_ID


class _Compiled(Statements[Any, Any]):
    """Compiled statements of all engines, by the kind of database and its driver."""

    @staticmethod
    def _key(key: tuple[Any, ...]) -> tuple[Any, ...]:
        dialect, *rest = key
        return (type(dialect), dialect.dbapi.__name__, *rest)

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(self._key(key), default)

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(self._key(key), value)


_COMPILED = _Compiled(4000)
_NOW = schema.SCHEMA_VERSION
_PARSED: dict[frozenset[tuple[str, str]], Rules[Any, Any]] = {}


@contextmanager
def statements_known() -> Iterator[None]:
    """Engines share what they have compiled; each would begin with nothing."""
    shared = property(lambda _engine: _COMPILED, lambda _engine, _own: None)
    with patch.object(Engine, "_compiled_cache", shared, create=True):
        yield


@contextmanager
def schema_known() -> Iterator[None]:
    """Empty SQLite files are set up by the statements to which the revisions have led once."""
    by_revisions, statements = schema.move, _schema()

    def move(connection: Connection, version: str) -> None:
        if connection.dialect.name != "sqlite" or version != _NOW or _made(connection):
            by_revisions(connection, version)
        else:
            for statement in statements:
                connection.exec_driver_sql(statement)

    with patch.object(schema, "move", move):
        yield


@cache
def _schema() -> tuple[str, ...]:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        schema.move(connection, _NOW)
        made = _made(connection)
    engine.dispose()
    return made


def _made(connection: Connection) -> tuple[str, ...]:
    """What makes a file as this one is, before the first records; the search index makes some tables by itself."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid").all()
    if not rows:
        return ()
    return (
        *(sql for name, sql in rows if "_index_" not in name),
        f"PRAGMA application_id={APPLICATION_ID}",
        "INSERT INTO counter (id, value) VALUES (1, 0)",
        f"INSERT INTO alembic_version VALUES ('{_NOW}')",
    )


@contextmanager
def style_sheets_known() -> Iterator[None]:
    """Apps of one theme share the rules that they have read from their style sheets."""
    begin, set_variables = Stylesheet.__init__, Stylesheet.set_variables

    def begun(sheet: Stylesheet, *, variables: dict[str, str] | None = None) -> None:
        begin(sheet, variables=variables)
        share(sheet)

    def changed(sheet: Stylesheet, variables: dict[str, str]) -> None:
        sheet._parse_cache = Rules(1)  # it is emptied
        set_variables(sheet, variables)
        share(sheet)

    def share(sheet: Stylesheet) -> None:
        sheet._parse_cache = _PARSED.setdefault(frozenset(sheet._variables.items()), Rules(500))

    with patch.object(Stylesheet, "__init__", begun), patch.object(Stylesheet, "set_variables", changed):
        yield
