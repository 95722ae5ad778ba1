"""Public holidays of a country, as plain dates."""

from __future__ import annotations

import sys
from datetime import date

import pytest

from itcrm_tui.domain.public_holidays import HolidaysUnknownError, public_holidays


def test_without_a_country_there_are_none_and_nothing_is_loaded() -> None:
    before = "holidays" in sys.modules
    assert public_holidays(None, "BY", [2026]) == public_holidays(" ", None, [2026]) == frozenset()
    assert ("holidays" in sys.modules) is before


def test_a_country_and_its_parts_have_their_own() -> None:
    everywhere = public_holidays("de", None, [2026])
    assert {date(2026, 10, 3), date(2026, 12, 25)} <= everywhere
    assert public_holidays("DE", "by", [2026]) - everywhere >= {date(2026, 1, 6)}
    assert public_holidays("FRA", None, [2026, 2027]) >= {date(2026, 7, 14), date(2027, 7, 14)}


@pytest.mark.parametrize(
    ("country", "part", "named"), [("XX", None, "XX"), ("DE", "QQ", "QQ in DE"), ("ANY", "", "ANY")]
)
def test_a_country_or_part_that_is_unknown_is_named(country: str, part: str | None, named: str) -> None:
    with pytest.raises(HolidaysUnknownError, match=named):
        public_holidays(country, part, [2026])
