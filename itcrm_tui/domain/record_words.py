"""Any record in words, for reading panes and `show`: long texts under headings, short facts in a list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from itcrm_tui.domain.canonical import decimal_text
from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import kind_of
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


def facts(record: Record, names: Names, how: Manner) -> list[tuple[str, str]]:
    """Return label and words of each known short field."""
    return [
        (field.label, value_words(field, getattr(record, field.name), names, how))
        for field in kind_of(record).fields
        if field.holds is not Type.LINES and getattr(record, field.name) not in (None, (), False)
    ]


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


def summary(record: Record, names: Names, how: Manner) -> str:
    """Return a record in one line, without the record that owns it."""
    kind = kind_of(record)
    owner = kind.owner.name if kind.owner else ""
    shown = [
        value_words(field, getattr(record, field.name), names, how)
        for field in kind.fields
        if field.name not in (owner, "notes") and getattr(record, field.name) not in (None, (), False)
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
