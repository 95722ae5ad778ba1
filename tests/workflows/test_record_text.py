"""A record as text for an editor: it comes back as it was, and a broken one is explained."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.workflows.record_text import NotReadableError, as_text, from_text

CLIENT = KINDS["client"]
LINES = st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=40), max_size=6)
TEXTS = st.dictionaries(
    st.sampled_from([field.name for field in CLIENT.fields if field.settable]),
    LINES.map(lambda lines: "\n".join(line.rstrip() for line in lines).rstrip()),
)


@given(TEXTS)
def test_whatever_the_fields_hold_comes_back_as_it_was(texts: dict[str, str]) -> None:
    found = from_text(CLIENT, as_text(CLIENT, "client Finance", texts))
    assert {name: text for name, text in found.items() if text} == {name: text for name, text in texts.items() if text}


def test_texts_stand_as_they_are_typed() -> None:
    text = as_text(CLIENT, "client Finance", {"name": "Finance", "code": "007", "notes": "one\n  two\nthree: ''"})
    assert "\nname: Finance\ncode: 007\n" in text
    assert "\nnotes: |-\n  one\n    two\n  three: ''" in text
    assert "\nparent:\n" in text
    assert "\nsegment:  # strategic, key, standard\n" in text
    assert from_text(CLIENT, text)["notes"] == "one\n  two\nthree: ''"


def test_a_text_with_tabs_and_blanks_at_line_ends_still_reads_like_one() -> None:
    assert "\nnotes: |-\n  one\n  a   b\n" in as_text(CLIENT, "client", {"notes": "one  \na\tb\n"})


def test_a_title_cannot_add_a_field() -> None:
    assert from_text(CLIENT, as_text(CLIENT, "client A\nname: B", {}))["name"] == ""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("name: a\n# b\n\ncode = b\ntier: 2\n", "^Line 4 is not `field: value`[.]$"),
        ("name = a\ncode: b", "^Line 1 is not `field: value`[.]$"),
        ("name:a\ncode: b", "^Line 1 is not `field: value`[.]$"),
        ("notes: |-\n  a\nb\ncode: c", "^Line 3 is not `field: value`[.]$"),
        ("name: a\ncode: b: c", "^Line 2 cannot be read: put its value in quotes[.]$"),
        ("name: a\ncode: @b\ntier: 2", "^Line 2 cannot be read: put its value in quotes[.]$"),
        ("name: a\ncode: 'b\ntier: 2", "^Line 2 has a quotation mark that is not closed[.]$"),
        ("name: a\n\tcode: b", "^Line 2 is not indented like the lines above it[.]$"),
        ("nam: a", "There is no field “nam”"),
        ("tags: [a, b]", "several are separated by ;"),
        ("", "There are no fields in it"),
        ("[" * 5000, "nested too deeply|Line 1"),
        ("name: \x00", "cannot be read|Line"),
    ],
)
def test_what_is_no_record_any_more_is_explained(text: str, sentence: str) -> None:
    with pytest.raises(NotReadableError, match=sentence):
        from_text(CLIENT, text)
