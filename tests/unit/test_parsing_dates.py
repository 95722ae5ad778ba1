"""Dates, months and moments as people type them and as files write them."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itcrm_tui.domain.date_words import WEEKDAYS, counted
from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.notation import Notation, ParseError
from itcrm_tui.domain.parsing import parse
from itcrm_tui.domain.parsing_dates import day as day_of

TODAY = date(2026, 11, 21)  # a Saturday
FILE = Notation()
TYPED = Notation(today=TODAY)


def read(holds: Type, text: str, notation: Notation = FILE) -> object:
    return parse(Field(holds=holds, name="due", label="It"), text, notation)


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


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *(("in 3 weeks", "2026-12-12"), ("in a month", "2026-12-21"), ("two weeks from now", "2026-12-05")),
        *(("10 days ago", "2026-11-11"), ("a year ago", "2025-11-21"), ("in a fortnight", "2026-12-05")),
        *(("end of month", "2026-11-30"), ("end of the month", "2026-11-30"), ("end of next month", "2026-12-31")),
        *(("eoy", "2026-12-31"), ("end of this quarter", "2026-12-31"), ("end of next quarter", "2027-03-31")),
        *(("the day after tomorrow", "2026-11-23"), ("12th of December", "2026-12-12"), ("Thurs", "2026-11-26")),
        *(("next tue", "2026-11-24"), ("sat 12 dec", "2026-12-12"), ("Dec 12", "2026-12-12")),
    ],
)
def test_days_are_counted_in_words(text: str, day: str) -> None:
    assert read(Type.DATE, text, TYPED) == day


def test_next_tuesday_said_on_a_monday_names_both_readings() -> None:
    monday = Notation(today=date(2026, 11, 23))
    with pytest.raises(ParseError, match="Tue 2026-11-24 or Tue 2026-12-01"):
        read(Type.DATE, "next tue", monday)
    assert read(Type.DATE, "tue", monday) == "2026-11-24"


def test_a_weekday_that_is_not_that_of_the_date_is_refused() -> None:
    with pytest.raises(ParseError, match="2026-12-12 is a Saturday"):
        read(Type.DATE, "tue 12 dec", TYPED)


@pytest.mark.parametrize(
    "text",
    [
        *("end of week", "next week", "fri or mon", "friday client", "a", "3", "1.5", "may", "dec 2026", "2w", "in 3"),
        *("in many weeks", "12 de", "2026-13-01", "+9999y", "in 9999 years", "30 feb", "tomorow", "weeks ago"),
    ],
)
def test_a_date_is_not_guessed_from_part_of_what_was_typed(text: str) -> None:
    with pytest.raises(ParseError):
        read(Type.DATE, text, TYPED)


@given(st.dates(date(2, 1, 1), date(9990, 1, 1)), st.integers(0, 6))
def test_a_weekday_alone_is_always_one_of_the_next_seven_days(today: date, weekday: int) -> None:
    found = counted(WEEKDAYS[weekday][:3], today)
    assert found is not None
    assert 1 <= (found - today).days <= 7
    assert found.weekday() == weekday


@given(st.dates(date(2, 1, 1), date(9990, 1, 1)), st.sampled_from(["month", "quarter", "year"]))
def test_the_end_of_a_period_is_the_day_before_the_next_one_begins(today: date, unit: str) -> None:
    this, following = counted(f"end of {unit}", today), counted(f"end of next {unit}", today)
    assert this is not None
    assert following is not None
    assert today <= this < following
    assert (this + timedelta(days=1)).day == (following + timedelta(days=1)).day == 1
    assert counted(f"end of {unit}", this + timedelta(days=1)) == following


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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tue", date(2026, 11, 24)),
        ("12 dec", date(2025, 12, 12)),
        ("1 nov", date(2026, 11, 1)),
        ("tomorrow", date(2026, 11, 25)),
        ("eom", date(2026, 11, 30)),
        ("in 3 weeks", date(2026, 12, 15)),
    ],
)
def test_a_day_behind_is_the_last_of_its_name_unless_told_to_come(text: str, said: date) -> None:
    assert day_of(text, Notation(today=date(2026, 11, 24), ahead=False)) == said
