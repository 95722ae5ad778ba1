"""What people type and what cells hold, as values."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itcrm_tui.domain.client import Client, Segment
from itcrm_tui.domain.commitment import CommitmentState
from itcrm_tui.domain.fields import INTEGER_LIMIT, Field, Type
from itcrm_tui.domain.kinds import kind_of
from itcrm_tui.domain.notation import Notation, ParseError
from itcrm_tui.domain.parsing import parse
from itcrm_tui.domain.showing import cell, shown
from itcrm_tui.ids import RecordId

TODAY = date(2026, 11, 21)  # a Saturday
FILE = Notation()
POINT = Notation(decimal_mark=".", today=TODAY)
COMMA = Notation(decimal_mark=",", today=TODAY)
NAMES = {"DBA": RecordId("id-1"), "Network: core": RecordId("id-2")}


def read(holds: Type, text: str, notation: Notation = FILE) -> object:
    return parse(Field(holds=holds, name="it", label="It"), text, notation)


def resolve(_kind: str, words: str) -> RecordId:
    if words not in NAMES:
        raise ParseError(f"There is no role “{words}”.")
    return NAMES[words]


@pytest.mark.parametrize(
    ("text", "minor_units"),
    [
        ("$1,100.04 ", 110_004),
        (" $251.41 ", 25_141),
        ("1.100,04 €", 110_004),
        ("EUR 5", 500),
        ("CHF 1'000.50", 100_050),
        ("1 100,04", 110_004),
        ("1\u202f100,04", 110_004),
        ("(12.50)", -1_250),
        ("-$5", -500),
        ("$-5", -500),
        ("\u22125.5", -550),
        ("0", 0),
        (".5", 50),
        ("1,234,567", 123_456_700),
    ],
)
def test_money_with_one_reading_needs_no_telling(text: str, minor_units: int) -> None:
    assert read(Type.MONEY, text) == minor_units


@pytest.mark.parametrize("text", ["1,234", "1.234", "$1,234", "12,345", "-1,234"])
def test_a_number_with_two_readings_is_refused_unless_the_mark_is_told(text: str) -> None:
    with pytest.raises(ParseError, match="can be"):
        read(Type.MONEY, text)
    with pytest.raises(ParseError, match="can be"):
        read(Type.DECIMAL, text.replace("$", ""))


def test_the_told_decimal_mark_decides_between_two_readings() -> None:
    assert read(Type.DECIMAL, "1,234", POINT) == "1234"
    assert read(Type.DECIMAL, "1,234", COMMA) == "1.234"
    assert read(Type.MONEY, "1.234,5", COMMA) == 123_450


@pytest.mark.parametrize("text", ["1,5", "1.234,5", "1,23,4"])
def test_a_number_against_the_told_mark_is_refused(text: str) -> None:
    with pytest.raises(ParseError):
        read(Type.DECIMAL, text, POINT)


@pytest.mark.parametrize("text", ["12.345", "0.001"])
def test_money_with_more_decimals_than_the_currency_is_refused(text: str) -> None:
    with pytest.raises(ParseError, match="more than 2 decimals"):
        read(Type.MONEY, text, POINT)


def test_the_decimals_of_the_currency_set_the_minor_unit() -> None:
    assert read(Type.MONEY, "1500", Notation(currency_decimals=0)) == 1500
    assert read(Type.MONEY, "1.2340", Notation(currency_decimals=3)) == 1234


@pytest.mark.parametrize(
    "text", ["", "abc", "1e5", "NaN", "Infinity", "١٢", "1 00", "--5", "-5-", "1..2", "$", "9" * 29]
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ParseError):
        read(Type.DECIMAL, text or "x")


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        *(("40h", 2400), ("40 h", 2400), ("40", 2400), ("40 hours", 2400), ("1.5", 90), ("1,5", 90)),
        *(("1h30", 90), ("1 h 30 min", 90), ("1:30", 90), ("90m", 90), ("90 min", 90), ("0.33", 20), ("7.6 h", 456)),
    ],
)
def test_working_time_is_hours_unless_it_says_minutes(text: str, minutes: int) -> None:
    assert read(Type.MINUTES, text) == minutes


@pytest.mark.parametrize("text", ["2 days", "1h75", "h", "forty", "much", "two h"])
def test_what_is_no_working_time_is_refused_with_an_example_and_in_its_own_words(text: str) -> None:
    with pytest.raises(ParseError, match="like 40") as caught:
        read(Type.MINUTES, text)
    assert f"“{text}”" in str(caught.value)


def test_integers_take_thousands_but_no_fraction() -> None:
    assert read(Type.INTEGER, "2,822", POINT) == 2822
    assert read(Type.INTEGER, "-2") == -2
    with pytest.raises(ParseError, match="whole"):
        read(Type.INTEGER, "2.5")


@pytest.mark.parametrize(
    ("text", "flag"), [("Yes", True), ("x", True), ("1", True), ("TRUE", True), ("no", False), ("0", False)]
)
def test_flags(text: str, flag: bool) -> None:
    assert read(Type.FLAG, text) is flag


def test_a_choice_is_its_word_or_a_beginning_that_no_other_has() -> None:
    segment = Field(holds=Type.CHOICE, choices=Segment, label="Segment")
    state = Field(holds=Type.CHOICE, choices=CommitmentState, label="State")
    assert parse(segment, "KEY", FILE) == "key"
    assert parse(segment, "stra", FILE) == "strategic"
    assert parse(state, "In-Delivery", FILE) == "in delivery"
    for wrong in ("st", "gold"):
        with pytest.raises(ParseError, match="strategic, key, standard"):
            parse(segment, wrong, FILE)


def test_lists_are_parted_by_semicolons_and_hold_each_part_once() -> None:
    assert read(Type.TEXTS, " cloud ; data;;cloud ") == ["cloud", "data"]
    assert read(Type.TEXTS, " ; ") is None


def test_shares_name_a_record_and_a_part_of_the_whole() -> None:
    shares = Field(holds=Type.SHARES, target="role", label="Role shares")
    assert parse(shares, "Network: core:0.4; DBA:0.6", FILE, resolve) == {"id-1": "0.6", "id-2": "0.4"}
    for wrong in ("DBA", "DBA:x", ":0.5", "DBA:0.5;DBA:0.6", "Nobody:0.5"):
        with pytest.raises(ParseError):
            parse(shares, wrong, FILE, resolve)


def test_references_are_looked_up_by_the_kind_they_point_at() -> None:
    asked = []

    def note(kind: str, words: str) -> RecordId:
        asked.append((kind, words))
        return RecordId("it")

    assert parse(kind_of(Client).by_name["parent"], " Acme\n", FILE, note) == "it"
    assert asked == [("client", "Acme")]


def test_text_becomes_one_composed_line_and_lines_keep_theirs() -> None:
    assert read(Type.TEXT, " Cafe\u0301\r\n Berlin ") == "Café  Berlin"
    assert read(Type.LINES, " one\r\ntwo\rthree\n") == "one\ntwo\nthree"


@pytest.mark.parametrize("holds", list(Type))
def test_a_blank_is_unknown_whatever_the_field_holds(holds: Type) -> None:
    assert read(holds, " \t ") is None


_AMOUNTS = st.integers(-INTEGER_LIMIT, INTEGER_LIMIT)
_DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12)
_NOTATIONS = st.builds(
    Notation,
    decimal_mark=st.sampled_from([".", ","]),
    currency_decimals=st.integers(0, 4),
    today=st.just(TODAY),
    time_zone=st.sampled_from([UTC, ZoneInfo("Europe/Berlin"), ZoneInfo("Australia/Lord_Howe")]),
)


def values() -> st.SearchStrategy[tuple[Type, object]]:
    from itcrm_tui.domain.canonical import decimal_text, instant_text

    return st.one_of(
        st.tuples(st.just(Type.MONEY), _AMOUNTS),
        st.tuples(st.just(Type.INTEGER), _AMOUNTS),
        st.tuples(st.just(Type.MINUTES), st.integers(0, 10**6)),
        st.tuples(st.just(Type.DECIMAL), _DECIMALS.map(decimal_text)),
        st.tuples(st.just(Type.DATE), st.dates().map(date.isoformat)),
        st.tuples(st.just(Type.INSTANT), st.datetimes(timezones=st.just(UTC)).map(instant_text)),
        st.tuples(st.just(Type.FLAG), st.booleans()),
    )


@given(values(), _NOTATIONS)
def test_what_is_shown_is_read_back_as_it_was(value: tuple[Type, object], notation: Notation) -> None:
    holds, json = value
    field = Field(holds=holds, label="It")
    if holds is Type.INSTANT and str(json)[:4] in ("0001", "9999"):
        return
    assert parse(field, shown(field, json, notation), notation) == json  # type: ignore[arg-type]


@given(values(), _NOTATIONS)
def test_a_cell_is_read_back_as_it_was_without_telling_anything(value: tuple[Type, object], notation: Notation) -> None:
    holds, json = value
    field = Field(holds=holds, label="It")
    untold = Notation(currency_decimals=notation.currency_decimals)
    assert parse(field, cell(field, json, untold), untold) == json  # type: ignore[arg-type]


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_and_nothing_else_happens(text: str) -> None:
    for holds in (Type.MONEY, Type.MINUTES, Type.DECIMAL, Type.DATE, Type.INSTANT, Type.MONTH, Type.FLAG):
        with suppress(ParseError):
            read(holds, text, POINT)


@given(_DECIMALS)
def test_a_decimal_is_never_rounded(value: Decimal) -> None:
    assert Decimal(str(read(Type.DECIMAL, f"{value:.7f}", POINT))) == value
