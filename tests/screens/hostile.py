"""A hostile organization: every text of every kind of record is one that wants to do harm."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

from itcrm_tui.domain.checking import text_limit
from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.domain.record import Record
from storage.opening import open_store

HARMS = (
    "[@click=app.quit]x[/] [bold]y",
    "\x1b]0;owned\x07\x1b[2J\x1b[31mred\x9b1m",
    "abc\u202etxt.exe\u2066\u200f",
    "fin\u200ban\u200dce\ufeff\u2060",
    "全角文字の名前はとても幅が広い",
    "e" + "\u0301" * 50 + "z",
    "حساب المالية לקוח",
    "👩\u200d👩\u200d👧 ❤\ufe0f 🏳\ufe0f\u200d🌈",
    "tab\tv\x0bf\x0cn\x85l\u2028p\u2029",
    "priv\ue000\U000f0000\U0010fffe",
)
"""What a field of a record can hold, though it should not."""

LONG = 10_000
WORKING_DAY = date(2026, 11, 20)
PLAIN: dict[Type, Any] = {
    Type.INTEGER: 1,
    Type.MONEY: 100,
    Type.MINUTES: 60,
    Type.DECIMAL: Decimal("0.5"),
    Type.DATE: WORKING_DAY,
    Type.INSTANT: datetime(2026, 11, 20, 9, tzinfo=UTC),
    Type.MONTH: "2026-10",
    Type.FLAG: True,
}


def all_harms(first: int) -> str:
    """Return all harms in one line, so that each is the one that narrow columns show for some `first`."""
    first %= len(HARMS)
    return " ".join((*HARMS[first:], *HARMS[:first]))


def very_long(first: int) -> str:
    """Return 10,000 characters that begin with one of the harms."""
    return (HARMS[first % len(HARMS)] + " " + "Finance 金融 " * LONG)[:LONG]


def fill(url: str, rounds: int) -> None:
    """Make a database with a hostile organization, a change set a round, each of them called by all harms."""
    store = open_store(url, actor="dana", device="desk", create=True)
    of_a_round = len(KINDS) - 1
    records = list(organization(rounds))
    for number in range(rounds):
        with store.write(all_harms(number)) as unit:
            for record in records[number * of_a_round : (number + 1) * of_a_round]:
                unit.add(record)
    store.close()


def organization(rounds: int) -> Iterator[Record]:
    """Yield `rounds` records of each kind with all their fields, what is pointed at before what points at it.

    Odd ones have all harms in every text, the others 10,000 characters; which harm comes first is another one in
    every field, and again after two rounds.
    """
    made: dict[str, Record] = {}
    for number in range(rounds):
        turn = count(number // 2)
        for kind in KINDS.values():
            if kind.name != "settings":
                values = {field.name: _value(kind, field, made, number, next(turn)) for field in kind.fields}
                known = {name: value for name, value in values.items() if value is not None}
                made[kind.name] = kind.record_type(**known)
                yield made[kind.name]


def _value(kind: Kind, field: Field, made: Mapping[str, Record], number: int, turn: int) -> Any:
    target = made.get(field.target or "client")
    match field.holds:
        case Type.TEXT if field.name == "record_kind":
            return "client"
        case Type.TEXT | Type.LINES:
            return _apart(field, _text(number, turn), number)
        case Type.TEXTS:
            return tuple(map(str, field.items or ())) or (
                all_harms(turn).replace(";", ","),
                very_long(turn).replace(";", ","),
            )
        case Type.CHOICE if field.choices:
            return list(field.choices)[number % len(field.choices)]
        case Type.REFERENCE | Type.ANY_REFERENCE:
            return target.id if target else None
        case Type.REFERENCES:
            return (target.id,) if target else ()
        case Type.SHARES:
            return ((target.id, Decimal("0.5")),) if target else ()
    return PLAIN[field.holds]


def _apart(field: Field, text: str, number: int) -> str:
    """Return a text that fits into its field; where it has to be the only one, its end makes it so."""
    limit = text_limit(field)
    return text[: limit - 4] + str(number) if field.unique else text[:limit]


def _text(number: int, turn: int) -> str:
    return all_harms(turn) if number % 2 else very_long(turn)
