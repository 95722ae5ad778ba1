"""A store that holds every kind of record, each field known: edited, deleted, undone and restricted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.domain.record import Record
from itcrm_tui.ids import RecordId
from storage.change import Action
from storage.store import Store
from storage.undoing import undo
from tests.storage.records import add, delete, edit

HOSTILE = "Ä ’%_\\ \t\n\U0001f600 \u202e \x1b[31m 東京 N"
VALUES: dict[Type, Any] = {
    Type.TEXT: HOSTILE,
    Type.LINES: HOSTILE * 50,
    Type.INTEGER: 1,
    Type.MONEY: -(2**53) + 1,
    Type.MINUTES: 60,
    Type.DECIMAL: Decimal("0.10"),
    Type.DATE: date(2026, 2, 28),
    Type.INSTANT: datetime(2026, 1, 1, 12, 0, 0, 5, tzinfo=UTC),
    Type.MONTH: "2026-02",
    Type.FLAG: True,
    Type.TEXTS: (HOSTILE, "", "b"),
}


def one(kind: Kind, number: int) -> Record:
    """A record of a kind with all fields known; the second points at the first where it may point at its own kind."""
    values = {field.name: _value(kind, field, number) for field in kind.fields}
    known = {name: value for name, value in values.items() if value is not None}
    return kind.record_type(id=RecordId(f"{kind.name}-{number}"), **known)


def _value(kind: Kind, field: Field, number: int) -> Any:
    if field.name == "record_kind":
        return "client"
    if field.target == kind.name and number == 1:
        return None
    first = RecordId(f"{field.target or 'client'}-1")
    match field.holds:
        case Type.REFERENCE | Type.ANY_REFERENCE:
            return first
        case Type.REFERENCES:
            return (first,)
        case Type.SHARES:
            return ((first, Decimal("0.5")),)
    if field.choices:
        return next(iter(field.choices))
    if field.unique or field.name == "key":
        return f"K{number}"
    return VALUES[field.holds]


def fill(store: Store) -> None:
    """Write something of everything, and a history."""
    kinds = [kind for kind in KINDS.values() if kind.name != "settings"]
    add(store, *(one(kind, number) for kind in kinds for number in (1, 2)))
    note, client = one(KINDS["internal_note"], 1), one(KINDS["client"], 2)
    edit(store, note, body="other words")
    edit(store, client, name="Finance", tier=2, tags=())
    undo(store)
    with store.write("Delete", action=Action.MERGE) as unit, store.read() as reader:
        for name in ("touchpoint", "follow_up"):
            seen = reader.get(KINDS[name].record_type, RecordId(f"{name}-2"))
            assert isinstance(seen, Record)
            unit.delete(seen)
    delete(store, one(KINDS["usage"], 2))
    add(store, replace(one(KINDS["usage"], 2), id=RecordId("usage-3")))
