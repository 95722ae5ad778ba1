"""Of texts set side by side it is to be seen where they differ, however late that is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from itcrm_tui.domain.differing import begun_at_difference, differing
from widgets.cells import fit

LONG = "The payslips of all sites were late again this month, as they had been in March. "
TEXTS = st.text("ab \n", max_size=200)


def test_texts_that_differ_late_begin_shortly_before_the_difference() -> None:
    assert begun_at_difference(["payslips on time", "payslips on track"], 14) == ["...time", "...track"]
    assert begun_at_difference(["payslips on time", "payslips on track"], 40) == [
        "payslips on time",
        "payslips on track",
    ]
    assert begun_at_difference(["Spare Parts", "Spare Parts Logistics"], 14) == ["Spare Parts", "Spare Parts Logistics"]
    assert begun_at_difference(["Finance and Tax", "Controlling"], 14) == ["Finance and Tax", "Controlling"]
    assert begun_at_difference([LONG, LONG], 14) == [LONG, LONG]


@given(TEXTS, st.text("ab"), st.text("ab"))
def test_two_texts_that_differ_never_look_the_same_in_a_cell(same: str, one: str, other: str) -> None:
    shown = [fit(text, 14) for text in begun_at_difference([f"{same}{one}", f"{same}{other}"], 14)]
    assert (shown[0] == shown[1]) == (one == other)


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_what_two_texts_do_not_both_say_is_shown_whole(before: str, one: str, other: str, after: str) -> None:
    texts = f"{before}{one}{after}", f"{before}{other}{after}"
    mine, theirs = differing(*texts)
    assert (mine.text[: mine.start], mine.text[mine.end :]) == (theirs.text[: theirs.start], theirs.text[theirs.end :])
    assert (mine.text[mine.start : mine.end] == theirs.text[theirs.start : theirs.end]) == (texts[0] == texts[1])
    assert all(len(part.text) <= 250 for part in (mine, theirs)) or max(map(len, (one, other))) > 60


def test_the_beginning_and_the_end_that_both_have_are_left_out() -> None:
    mine, theirs = differing(f"{LONG * 9}It was mine. {LONG * 9}", f"{LONG * 9}It was theirs. {LONG * 9}")
    assert (mine.text[mine.start : mine.end], theirs.text[theirs.start : theirs.end]) == ("mine", "theirs")
    assert mine.text.startswith("...")
    assert mine.text.endswith("...")
    assert len(mine.text) < 150
    assert differing(LONG, LONG)[0].text == LONG


def test_an_accent_is_not_parted_from_its_letter() -> None:
    word = "e\u0301" * 40
    for text in begun_at_difference([f"{word}a", f"{word}b"], 14):
        assert text.startswith("...e")
