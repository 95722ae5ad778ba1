"""Column types: canonical text or integers on SQLite (STRICT), the native type on PostgreSQL."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from json import loads
from typing import Any

from orjson import OPT_SORT_KEYS, dumps
from sqlalchemy import BigInteger, Boolean, Date, DateTime, Dialect, Integer, Numeric, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from itcrm_tui.domain.canonical import decimal_text, instant_from, instant_text

Words = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that sorts by code point on every engine, so that pages and digests come in one order."""

Whole = Integer().with_variant(BigInteger(), "postgresql")


def canonical_json(value: Any) -> str:
    """Return the one way to write a JSON value as text: sorted keys, no spaces, no escapes but the needed."""
    return dumps(value, option=OPT_SORT_KEYS).decode()


class _Canonical(TypeDecorator[Any]):
    """A type that is text on SQLite and `native` on PostgreSQL."""

    impl = Text
    native: TypeEngine[Any] = Text()

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(self.native if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return value if value is None or dialect.name == "postgresql" else self.write(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return value if value is None or dialect.name == "postgresql" else self.read(value)

    def write(self, value: Any) -> str:
        raise NotImplementedError

    def read(self, text: str) -> Any:
        raise NotImplementedError


class PlainDate(_Canonical):
    """`datetime.date`, written `YYYY-MM-DD`."""

    cache_ok = True
    native = Date()

    def write(self, value: date) -> str:
        return value.isoformat()

    def read(self, text: str) -> date:
        return date.fromisoformat(text)


class Instant(_Canonical):
    """`datetime.datetime` in UTC."""

    cache_ok = True
    native = DateTime(timezone=True)

    def write(self, value: datetime) -> str:
        return instant_text(value)

    def read(self, text: str) -> datetime:
        return instant_from(text)


class Exact(_Canonical):
    """`decimal.Decimal`, never a float."""

    cache_ok = True
    native = Numeric()

    def write(self, value: Decimal) -> str:
        return decimal_text(value)

    def read(self, text: str) -> Decimal:
        return Decimal(text)


class Document(_Canonical):
    """Any JSON value."""

    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name != "postgresql":
            return dialect.type_descriptor(Text())
        from sqlalchemy.dialects.postgresql import JSONB

        return dialect.type_descriptor(JSONB(none_as_null=True))

    def write(self, value: Any) -> str:
        return canonical_json(value)

    def read(self, text: str) -> Any:
        return loads(text)


class Flag(TypeDecorator[bool]):
    """True or false: 1 or 0 on SQLite."""

    impl = Integer
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Boolean() if dialect.name == "postgresql" else Integer())

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> Any:
        return value if value is None or dialect.name == "postgresql" else int(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | None:
        return None if value is None else bool(value)


class Choice(TypeDecorator[StrEnum]):
    """One word of a `StrEnum`."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> Any:
        return None if value is None else str(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.words(value)
