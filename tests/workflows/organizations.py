"""Random organizations: sound records of every kind, pointing at one another."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.values import known_fields
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.records import unsound

WILD = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=12)
TIDY = st.sampled_from(
    [
        "Ada",
        "Grüße, Zürich",
        "=1+1",
        "-5",
        "@home",
        "a 'quote' \"here\"",
        "1.5",
        "0012",
        "true",
        "2026-01-02",
        "漢字",
        "'x",
    ]
)
MANY_LINES = ["one\ntwo", "- a\n- b: c", "# no comment\n\nend"]
DATES = [date(1999, 12, 31), date(2026, 2, 28), date(2044, 2, 29)]
INSTANTS = [datetime(2026, 1, 1, tzinfo=UTC), datetime(2025, 6, 30, 23, 59, 58, 123456, tzinfo=UTC)]
DECIMALS = [Decimal("0.1"), Decimal("1"), Decimal("0.25"), Decimal("12345678901.000001")]


@st.composite
def organizations(draw: st.DrawFn, *, tidy: bool) -> list[Record]:
    """Return new records, what is pointed at before what points at it; `tidy`: only texts that a cell can say."""
    made: dict[str, list[Record]] = {name: [] for name in KINDS}
    for kind in KINDS.values():
        for number in range(0 if kind.name == "settings" else draw(st.integers(1, 2))):
            values = {field.name: _value(draw, kind, field, made, number, tidy) for field in kind.fields}
            known = _in_order({name: value for name, value in values.items() if value is not None})
            if all(name in known for name in (field.name for field in kind.fields if field.required)):
                record = kind.record_type(**known)
                if not unsound(kind, known_fields(record)):
                    made[kind.name].append(record)
    return [record for records in made.values() for record in records]


def _in_order(values: dict[str, Any]) -> dict[str, Any]:
    """Return values in which a period does not end before it begins."""
    if {"starts_on", "ends_on"} <= values.keys():
        values["starts_on"], values["ends_on"] = sorted((values["starts_on"], values["ends_on"]))
    return values


def _value(draw: st.DrawFn, kind: Kind, field: Field, made: dict[str, list[Record]], number: int, tidy: bool) -> Any:
    if field.unique or field.name in ("key", "system"):
        return f"{kind.name} {number}"
    if not field.required and draw(st.booleans()):
        return None
    if field.name == "record_kind":
        return "client"
    return _drawn(draw, field, [record.id for record in made[field.target or "client"]], tidy)


def _drawn(draw: st.DrawFn, field: Field, ids: Sequence[RecordId], tidy: bool) -> Any:
    texts = TIDY if tidy else WILD.filter(str.strip).map(lambda text: unicodedata.normalize("NFC", text))
    match field.holds:
        case Type.TEXT:
            return draw(texts)
        case Type.LINES:
            return draw(texts | st.sampled_from(MANY_LINES))
        case Type.TEXTS:
            words = TIDY.filter(lambda text: ";" not in text) if tidy else texts
            return tuple(draw(st.lists(words, min_size=1, max_size=3, unique=True)))
        case Type.INTEGER | Type.MONEY | Type.MINUTES:
            return draw(st.integers(field.minimum or 0, min(field.maximum or 10**9, 10**9)))
        case Type.DECIMAL:
            return draw(st.sampled_from([one for one in DECIMALS if field.maximum is None or one <= field.maximum]))
        case Type.DATE:
            return draw(st.sampled_from(DATES))
        case Type.INSTANT:
            return draw(st.sampled_from(INSTANTS))
        case Type.MONTH:
            return "2026-02"
        case Type.FLAG:
            return draw(st.booleans())
        case Type.CHOICE:
            return draw(st.sampled_from(list(field.choices or ())))
    return _reference(draw, field, ids)


def _reference(draw: st.DrawFn, field: Field, ids: Sequence[RecordId]) -> Any:
    if not ids:
        return None
    if field.holds is Type.REFERENCES:
        return tuple(draw(st.lists(st.sampled_from(ids), min_size=1, max_size=2, unique=True)))
    if field.holds is Type.SHARES:
        return ((draw(st.sampled_from(ids)), Decimal("0.5")),)
    return draw(st.sampled_from(ids))
