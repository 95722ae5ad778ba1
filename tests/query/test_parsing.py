"""A filter is read as it is meant, and what cannot be read is told with its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itcrm_tui.query.errors import FilterError
from itcrm_tui.query.parser import DEEPEST, LONGEST, MOST_TERMS, parse
from itcrm_tui.query.written import All, Not, Saved, Some, Term, Value, Word, Written


def word(text: str, at: int) -> Word:
    return Word(text, at)


WRITTEN: list[tuple[str, Written]] = [
    ("", All(())),
    ("  \t ", All(())),
    ("mail", word("mail", 0)),
    ("mail slow", All((word("mail", 0), word("slow", 5)))),
    ("mail and slow", All((word("mail", 0), word("slow", 9)))),
    ("a or b c", Some((word("a", 0), All((word("b", 5), word("c", 7)))))),
    ("(a OR b) c", All((Some((word("a", 1), word("b", 6))), word("c", 9)))),
    ("-mail", Not(word("mail", 1))),
    ("--mail", Not(Not(word("mail", 2)))),
    ("-(a b)", Not(All((word("a", 2), word("b", 4))))),
    ("a - b", All((word("a", 0), word("-", 2), word("b", 4)))),
    ("a-b", word("a-b", 0)),
    ('"say or do"', word("say or do", 0)),
    ('"say ""hi"""', word('say "hi"', 0)),
    ("“curly quotes”", word("curly quotes", 0)),
    ("f(x) 12:30 C&A", All((word("f(x)", 0), word("12:30", 5), word("C&A", 11)))),
    ("(f(x))", word("f(x)", 1)),
    ("state:draft", Term("state", ":", (Value("draft", 6),), 0)),
    ("tier>=2", Term("tier", ">=", (Value("2", 6),), 0)),
    ("support>-1", Term("support", ">", (Value("-1", 8),), 0)),
    ("state!=draft", Term("state", "!=", (Value("draft", 7),), 0)),
    ("segment:key,strategic", Term("segment", ":", (Value("key", 8), Value("strategic", 12)), 0)),
    ('state:"in delivery",kept', Term("state", ":", (Value("in delivery", 6, True), Value("kept", 20)), 0)),
    ("price>1,234.50", Term("price", ">", (Value("1,234.50", 6),), 0)),
    ("client.parent.tier:1", Term("client.parent.tier", ":", (Value("1", 19),), 0)),
    ("(due<2w)", Term("due", "<", (Value("2w", 5),), 1)),
    ("@late-ones x", All((Saved("late-ones", 0), word("x", 11)))),
    ('@"late ones"', Saved("late ones", 0)),
    ("@ me", All((word("@", 0), word("me", 2)))),
]

WRONG: list[tuple[str, int, str]] = [
    ("state:", 6, "say what after state:"),
    ("state:draft,", 12, "say what after state:"),
    ('x state:""', 8, "say what after state:"),
    ('mail "slow', 5, "quote is not closed"),
    ('subject:"slow', 8, "quote is not closed"),
    ("a (b", 2, "no ) for this ("),
    ("a b)", 3, "no ( for this )"),
    ("()", 0, "nothing in these ()"),
    ("or a", 0, "before “or”"),
    ("a or", 4, "after “or”"),
    ("(a or)", 5, "after “or”"),
    ("-or", 1, "after -"),
    ("-)", 1, "after -"),
    ("(" * 1_000 + "a" + ")" * 1_000, DEEPEST, "deeper than 30"),
    ("-" * 1_000 + "a", DEEPEST, "deeper than 30"),
    ("w" * (LONGEST + 1), LONGEST, "longer than 20,000"),
    ("a " * (MOST_TERMS + 1), MOST_TERMS * 2, "more than 100"),
]


@pytest.mark.parametrize(("text", "expected"), WRITTEN, ids=[text for text, _ in WRITTEN])
def test_a_filter_is_read_with_the_place_of_every_part(text: str, expected: Written) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize(("text", "at", "said"), WRONG, ids=[text[:20] for text, *_ in WRONG])
def test_what_cannot_be_read_is_told_with_its_place(text: str, at: int, said: str) -> None:
    with pytest.raises(FilterError, match="not understood at character") as raised:
        parse(text)
    assert (raised.value.at, said in raised.value.said) == (at, True), raised.value.said


def test_a_word_of_ten_thousand_letters_is_a_word() -> None:
    assert parse("w" * 10_000) == word("w" * 10_000, 0)


@given(st.text(alphabet='ab:<>=!(),-@"“” or\n\0\udcff', max_size=30))
def test_any_text_is_either_read_or_refused_at_a_place_inside_it(text: str) -> None:
    at = 0
    try:
        parse(text)
    except FilterError as error:
        at = error.at
    assert 0 <= at <= len(text)
