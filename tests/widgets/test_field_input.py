"""One field of a form: what is typed, what was there before, and what is made safe."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Select

from itcrm_tui.domain.client import Segment
from itcrm_tui.domain.fields import Field, Type
from widgets.field_input import FieldInput


async def nobody(_: Field, _typed: str) -> tuple[()]:
    return ()


class Form(App[None]):
    """One field."""

    def __init__(self, holds: Type, text: str = "") -> None:
        super().__init__()
        self.described = Field(holds=holds, name="it", label="It", choices=Segment if holds is Type.CHOICE else None)
        self.text = text

    def compose(self) -> ComposeResult:
        yield FieldInput(self.described, self.text, nobody)

    @property
    def field(self) -> FieldInput:
        return self.query_one(FieldInput)


@pytest.mark.parametrize(
    ("holds", "before", "later"),
    [
        (Type.TEXT, "one", "two"),
        (Type.LINES, "one\ntwo", "three"),
        (Type.CHOICE, "key", "strategic"),
        (Type.FLAG, "yes", "no"),
        (Type.DATE, "2026-12-31", "fri"),
        (Type.TEXT, "a\x1b[31mb", "b"),
        (Type.LINES, "a\tb\x07", "b"),
    ],
)
async def test_only_what_a_person_changes_counts_as_changed(holds: Type, before: str, later: str) -> None:
    app = Form(holds, before)
    async with app.run_test():
        assert not app.field.changed
        app.field.put(later)
        assert app.field.changed
        app.field.put(before)
        assert not app.field.changed


async def test_what_was_typed_stays_when_the_record_moves_and_what_was_not_follows_it() -> None:
    app = Form(Type.TEXT, "before")
    async with app.run_test():
        app.field.rebase("theirs")
        assert (app.field.text, app.field.changed) == ("theirs", False)
        app.field.put("mine")
        app.field.rebase("theirs again")
        assert (app.field.text, app.field.changed) == ("mine", True)


async def test_a_word_that_is_none_of_the_few_changes_nothing() -> None:
    app = Form(Type.CHOICE, "key")
    async with app.run_test():
        app.field.put("gold")
        assert app.field.text == "key"
        app.field.put("")
        assert app.field.text == ""
        assert app.field.query_one(Select).value is Select.NULL


async def test_what_is_pasted_into_a_long_text_is_made_safe_and_can_be_taken_back() -> None:
    app = Form(Type.LINES, "before")
    async with app.run_test() as pilot:
        app.field.begin()
        app.field.put("one\x1b]0;title\x07\ttwo\u202e")
        assert app.field.text == "one␦]0;title␦    two␦"
        await pilot.press("ctrl+z")
        assert app.field.text == "before"
