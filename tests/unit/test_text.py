"""Text from outside is shown harmlessly, and folds the same way however it is written."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itcrm_tui.text import MARK, STACK_LIMIT, folded, safe, safe_lines

EVERY_CHARACTER = [chr(code) for code in range(sys.maxunicode + 1)]
ANY_TEXT = st.text(st.characters(exclude_categories=()))
HOSTILE = st.text(st.sampled_from("ab é\u0301\u202e\u200d\ufe0f\x1b\n\r\t\u2028\ud800\ue000❤1न\u094d"))
HIDING_OR_HARMING = (
    *("\x1b", "\x00", "\x7f", "\x9b", "\n", "\r", "\t", "\x85", "\u2028", "\u2029", "\u202e", "\u2066"),
    *("\u200e", "\u061c", "\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u034f", "\u3164", "\ud800"),
    *("\ue000", "\U000e0041", "\u0378"),
)
WRITTEN_TWICE = (
    *(("Ångström", "ANGSTROM"), ("Straße", "STRASSE"), ("ﬁnance", "Finance"), ("Zoe\u0308", "zoë")),
    *(("ΣΊΣΥΦΟΣ", "σισυφος"), ("İstanbul", "istanbul"), ("ＡＢＣ", "abc"), ("\uac00", "\u1100\u1161")),
)
UNSAFE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def is_safe(text: str) -> bool:
    return not any(unicodedata.category(char) in UNSAFE for char in text)


def test_no_character_at_all_comes_through_unsafe() -> None:
    assert [char for char in EVERY_CHARACTER if not is_safe(safe(char))] == []


def test_every_character_alone_is_shown_as_one_character() -> None:
    assert [char for char in EVERY_CHARACTER if len(safe(char)) != 1] == []


@settings(deadline=None)
@given(ANY_TEXT | HOSTILE)
def test_any_text_becomes_safe(text: str) -> None:
    assert is_safe(safe(text))


@settings(deadline=None)
@given(ANY_TEXT | HOSTILE)
def test_making_safe_text_safe_again_changes_nothing(text: str) -> None:
    assert safe(safe(text)) == safe(text)


@pytest.mark.parametrize(
    "text", ["Finance", "a [b] {c} \\", "Zoë Çelik", "東京", "חשבון", "حساب", "नमस्ते", "Đặng", "👍"]
)
def test_honest_text_stays_as_it_is(text: str) -> None:
    assert safe(text) == text


@pytest.mark.parametrize("text", HIDING_OR_HARMING, ids=ascii)
def test_a_character_that_hides_or_harms_becomes_a_visible_mark(text: str) -> None:
    assert safe(f"a{text}b") == f"a{MARK}b"


def test_the_mark_has_one_width_in_every_terminal() -> None:
    assert unicodedata.east_asian_width(MARK) in ("N", "Na", "H")


def test_every_kind_of_space_is_shown_as_a_space() -> None:
    assert safe("a\u00a0b\u3000c\u2009d") == "a b c d"


def test_an_accent_without_a_letter_is_marked() -> None:
    assert safe("\u0301a") == f"{MARK}a"


def test_a_pile_of_accents_is_cut_to_what_a_letter_may_carry() -> None:
    assert safe("z" + "\u0351" * 500) == "z" + "\u0351" * STACK_LIMIT + MARK * (500 - STACK_LIMIT)


def test_the_selector_behind_a_symbol_is_left_out_and_marked_elsewhere() -> None:
    assert safe("❤\ufe0f 1\ufe0f") == "❤ 1"
    assert safe("a\ufe0fb") == f"a{MARK}b"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_stay_lines_whatever_ends_them(end: str) -> None:
    assert safe_lines(f"one{end}two\x1b{end}") == f"one\ntwo{MARK}\n"


def test_a_tab_in_long_text_becomes_spaces() -> None:
    assert safe_lines("a\tb") == "a    b"


@settings(deadline=None)
@given(ANY_TEXT | HOSTILE)
def test_every_line_of_long_text_is_safe(text: str) -> None:
    assert all(is_safe(line) for line in safe_lines(text).split("\n"))


@pytest.mark.parametrize(("one", "other"), WRITTEN_TWICE)
def test_the_same_word_folds_alike_however_it_is_written(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_vowels_that_are_marks_of_their_own_stay_apart() -> None:
    assert folded("कि") != folded("कु")


def test_folding_every_character_twice_changes_nothing_more() -> None:
    assert [char for char in EVERY_CHARACTER if folded(folded(char)) != folded(char)] == []


@settings(deadline=None)
@given(ANY_TEXT)
def test_folding_any_text_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@settings(deadline=None)
@given(ANY_TEXT, ANY_TEXT)
def test_a_part_of_a_text_is_found_in_the_folded_whole(one: str, other: str) -> None:
    assert folded(one) in folded(one + other)
