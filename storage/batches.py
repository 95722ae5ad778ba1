"""Long lists in portions, and "one of these" with a single parameter however many there are."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from json import dumps
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Dialect, Text, bindparam, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NULLTYPE, TypeDecorator, TypeEngine

T = TypeVar("T")
SIZE = 2_000


def batches(items: Iterable[T], size: int = SIZE) -> Iterator[Sequence[T]]:
    """Yield the items in order, at most `size` at a time."""
    rest = iter(items)
    while portion := list(islice(rest, size)):
        yield portion


def among(column: ColumnElement[Any], texts: Iterable[str]) -> ColumnElement[bool]:
    """Return the condition that a column of text holds one of the texts."""
    return _Among(column, literal(list(texts), _Texts()))


def among_those(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Return the same condition for a list of texts that is given by name with each execution."""
    return _Among(column, bindparam(name, type_=_Texts()))


class _Texts(TypeDecorator[list[str]]):
    """Many texts in one parameter: an array, or a JSON list on SQLite."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name != "postgresql":
            return dialect.type_descriptor(Text())
        from sqlalchemy.dialects.postgresql import ARRAY

        return dialect.type_descriptor(ARRAY(Text()))

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return value if dialect.name == "postgresql" else dumps(value)


class _Among(FunctionElement[Any]):
    type = NULLTYPE  # of a Boolean, SQLAlchemy asks SQLite whether it is 1, and no index answers to that
    inherit_cache = True


@compiles(_Among, "sqlite")
def _on_sqlite(element: _Among, compiler: SQLCompiler, **words: Any) -> str:
    column, texts = element.clauses
    return f"{compiler.process(column, **words)} IN (SELECT value FROM json_each({compiler.process(texts, **words)}))"


@compiles(_Among, "postgresql")
def _on_postgresql(element: _Among, compiler: SQLCompiler, **words: Any) -> str:
    column, texts = element.clauses
    return f"{compiler.process(column, **words)} = ANY({compiler.process(texts, **words)})"
