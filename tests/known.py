"""What every app and every store works out again, from the same code, is worked out once for all tests of a process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from sqlalchemy import Engine
from sqlalchemy.util import LRUCache as Statements
from textual.cache import LRUCache as Rules
from textual.css.stylesheet import Stylesheet


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
_PARSED: dict[frozenset[tuple[str, str]], Rules[Any, Any]] = {}


@contextmanager
def statements_known() -> Iterator[None]:
    """Engines share what they have compiled; each would begin with nothing."""
    shared = property(lambda _engine: _COMPILED, lambda _engine, _own: None)
    with patch.object(Engine, "_compiled_cache", shared, create=True):
        yield


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
