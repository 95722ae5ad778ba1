"""What makes a sound record, and what is said about one that is not."""

from __future__ import annotations

from typing import Any

import pytest

from itcrm_tui.domain.checking import problems
from itcrm_tui.domain.fields import INTEGER_LIMIT, LINES_LIMIT, TEXT_LIMIT, Type
from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.domain.settings import Settings
from itcrm_tui.domain.values import known_fields
from itcrm_tui.ids import new_id

SOUND: dict[str, dict[str, Any]] = {
    "client": {"name": "Finance"},
    "person": {"name": "Dana"},
    "requirement": {"commitment": new_id(), "kind": "hours", "role": new_id(), "minutes": 60},
    "rate": {"service": new_id(), "price": 100},
    "time_off": {"person": new_id(), "starts_on": "2026-12-01", "ends_on": "2026-12-01"},
    "usage": {"client": new_id(), "service": new_id(), "month": "2026-11"},
    "feedback": {"kind": "complaint", "subject": "Slow"},
    "external_reference": {"record_kind": "client", "record": new_id(), "system": "CMDB", "key": "1"},
    "settings": known_fields(Settings()),
}


def wrong(kind: str, /, **values: Any) -> list[str]:
    """The fields that something is wrong with, when these values replace those of a sound record."""
    return [name for name, _ in problems(KINDS[kind], SOUND[kind] | values)]


@pytest.mark.parametrize("kind", SOUND)
def test_a_sound_record_has_no_problems(kind: str) -> None:
    assert problems(KINDS[kind], SOUND[kind]) == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_required_field_that_is_missing_is_named(kind: Kind) -> None:
    required = {field.name for field in kind.fields if field.required}
    assert required <= {name for name, _ in problems(kind, {})}


@pytest.mark.parametrize("blank", [None, "", "  ", "\n"])
def test_a_blank_is_as_good_as_missing(blank: str | None) -> None:
    assert wrong("client", name=blank) == ["name"]
    assert wrong("client", code=blank) == []


def test_all_problems_are_told_at_once_each_with_its_field_and_label() -> None:
    found = dict(problems(KINDS["client"], {"tier": 12, "segment": "gold"}))
    assert found == {
        "name": "Name is required.",
        "tier": "Tier has to be from 1 to 9.",
        "segment": "Segment cannot be 'gold'.",
    }


@pytest.mark.parametrize(
    ("kind", "name", "good", "bad"),
    [
        ("client", "tier", [1, 9], [0, 10, -1]),
        ("rate", "price", [0, INTEGER_LIMIT], [-1, INTEGER_LIMIT + 1]),
        ("requirement", "minutes", [0, INTEGER_LIMIT], [-1, INTEGER_LIMIT + 1]),
        ("person", "weekly_minutes", [0, 10_080], [10_081]),
        ("person", "availability_factor", ["0", "1", "0.85"], ["-0.1", "1.01", "NaN", "Infinity", "1e40", "x"]),
        ("client", "code", ["a" * 64], ["a" * 65]),
        ("client", "name", ["a" * TEXT_LIMIT], ["a" * (TEXT_LIMIT + 1), "two\nlines"]),
        ("client", "notes", ["a\n" * (LINES_LIMIT // 2)], ["a" * (LINES_LIMIT + 1)]),
        ("client", "tags", [["a"] * 1000], [["a"] * 1001, ["a;b"], [" "], ["a\nb"], ["a" * (TEXT_LIMIT + 1)]]),
        ("usage", "month", ["2026-12"], ["2026-13", "2026-1", "Nov 2026"]),
        ("usage", "quantity", ["9" * 28], ["9" * 29, "1E+30"]),
        ("feedback", "csat", [1, 5], [0, 6]),
        ("feedback", "received_at", ["2026-11-21T10:00:00.000000Z"], ["2026-11-21T10:00:00", "yesterday"]),
        ("time_off", "ends_on", ["2027-01-01"], ["2026-02-30", "fri"]),
        ("external_reference", "record_kind", ["service"], ["spaceship"]),
        ("settings", "working_days", [["mon", "sun"]], [["mon", "someday"]]),
        ("settings", "currency", ["USD"], ["usd", "dollars", "€"]),
    ],
)
def test_limits_hold_exactly(kind: str, name: str, good: list[Any], bad: list[Any]) -> None:
    assert [value for value in good if wrong(kind, **{name: value})] == []
    assert [value for value in bad if wrong(kind, **{name: value}) != [name]] == []


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800", "\udfffb"])
def test_what_no_database_can_hold_is_refused_wherever_it_stands(text: str) -> None:
    assert wrong("client", name=text, notes=text, tags=[text]) == ["name", "tags", "notes"]


@pytest.mark.parametrize(
    ("holds", "value"),
    [
        *((Type.INTEGER, "1"), (Type.INTEGER, True), (Type.INTEGER, 1.5), (Type.FLAG, 1), (Type.TEXT, 7)),
        *((Type.TEXTS, "a"), (Type.TEXTS, [1]), (Type.DECIMAL, 1.5), (Type.SHARES, [1]), (Type.SHARES, {"a": "x"})),
    ],
)
def test_a_value_of_another_type_is_refused(holds: Type, value: Any) -> None:
    kind, field = next((kind, field) for kind in KINDS.values() for field in kind.fields if field.holds is holds)
    assert field.name in [name for name, _ in problems(kind, {field.name: value})]


def test_shares_are_parts_of_one_whole() -> None:
    assert wrong("person", role_shares={"a": "0.6", "b": "0.4"}) == []
    assert wrong("person", role_shares={"a": "0.6", "b": "0.41"}) == ["role_shares"]
    assert wrong("person", role_shares={"a": "0"}) == ["role_shares"]
    assert wrong("person", role_shares={"a": "-0.5", "b": "1"}) == ["role_shares"]


def test_a_period_cannot_end_before_it_starts() -> None:
    assert wrong("time_off", starts_on="2026-12-02") == ["ends_on"]
    assert wrong("rate", starts_on="2026-12-02", ends_on="2026-12-01") == ["ends_on"]
    assert wrong("rate", ends_on="2026-12-01") == []
    assert wrong("requirement", earliest_start="2026-12-02", needed_by="2026-12-01") == ["needed_by"]


def test_hours_are_needed_of_a_role_and_a_thing_is_one_of_four() -> None:
    assert wrong("requirement", role=None) == ["role"]
    assert wrong("requirement", kind="thing", role=None) == ["thing"]
    assert wrong("requirement", kind="thing", role=None, thing="licence") == []
    assert wrong("requirement", minutes=None) == []
