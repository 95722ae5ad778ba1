"""Importing within the app: preview, another mapping, the rows taken in, or everything stopped."""

from pathlib import Path

import pytest
from textual.widgets import Button, Input, Select

from screens import import_file
from screens.import_file import ImportFile
from tests.screens.conftest import MakeApp
from tests.screens.driving import SIZES, press, seen, settled, started


@pytest.fixture
def contacts(tmp_path: Path) -> Path:
    path = tmp_path / "contacts.csv"
    path.write_text("Who,Company,Desk\nA. Weber,Finance,12\nB. Lang,Nobody Ltd,14\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("size", SIZES)
async def test_a_column_is_given_another_meaning_and_the_rows_are_taken_in(
    make_app: MakeApp, contacts: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ITCRM_STATE", str(tmp_path / "state"))
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await pilot.app.run_action("import_file")
        await settled(pilot)
        pilot.app.screen.query_one("#file", Input).value = str(contacts)
        await press(pilot, "enter")
        assert "1 row to create, 1 row to update" in seen(pilot), "taken as clients, as the header looks"
        pilot.app.screen.query_one("#kind", Select).value = "stakeholder"
        await settled(pilot)
        assert "has no column for name of a stakeholder" in " ".join(seen(pilot).split())
        pilot.app.screen.query_one("#given", Input).value = "name=Somebody"
        await press(pilot, "tab", "tab", "tab", "enter")
        assert "1 row to create, 1 row to reject" in seen(pilot)
        await press(pilot, "tab", "tab", "enter", *"name", "enter")
        assert "There is no client" in seen(pilot)
        pilot.app.screen.query_one("#rejects", Button).press()
        await settled(pilot)
        await press(pilot, "enter")
        assert "Nobody Ltd" in (tmp_path / "contacts-rejects.csv").read_text(encoding="utf-8")
        assert "A. Weber" not in (tmp_path / "contacts-rejects.csv").read_text(encoding="utf-8")
        await press(pilot, "ctrl+s")
        assert "Import stakeholders from contacts.csv: 1 added, 1 rejected." in " ".join(seen(pilot).split())
        await press(pilot, "enter", *("l" if size == SIZES[0] else "hhh"))
        assert "A. Weber" in seen(pilot), "among the people, beside the overview where there is room"


@pytest.mark.parametrize(
    ("typed", "said"),
    [("~nosuchuser/x.csv", "somebody who is not known here"), ("x" * 5000, "File name too long")],
    ids=["home", "long"],
)
async def test_a_path_that_can_be_none_is_told(make_app: MakeApp, typed: str, said: str) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        await started(pilot)
        await pilot.app.run_action("import_file")
        await settled(pilot)
        pilot.app.screen.query_one("#file", Input).value = typed
        await press(pilot, "enter")
        assert said in seen(pilot)


async def test_escape_stops_an_import_and_nothing_is_written(make_app: MakeApp, contacts: Path) -> None:
    screen = ImportFile()
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await pilot.app.push_screen(screen)
        await settled(pilot)
        screen._done = ("Writing", 1, 2)
        await press(pilot, "escape")
        assert pilot.app.screen is screen
        with pytest.raises(import_file.StoppedError):
            screen._progress("Writing", 1, 2)
        screen._done = None
        await press(pilot, "escape")
        assert pilot.app.screen is not screen
