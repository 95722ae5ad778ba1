"""The key `o`: from the list of a place to a file, stopped or not, by keyboard alone."""

from __future__ import annotations

import csv
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from itcrm_tui.workflows.exporting import to_file
from screens.export_file import ExportFile
from tests.screens.conftest import MakeApp
from tests.screens.driving import SIZES, press, seen, settled, started, write
from widgets.safe_input import SafeInput


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the person's own, where nothing was exported yet."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("ITCRM_STATE", str(tmp_path / "state"))
    return folder


@pytest.mark.parametrize("size", SIZES)
async def test_o_writes_what_the_filter_shows_and_says_how_much_and_where(
    make_app: MakeApp, home: Path, size: tuple[int, int]
) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "slash")
        await write(pilot, "logi")
        await press(pilot, "enter", "o")
        assert "EXPORT clients holding “logi”" in seen(pilot)
        assert "~/clients.csv" in seen(pilot)
        assert ".xlsx" in seen(pilot)
        assert ".vcf" not in seen(pilot)
        await press(pilot, "enter")
        assert "Wrote 1 client to ~/clients.csv." in seen(pilot)
        assert "1 shown" in seen(pilot)
    with (home / "clients.csv").open(encoding="utf-8") as file:
        assert [row["name"] for row in csv.DictReader(file)] == ["Logistics"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [("~nosuchuser/x.csv", "somebody who is not known here"), ("x" * 5000, "File name too long")],
    ids=["home", "long"],
)
async def test_a_path_that_can_be_none_is_told_and_another_can_be_typed(
    make_app: MakeApp, home: Path, typed: str, said: str
) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        await started(pilot)
        await press(pilot, "o")
        pilot.app.screen.query_one(SafeInput).value = typed
        await press(pilot, "enter")
        assert said in seen(pilot)
        pilot.app.screen.query_one(SafeInput).value = "~/clients.csv"
        await press(pilot, "enter")
    assert (home / "clients.csv").is_file()


async def test_a_file_that_is_there_is_replaced_only_on_a_second_enter(make_app: MakeApp, home: Path) -> None:
    (home / "clients.csv").write_text("precious", encoding="utf-8")
    async with make_app().run_test() as pilot:
        await started(pilot)
        await press(pilot, "o", "enter")
        assert "Enter again replaces it" in seen(pilot)
        assert (home / "clients.csv").read_text(encoding="utf-8") == "precious"
        await press(pilot, "enter")
        assert "Wrote 2 clients" in seen(pilot)


async def test_the_next_export_is_offered_where_the_last_one_went(make_app: MakeApp, home: Path) -> None:
    (home / "work").mkdir()
    async with make_app().run_test() as pilot:
        await started(pilot)
        await press(pilot, "4", "o")
        pilot.app.screen.query_one(SafeInput).value = "~/work/due.ics"
        await press(pilot, "enter")
        assert "Wrote 2 commitments to ~/work/due.ics." in seen(pilot)
        await press(pilot, "5", "o")
        assert "~/work/feedback.csv" in seen(pilot)


async def test_what_cannot_be_written_is_said_and_what_was_typed_stays(make_app: MakeApp, home: Path) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        await started(pilot)
        await press(pilot, "o")
        for typed, said in (
            ("~/clients.vcf", "can hold stakeholders or people, not clients"),
            ("~/nowhere/clients.csv", "There is no such folder"),
            ("", "Name a file first"),
        ):
            pilot.app.screen.query_one(SafeInput).value = typed
            await press(pilot, "enter")
            assert said in seen(pilot)
            assert pilot.app.screen.query_one(SafeInput).value == typed
        await press(pilot, "escape")
        assert "2 CLIENTS" in seen(pilot)
    assert list(home.iterdir()) == []


async def test_escape_stops_an_export_that_takes_long_and_leaves_no_file(
    make_app: MakeApp, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, may_go_on = threading.Event(), threading.Event()

    def slow(export: Any, form: object) -> Iterator[str]:
        for _, pages in export.lists:
            for _ in pages:
                begun.set()
                may_go_on.wait(20)
                yield "page\n"

    monkeypatch.setattr(to_file, "_pieces", slow)
    async with make_app().run_test() as pilot:
        await started(pilot)
        await press(pilot, "o")
        screen = pilot.app.screen
        assert isinstance(screen, ExportFile)
        await pilot.press("enter")
        while not begun.is_set():
            await pilot.pause()
        screen._show_progress()
        await pilot.pause()
        assert "Esc stops it" in seen(pilot)
        await pilot.press("escape")
        may_go_on.set()
        await settled(pilot)
        assert "Stopped. No file was written." in seen(pilot)
        assert pilot.app.screen is screen
    assert list(home.iterdir()) == []


async def test_the_palette_knows_the_export_under_its_word(make_app: MakeApp, home: Path) -> None:
    async with make_app().run_test() as pilot:
        await started(pilot)
        await press(pilot, "3", "colon")
        await write(pilot, "export")
        await press(pilot, "enter")
        assert "EXPORT services" in seen(pilot)
