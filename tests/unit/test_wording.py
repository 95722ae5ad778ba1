"""Dates, hours and counts as people say them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from itcrm_tui.domain.wording import ago_words, day_words, due_words, first_line, hours_words, named, quantity_words

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (None, "-"),
        (date(2026, 11, 21), "2 d late"),
        (TODAY, "today"),
        (date(2026, 11, 24), "tomorrow"),
        (date(2026, 11, 27), "Fri"),
        (date(2026, 12, 2), "in 9 d"),
        (date(2027, 3, 12), "12 Mar"),
    ],
)
def test_a_due_date_is_said_as_people_say_it(due: date | None, words: str) -> None:
    assert due_words(due, TODAY) == words


def test_a_date_names_the_year_only_when_it_could_be_taken_for_another() -> None:
    assert day_words(date(2027, 1, 4), TODAY) == "4 Jan"
    assert day_words(date(2025, 12, 4), TODAY) == "4 Dec 2025"


def test_how_long_ago_counts_days_and_knows_what_lies_ahead() -> None:
    assert ago_words(datetime(2026, 10, 6, 9, tzinfo=UTC), TODAY) == "48 d"
    assert ago_words(TODAY, TODAY) == "today"
    assert ago_words(date(2026, 12, 1), TODAY) == "1 Dec"
    assert ago_words(datetime(2026, 12, 1, 9, tzinfo=UTC), TODAY) == "1 Dec"
    assert ago_words(None, TODAY) == "-"


def test_unknown_is_a_dash_and_never_zero() -> None:
    assert hours_words(None) == quantity_words(None) == "-"
    assert hours_words(0) == "0 h"


def test_minutes_are_read_as_hours() -> None:
    assert hours_words(2400) == "40 h"
    assert hours_words(450) == "7.5 h"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (1, "0.02 h"),
        (448, "7.47 h"),
        (5_999, "99.98 h"),
        (6_001, "100 h"),
        (74_107, "1235.1 h"),
        (6_000_001, "100000 h"),
    ],
)
def test_minutes_that_are_no_whole_hours_are_rounded_to_what_can_be_read(minutes: int, words: str) -> None:
    assert hours_words(minutes) == words


def test_quantities_keep_their_decimals_and_set_thousands_apart() -> None:
    assert quantity_words(Decimal("1240.50"), "GB") == "1,240.5 GB"
    assert quantity_words(Decimal("1000")) == "1,000"


def test_a_count_agrees_with_its_noun() -> None:
    assert named(1, "client") == "1 client"
    assert named(0, "client") == "0 clients"
    assert named(2, "person", "people") == "2 people"


def test_the_first_line_skips_blank_ones() -> None:
    assert first_line("\n  \n runs payroll\nand more") == "runs payroll"
    assert first_line(None) == ""
