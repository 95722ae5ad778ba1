"""How the app begins: first start, import, and a database that cannot be opened."""

from pathlib import Path

import pytest

from itcrm_tui.app import ItcrmApp
from screens.host import Opening
from storage.errors import OpenError
from storage.opening import open_store
from storage.store import Store
from tests.screens.conftest import TODAY, fill
from tests.screens.driving import press, seen, settled, started, write


class Beginning:
    """A first start: says which database was made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: list[str] = []

    def _open(self, name: str) -> Store:
        self.made.append(name)
        return open_store(f"sqlite:///{self.folder}/{name}.db", actor="dana", device="desk", create=True)

    def own(self) -> Store:
        return self._open("own")

    def demo(self) -> Store:
        store = self._open("demo")
        fill(store)
        return store

    def app(self) -> ItcrmApp:
        return ItcrmApp(Opening(self.own, self.demo, lambda: None, "the data folder", is_new=True), today=TODAY)


@pytest.fixture
def beginning(tmp_path: Path) -> Beginning:
    return Beginning(tmp_path)


async def test_the_first_start_asks_how_to_begin_and_makes_nothing_before_the_answer(beginning: Beginning) -> None:
    app = beginning.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "Look around" in seen(pilot)
        assert "Start empty" in seen(pilot)
        await pilot.press("q")
    assert beginning.made == []
    assert app.return_code == 0


async def test_looking_around_leaves_the_own_database_unmade(beginning: Beginning) -> None:
    async with beginning.app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "enter")
        await started(pilot)
        assert "Logistics" in seen(pilot)
    assert beginning.made == ["demo"]


async def test_starting_empty_makes_the_file_and_says_what_to_do(beginning: Beginning) -> None:
    async with beginning.app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "down", "down", "enter")
        await started(pilot)
        assert "Press a to add one" in seen(pilot)
    assert beginning.made == ["own"]


async def test_a_list_is_imported_at_the_first_start_after_a_preview(beginning: Beginning) -> None:
    file = beginning.folder / "list.csv"
    file.write_text("Account,Sector\nAcme,Health\nBluth,Retail\n", encoding="utf-8")
    async with beginning.app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "down", "enter")
        await started(pilot)
        await write(pilot, str(file))
        await press(pilot, "enter")
        assert "2 rows to create" in seen(pilot)
        assert "Health" in seen(pilot)
        await press(pilot, "enter")
        assert "2 added" in seen(pilot)
        await press(pilot, "escape")
        assert "Acme" in seen(pilot)
        await press(pilot, "u")
        assert "Acme" not in seen(pilot).replace("Undid", "")


async def test_a_database_that_cannot_be_opened_ends_the_app_with_one_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail() -> Store:
        raise OpenError("There is no server at db.example.org.")

    app = ItcrmApp(Opening(fail, fail, lambda: None, ""), today=TODAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
    assert app.return_code == 3
    assert capsys.readouterr().err == "There is no server at db.example.org.\n"
