"""Dates, months and moments as people type them and as files write them."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.notation import Notation, ParseError
from itcrm_tui.domain.parsing import parse

TODAY = date(2026, 11, 21)  # a Saturday
FILE = Notation()
TYPED = Notation(today=TODAY)


def read(holds: Type, text: str, notation: Notation = FILE) -> object:
    return parse(Field(holds=holds, name="it", label="It"), text, notation)


@pytest.mark.parametrize(
    ("text", "told", "day"),
    [
        *(("2026-12-31", None, "2026-12-31"), ("20261231", None, "2026-12-31"), ("2026/1/2", None, "2026-01-02")),
        *(("31.12.2026", None, "2026-12-31"), ("12/31/2026", None, "2026-12-31"), ("05/05/2026", None, "2026-05-05")),
        *(("12/05/2026", True, "2026-05-12"), ("12/05/2026", False, "2026-12-05")),
        *(
            ("12 dec 2026", None, "2026-12-12"),
            ("Dec 12, 2026", None, "2026-12-12"),
            ("12-Dec-2026", None, "2026-12-12"),
        ),
        *(("Sat, 12th December 2026", None, "2026-12-12"), ("2026-12-31 00:00:00", None, "2026-12-31")),
    ],
)
def test_dates_as_files_write_them(text: str, told: bool | None, day: str) -> None:
    assert read(Type.DATE, text, Notation(day_first=told)) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *(("fri", "2026-11-27"), ("sat", "2026-11-28"), ("Monday", "2026-11-23"), ("tomorrow", "2026-11-22")),
        *(("+2w", "2026-12-05"), ("+3d", "2026-11-24"), ("+3m", "2027-02-21"), ("-1y", "2025-11-21")),
        *(("12 dec", "2026-12-12"), ("12 nov", "2027-11-12"), ("21 nov", "2026-11-21"), ("today", "2026-11-21")),
    ],
)
def test_dates_as_people_type_them(text: str, day: str) -> None:
    assert read(Type.DATE, text, TYPED) == day


def test_a_month_on_stays_inside_that_month() -> None:
    assert read(Type.DATE, "+1m", Notation(today=date(2027, 1, 31))) == "2027-02-28"


@pytest.mark.parametrize("text", ["fri", "+2w", "12 dec", "tomorrow"])
def test_a_file_has_no_today_to_count_from(text: str) -> None:
    with pytest.raises(ParseError):
        read(Type.DATE, text)


def test_a_date_with_two_readings_names_both() -> None:
    with pytest.raises(ParseError, match="2026-05-12 or 2026-12-05"):
        read(Type.DATE, "12/05/2026")


@pytest.mark.parametrize("text", ["2026-02-30", "31.13.26", "12/31/2026", "1.5", "dec 2026", "2026-12-31 14:00", "x"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ParseError):
        read(Type.DATE, text, Notation(day_first=True))


def test_an_instant_without_offset_is_local_time() -> None:
    berlin = Notation(time_zone=ZoneInfo("Europe/Berlin"), today=TODAY)
    assert read(Type.INSTANT, "2026-12-31 14:00", berlin) == "2026-12-31T13:00:00.000000Z"
    assert read(Type.INSTANT, "2026-12-31T14:00:05+02:00", berlin) == "2026-12-31T12:00:05.000000Z"
    assert read(Type.INSTANT, "31.12.2026 2:05 pm", berlin) == "2026-12-31T13:05:00.000000Z"
    assert read(Type.INSTANT, "mon 9:30", berlin) == "2026-11-23T08:30:00.000000Z"


@pytest.mark.parametrize("text", ["2026-12-31 25:00", "2026-12-31 13:00 pm", "12/05/2026 14:00", "now"])
def test_what_is_no_instant_is_refused(text: str) -> None:
    with pytest.raises(ParseError):
        read(Type.INSTANT, text)


@pytest.mark.parametrize(
    "text", ["2026-11", "202611", "Nov 2026", "november 2026", "11/2026", "2026-11-01", "2026 nov"]
)
def test_months(text: str) -> None:
    assert read(Type.MONTH, text) == "2026-11"


@pytest.mark.parametrize("text", ["2026-13", "2026-11-02", "nov", "2026"])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ParseError):
        read(Type.MONTH, text)
