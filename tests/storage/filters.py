"""Random records that hang together, and random filters about them, for the tests of what the database answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.commitment import Commitment, Requirement
from itcrm_tui.domain.feedback import Feedback
from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import KINDS, Kind, kind_of
from itcrm_tui.domain.outreach import FollowUp, Touchpoint
from itcrm_tui.domain.people import Person, Role
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.reference import ExternalReference
from itcrm_tui.domain.service import InternalNote, Service
from itcrm_tui.domain.subscription import Subscription, Usage
from itcrm_tui.ids import RecordId
from itcrm_tui.query.askable import askable
from itcrm_tui.query.asked import Asked
from itcrm_tui.query.being import being
from itcrm_tui.query.tokens import LISTED, OPERATORS
from tests.query.asking import TODAY

TYPES: tuple[type[Record], ...] = (
    *(Role, Person, Client, Service, InternalNote, Subscription, Usage),
    *(Commitment, Requirement, Feedback, Touchpoint, FollowUp, ExternalReference),
)
"""In an order in which most point only at those before them."""

TEXTS = ["a", "B", "ä b", "Straße", "STRASSE", "50%", "a_b", "o'c", 'say "x"', "ana", "İx", "ﬁn", "me", "none"]
DAYS = [TODAY + timedelta(days) for days in (-400, -31, -14, -7, -1, 0, 1, 5, 14, 31, 365)] + [date.min, date.max]
MOMENTS = [datetime(2026, 11, day, hour, 30, tzinfo=UTC) for day in (1, 11, 18, 24, 25) for hour in (0, 12, 22, 23)] + [
    datetime(2025, 12, 31, 23, tzinfo=UTC)
]
VALUES: dict[Type, Sequence[Any]] = {
    Type.TEXT: TEXTS,
    Type.LINES: [*TEXTS, "two\nlines"],
    Type.INTEGER: [-2, 0, 1, 2, 5],
    Type.MONEY: [0, 1, 450, 2**53 - 1],
    Type.MINUTES: [0, 30, 60, 90],
    Type.DECIMAL: [Decimal(one) for one in ("0", "0.1", "1", "9.99", "10", "-3", "12345678901234567.89")],
    Type.DATE: DAYS,
    Type.INSTANT: MOMENTS,
    Type.MONTH: ["2025-12", "2026-01", "2026-10", "2026-11", "2026-12"],
    Type.FLAG: [True, False],
}
TYPED: dict[Type, Sequence[str]] = {
    Type.INTEGER: ["-2", "0", "1", "2", "5", "1,000"],
    Type.MONEY: ["0", "0.01", "4.50", "4.5"],
    Type.MINUTES: ["0", "0.5", "1", "1h30", "90m"],
    Type.DECIMAL: ["0", "0.10", "1", "9.99", "10.0", "-3", "12345678901234567.88"],
    Type.DATE: ["today", "tomorrow", "1w", "+2w", "-1w", "30d", "fri", "this-week", "last-month", "2026", "2026-12"],
    Type.INSTANT: ["today", "1w", "30d", "wed", "this-month", "2026-11-01", '"2026-11-24 13:30"', "2025", "9999-12-31"],
    Type.MONTH: ["2026-10", "2026", "1m", "this-month", "last-year"],
    Type.FLAG: ["yes", "no"],
}
WORDS = ["a", "b", "ä", "strasse", '"ä b"', '"50%"', "a_b", "o'c", '"say ""x"""', "zzz", '"two\nlines"', "x"]


@st.composite
def organizations(draw: st.DrawFn) -> list[Record]:
    """A few records of every kind in play."""
    records: list[Record] = []
    for record_type in TYPES:
        for number in range(draw(st.integers(1, 3))):
            kind = kind_of(record_type)
            fields = [one for one in kind.fields if one.required or draw(st.integers(0, 2)) > 0]
            values = {one.name: draw(_value(one, records, number)) for one in fields}
            records.append(record_type(id=RecordId(f"{kind.name}-{number}"), **values))
    return records


def _value(one: Field, records: Sequence[Record], number: int) -> st.SearchStrategy[Any]:
    ids = [record.id for record in records if kind_of(record).name == one.target]
    match one.holds:
        case Type.CHOICE if one.choices:
            return st.sampled_from(list(one.choices))
        case Type.ANY_REFERENCE:
            return st.just(RecordId("client-0"))
        case Type.REFERENCE:
            return st.sampled_from(ids) if ids else st.none()
        case Type.REFERENCES:
            return st.lists(st.sampled_from(ids), max_size=2, unique=True).map(tuple) if ids else st.just(())
        case Type.SHARES:
            return st.just(((ids[0], Decimal("0.5")),) if ids else ())
        case Type.TEXTS:
            return st.lists(st.sampled_from(TEXTS), max_size=3).map(tuple)
    if one.unique or one.name in ("key", "record_kind"):
        return st.just("client" if one.name == "record_kind" else ["ana", "Ä1", "b2"][number])
    return st.sampled_from(VALUES[one.holds])


@st.composite
def filters(draw: st.DrawFn, kind: Kind, depth: int = 3) -> str:
    """A filter that makes sense for a kind."""
    shape = draw(st.sampled_from(["term", "term", "term", "not", "and", "or"] if depth else ["term"]))
    match shape:
        case "not":
            return f"-({draw(filters(kind, depth - 1))})"
        case "and" | "or":
            sign = " " if shape == "and" else " or "
            return f"({draw(filters(kind, depth - 1))}{sign}{draw(filters(kind, depth - 1))})"
    return draw(_terms(kind, 1))


@st.composite
def _terms(draw: st.DrawFn, kind: Kind, dots: int) -> str:
    match draw(st.integers(0, 9)):
        case 0 if dots == 1:
            return draw(st.sampled_from(WORDS))
        case 1:
            asked = draw(st.sampled_from(askable(kind)))
            return f"has:{asked.name}"
        case 2 if words := list(being(kind)):
            return f'is:"{draw(st.sampled_from(words))}"'
        case 3 if dots and (pointing := [one for one in askable(kind) if one.points]):
            asked = draw(st.sampled_from(pointing))
            return f"{asked.name}.{draw(_terms(KINDS[asked.target or ''], dots - 1))}"
    asked = draw(st.sampled_from(askable(kind)))
    ordered = asked.holds in TYPED and asked.holds is not Type.FLAG
    operator = draw(st.sampled_from(OPERATORS if ordered else sorted(LISTED)))
    values = draw(st.lists(st.sampled_from(_typed(asked)), min_size=1, max_size=2 if operator in LISTED else 1))
    values = values if operator in LISTED else [one if one not in ("none", "any") else "2" for one in values]
    if operator not in LISTED and asked.holds is not Type.INTEGER and values == ["2"]:
        values = [TYPED[asked.holds][0]]
    if any("," in value and '"' not in value for value in values) and operator in LISTED:
        values = ["2"]
    return f"{asked.name}{operator}{','.join(values)}"


def _typed(asked: Asked) -> list[str]:
    if asked.choices:
        return [f'"{word}"' for word in asked.choices]
    if asked.target == "person":
        return ["me", "ana", "b", "none", "ä1", '"ä b"']
    texts = ['"{}"'.format(text.replace('"', '""')) for text in TEXTS]
    return [*TYPED.get(asked.holds, texts), "none", "any"]
