"""Any record in words, for reading panes and `show`: long texts under headings, short facts in a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from itcrm_tui.domain.canonical import decimal_text
from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import Kind, kind_of
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.wording import Section, day_words, due_words, hours_words
from itcrm_tui.ids import RecordId

Names = Mapping[RecordId, str]


@dataclass(frozen=True)
class Manner:
    """What dates, moments and amounts are said by: the organization's day, time zone and currency decimals."""

    today: date
    zone: tzinfo
    decimals: int


_DUE = frozenset({"due", "needed_by"})
_DONE = ("delivered_on", "closed_on", "done_on")
"""Fields that say that nothing is due any more."""


def facts(record: Record, names: Names, how: Manner) -> list[tuple[str, str]]:
    """Return label and words of each known short field."""
    return [
        (field.label, _fact(record, field, names, how))
        for field in kind_of(record).fields
        if field.holds is not Type.LINES and getattr(record, field.name) not in (None, (), False)
    ]


def _fact(record: Record, field: Field, names: Names, how: Manner) -> str:
    """Return a known value where there is room for it: of what is due both the day and how far it is."""
    words, value = words_in(record, field, names, how), getattr(record, field.name)
    written = day_words(value, how.today) if field.name in _DUE else words
    return words if written == words else f"{written}, {words}"


def words_in(record: Record, field: Field, names: Names, how: Manner) -> str:
    """Return a known value as a person reads it in its record: what is done with is due no more, and never late."""
    value = getattr(record, field.name)
    if field.name in _DUE and any(getattr(record, name, None) for name in _DONE):
        return day_words(value, how.today)
    return value_words(field, value, names, how)


def texts(record: Record) -> list[Section]:
    """Return the known long texts, each under its label."""
    return [
        Section(field.label.upper(), tuple(getattr(record, field.name).splitlines()))
        for field in kind_of(record).fields
        if field.holds is Type.LINES and getattr(record, field.name)
    ]


def fact_lines(pairs: list[tuple[str, str]]) -> tuple[str, ...]:
    """Return labels and words as aligned lines."""
    width = max((len(label) for label, _ in pairs), default=0)
    return tuple(f"{label:<{width}}  {words}" for label, words in pairs)


@dataclass(frozen=True)
class Table:
    """Records that another one owns, a row each under the labels of what is known of any of them.

    `more`: how many there are beyond.
    """

    heading: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    more: int = 0


def table(kind: Kind, records: Sequence[Record], names: Names, how: Manner, more: int = 0) -> Table:
    """Return records of a kind as a table, without the record that owns them; long texts stand last, in one line."""
    known = [
        field
        for field in _beside_owner(kind)
        if any(getattr(record, field.name) not in (None, (), False) for record in records)
    ]
    known.sort(key=lambda field: field.holds is Type.LINES)
    rows = [tuple(_cell(record, field, names, how) for field in known) for record in records]
    return Table(owned_heading(kind), tuple(field.label.upper() for field in known), tuple(rows), more)


def owned_heading(kind: Kind) -> str:
    """Return what stands over the records of a kind that another one owns."""
    return kind.plural.replace("_", " ").upper()


def _cell(record: Record, field: Field, names: Names, how: Manner) -> str:
    if getattr(record, field.name) in (None, (), False):
        return ""
    return " ".join(words_in(record, field, names, how).split())


def _beside_owner(kind: Kind) -> list[Field]:
    owner = kind.owner.name if kind.owner else ""
    return [field for field in kind.fields if field.name not in (owner, "notes")]


def summary(record: Record, names: Names, how: Manner) -> str:
    """Return a record in one line, without the record that owns it."""
    shown = [
        words_in(record, field, names, how)
        for field in _beside_owner(kind_of(record))
        if getattr(record, field.name) not in (None, (), False)
    ]
    return "  ".join(shown)


def value_words(field: Field, value: Any, names: Names, how: Manner) -> str:
    """Return a known value as a person reads it."""
    match field.holds:
        case Type.REFERENCE | Type.ANY_REFERENCE:
            return names.get(value, value)
        case Type.REFERENCES:
            return ", ".join(names.get(one, one) for one in value)
        case Type.SHARES:
            return ", ".join(f"{names.get(one, one)} {decimal_text(share)}" for one, share in value)
        case Type.TEXTS:
            return ", ".join(value)
        case Type.FLAG:
            return "yes" if value else "no"
        case Type.DECIMAL:
            return decimal_text(value)
        case Type.MINUTES:
            return hours_words(value)
        case Type.MONEY:
            return money_words(value, how.decimals)
        case Type.DATE:
            return due_words(value, how.today) if field.name in _DUE else day_words(value, how.today)
        case Type.INSTANT:
            return instant_words(value, how)
    return str(value)


def money_words(minor_units: int, decimals: int) -> str:
    """Return an amount in the major unit, thousands set apart."""
    sign, digits = "-" if minor_units < 0 else "", f"{abs(minor_units):0{decimals + 1}}"
    whole, part = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    return f"{sign}{int(whole):,}" + (f".{part}" if part else "")


def instant_words(at: datetime, how: Manner) -> str:
    """Return a moment as day and time, by the organization's clock."""
    local = at.astimezone(how.zone)
    return f"{day_words(local.date(), how.today)} {local:%H:%M}"
