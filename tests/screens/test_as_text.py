"""A record, or a field of its form, in the person's own editor."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from screens.editor_file import EditorError
from screens.record_form import RecordForm
from tests.screens.conftest import MakeApp
from tests.screens.driving import press, seen, started, write

Edit = Callable[[str], str]


@pytest.fixture
def editor(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the editor do these things to the text, one each time that it is opened."""

    def set_editor(*edits: Edit) -> None:
        coming = iter(edits)
        for module in ("screens.editor_fields", "screens.editor"):
            monkeypatch.setattr(f"{module}.in_editor", lambda _app, text, *_: next(coming)(text))

    return set_editor


def failing(_: str) -> str:
    raise EditorError("EDITOR names an editor that is not here: vii")


async def test_e_opens_the_row_as_text_and_saves_what_was_changed(
    make_app: MakeApp, editor: Callable[..., None]
) -> None:
    editor(lambda text: text.replace("name: Finance", "name: Treasury"))
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "E")
        assert "Treasury" in seen(pilot)
        assert "Saved client Treasury.   u takes" in seen(pilot)
        await press(pilot, "u")
        assert "Undid: Edit client Finance: name" in seen(pilot)


async def test_what_cannot_be_saved_stands_in_the_form_with_its_reason(
    make_app: MakeApp, editor: Callable[..., None]
) -> None:
    editor(lambda text: text.replace("tier:", "tier: gold").replace("name: Finance", "name: Treasury"))
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "E")
        assert "EDIT client Finance" in seen(pilot)
        assert "Treasury" in seen(pilot)
        assert "“gold” is not a number" in seen(pilot)


async def test_a_text_that_cannot_be_read_goes_back_to_the_editor(
    make_app: MakeApp, editor: Callable[..., None]
) -> None:
    editor(lambda text: f"{text}what: this\n", lambda text: text.replace("what: this", "").replace("FIN", "TRE"))
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "E")
        assert "There is no field “what”" in seen(pilot)
        await press(pilot, "e")
        assert "Saved client Finance.   u takes" in seen(pilot)


@pytest.mark.parametrize("edit", [failing, lambda text: text], ids=["an editor that fails", "an untouched text"])
async def test_nothing_is_saved_and_the_app_goes_on(make_app: MakeApp, editor: Callable[..., None], edit: Edit) -> None:
    editor(edit)
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "E")
        assert ("not here: vii" in seen(pilot)) == (edit is failing)
        assert "Saved " not in seen(pilot)
        await press(pilot, "u")
        assert "Undid: Set up a small organization" in seen(pilot)


async def test_ctrl_g_in_a_long_text_opens_that_text(make_app: MakeApp, editor: Callable[..., None]) -> None:
    editor(lambda text: f"{text.upper()}\nsecond \x1b[31mline")
    async with make_app().run_test(size=(120, 40)) as pilot:
        await started(pilot)
        await press(pilot, "e")
        form = pilot.app.screen
        assert isinstance(form, RecordForm)
        form.inputs["notes"].begin()
        await write(pilot, "first")
        await press(pilot, "ctrl+g")
        assert form.inputs["notes"].text == "FIRST\nsecond ␦[31mline"
        assert form.typed


async def test_ctrl_g_elsewhere_opens_the_whole_form_and_saves_nothing_yet(
    make_app: MakeApp, editor: Callable[..., None]
) -> None:
    editor(lambda text: text.replace("code:", "code: LEG"))
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "a")
        await write(pilot, "Legal")
        await press(pilot, "ctrl+g")
        form = pilot.app.screen
        assert isinstance(form, RecordForm)
        assert (form.inputs["name"].text, form.inputs["code"].text) == ("Legal", "LEG")


async def test_a_terminal_that_cannot_be_lent_says_so(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "sh")
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "E")
        assert "This terminal cannot be handed to an editor." in seen(pilot)
