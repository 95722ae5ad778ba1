"""Text takes exactly the cells it is given, whatever is in it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from itcrm_tui.text import MARK, safe
from tests.widgets.keyset_fakes import HOSTILE_NAMES, is_harmless
from widgets.cells import CUT, fit, safe_fit, wrap

ANY_TEXT = st.text(st.characters(exclude_categories=())) | st.text(st.sampled_from("a 全e\u0301👩\u200d❤\ufe0f"))


@settings(deadline=None)
@given(ANY_TEXT, st.integers(0, 40), st.sampled_from(["left", "right"]))
def test_any_text_fits_exactly(text: str, width: int, align: str) -> None:
    assert cell_len(safe_fit(text, width, align)) == width  # type: ignore[arg-type]


@pytest.mark.parametrize("name", HOSTILE_NAMES.values(), ids=HOSTILE_NAMES.keys())
@pytest.mark.parametrize("width", [1, 2, 9, 18])
def test_a_hostile_name_fits_and_is_harmless(name: str, width: int) -> None:
    fitted = safe_fit(name, width)
    assert cell_len(fitted) == width
    assert is_harmless(fitted)


def test_a_text_that_fits_is_only_padded() -> None:
    assert fit("Legal", 7) == "Legal  "
    assert fit("1,240", 7, "right") == "  1,240"
    assert fit("Legal", 5) == "Legal"


def test_a_text_that_is_cut_says_so_in_its_last_cell() -> None:
    assert fit("Logistics", 5) == "Logi" + CUT


def test_a_wide_character_that_would_be_halved_is_left_out() -> None:
    assert fit("全角文字", 6) == "全角 " + CUT


def test_accents_beyond_what_cells_hold_count_as_cut() -> None:
    assert fit("a" + "\u0301" * 10_000, 4).endswith(CUT)


def test_what_is_left_out_of_a_long_text_is_not_even_looked_at() -> None:
    assert safe_fit("a\x1b" + "b" * 10_000, 4) == f"a{MARK}b{CUT}"


@settings(deadline=None)
@given(ANY_TEXT.map(safe), st.integers(2, 40))
def test_wrapped_lines_are_never_wider_than_asked(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in wrap(text, width))


@settings(deadline=None)
@given(ANY_TEXT.map(safe), st.integers(2, 40))
def test_wrapping_loses_nothing_but_spaces(text: str, width: int) -> None:
    assert "".join(wrap(text, width)).replace(" ", "") == text.replace(" ", "")


def test_lines_break_between_words_and_keep_their_indent() -> None:
    assert wrap("  one two three", 9) == ["  one two", "  three"]


def test_a_line_that_fits_keeps_its_spaces() -> None:
    assert wrap("a    b", 6) == ["a    b"]
    assert wrap("a    b  c d", 6) == ["a  b", "c d"]
    assert wrap("a    b  c d", 7) == ["a  b  c", "d"]


def test_a_word_longer_than_a_line_is_chopped() -> None:
    assert wrap("see https://x", 5) == ["see", "https", "://x"]
