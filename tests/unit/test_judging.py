"""Judging many records a field at a time says what judging each by itself does."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itcrm_tui.domain.checking import ITEMS_LIMIT, problems
from itcrm_tui.domain.fields import INTEGER_LIMIT, TEXT_LIMIT
from itcrm_tui.domain.judging import problems_among
from itcrm_tui.domain.kinds import KINDS, Kind

TEXTS = ["", " ", "Acme", "Ünïcode", "a\nb", "a\x00", "\ud800", "a;b", "hours", "draft", "1", "2.50", "0.5", "x" * 65]
DATES = ["2026-01-02", "2025-12-31", "2026-02-30", "2026-11", "2026-01-02T10:00:00.000000Z", "2026-01-02T10:00:00"]
NUMBERS = [0, 1, 5, -1, 10_081, INTEGER_LIMIT, INTEGER_LIMIT + 1, True, False, 1.5]
LISTS: list[Any] = [[], ["a"], ["a", ""], ["a;b"], ["a\nb"], [1], ["x"] * (ITEMS_LIMIT + 1), {"a": "0.5"}, {"a": "x"}]
OFF = {"person": "p", "starts_on": "2026-01-02", "ends_on": "2026-01-02"}
VALUES = st.sampled_from([None, *TEXTS, "x" * (TEXT_LIMIT + 1), *DATES, *NUMBERS, *LISTS])


@st.composite
def tables(draw: st.DrawFn) -> tuple[Kind, list[dict[str, Any]]]:
    """A kind, and records of it: most values of a field are one, so that whole columns are sound now and then."""
    kind = draw(st.sampled_from(list(KINDS.values())))
    usual = {field.name: draw(VALUES) for field in kind.fields}
    names = st.sampled_from([field.name for field in kind.fields])
    others = draw(st.lists(st.dictionaries(names, VALUES, max_size=3), min_size=1, max_size=5))
    return kind, [{name: value for name, value in (usual | other).items() if value is not None} for other in others]


@given(tables())
def test_many_are_judged_as_each_by_itself(table: tuple[Kind, list[dict[str, Any]]]) -> None:
    kind, records = table
    alone = {at: found for at, record in enumerate(records) if (found := problems(kind, record))}
    assert problems_among(kind, records) == alone


@pytest.mark.parametrize(
    ("kind", "sound", "unsound"),
    [
        ("client", {"name": "Acme"}, {"code": "A"}),
        ("client", {"name": "Acme", "code": "A"}, {"name": "Acme", "code": "A" * 65}),
        ("client", {"name": "Acme", "tier": 1}, {"name": "Acme", "tier": True}),
        ("client", {"name": "Acme", "tags": ["a"]}, {"name": "Acme", "tags": ["a;b"]}),
        ("client", {"name": "Acme", "notes": "a\nb"}, {"name": "Acme", "notes": "a\x00b"}),
        ("time_off", OFF, {"person": "p"}),
        ("time_off", OFF, OFF | {"ends_on": "2026-01-01"}),
    ],
)
def test_one_that_is_unsound_among_many_is_found(kind: str, sound: dict[str, Any], unsound: dict[str, Any]) -> None:
    assert list(problems_among(KINDS[kind], [sound, sound, unsound, sound])) == [2]
