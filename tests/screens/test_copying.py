"""Copying by way of the terminal."""

import pytest
from textual.app import App

from tests.screens.conftest import MakeApp
from tests.screens.driving import press, seen, started


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was sent to the terminal."""
    texts: list[str] = []
    monkeypatch.setattr(App, "copy_to_clipboard", lambda _app, text: texts.append(text))
    return texts


async def test_name_row_and_id_are_sent_to_the_terminal_and_it_says_no_more_than_that(
    make_app: MakeApp, copied: list[str]
) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "y", "y")
        assert "Sent to terminal: Finance" in seen(pilot)
        await press(pilot, "y", "r", "y", "i")
    assert copied[0] == "Finance"
    assert copied[1].split("\t")[:2] == ["FIN", "Finance"]
    assert len(copied[2]) == 36


async def test_a_card_and_an_open_record_can_be_copied_too(make_app: MakeApp, copied: list[str]) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "enter", "y", "y", "4", "y", "y")
    assert copied == ["Finance", "Site Lyon"]


async def test_escape_copies_nothing(make_app: MakeApp, copied: list[str]) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "y", "escape")
    assert copied == []
