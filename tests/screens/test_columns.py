"""What a table is sorted by and which columns it shows are chosen by keyboard, and remembered."""

import pytest

from itcrm_tui.app import ItcrmApp
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.remembered import Remembered
from screens.field_columns import field_column
from screens.host import Opening
from storage.opening import open_store
from storage.store import Store
from tests.screens.conftest import TODAY, MakeApp
from tests.screens.driving import SIZES, press, seen, started, write

NARROW = SIZES[0]


@pytest.mark.parametrize("size", SIZES)
async def test_a_list_is_sorted_by_a_figure_and_turned_round(make_app: MakeApp, size: tuple[int, int]) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        assert seen(pilot).index("Finance") < seen(pilot).index("Logistics")
        await press(pilot, "s")
        await write(pilot, "promises")
        await press(pilot, "enter")
        assert "PROMISESv" in seen(pilot)
        assert "by promises v" in seen(pilot)
        assert seen(pilot).index("Finance") < seen(pilot).index("Logistics")
        await press(pilot, "s", "enter")
        assert "PROMISES^" in seen(pilot)
        assert ">Logistics" in seen(pilot) or ">LOG" in seen(pilot)
        assert seen(pilot).index("Logistics") < seen(pilot).index("Finance", seen(pilot).index("PROMISES^"))
        await press(pilot, "s", "down", "enter")
        assert "by promises" not in seen(pilot)


async def test_columns_are_hidden_and_any_field_is_shown_instead(make_app: MakeApp) -> None:
    async with make_app().run_test(size=NARROW) as pilot:
        await started(pilot)
        await press(pilot, "s")
        await write(pilot, "columns:")
        await press(pilot, "enter")
        assert "COLUMNS" in seen(pilot)
        assert "Enter done" in seen(pilot)
        await press(pilot, "j", "space", "end", "space", "K", "plus", "enter")
        heading = next(line for line in seen(pilot).splitlines() if "HEALTH" in line)
        assert "SEGMENT" not in heading
        assert pilot.app.screen.memory.get("columns")[-1] == ["notes", 31]  # type: ignore[attr-defined]


async def test_priorities_are_shown_and_remembered_with_the_order(database: str) -> None:
    memory = Remembered.nothing()

    def app() -> ItcrmApp:
        def open_it() -> Store:
            return open_store(database, actor="dana", device="desk")

        return ItcrmApp(Opening(open_it, open_it, lambda: None, database, remembered=memory), today=TODAY)

    memory.place("clients").set("columns", [["name", 12], ["priorities", 20], ["no such", 3], "broken"])
    memory.place("clients").set("sort", "-name")
    async with app().run_test(size=NARROW) as pilot:
        await started(pilot)
        assert "CLIENTv" in seen(pilot)
        assert "payslips on time" in seen(pilot)
        assert "HEALTH" not in seen(pilot)
        screen = seen(pilot)
        assert screen.index("Logistics") < screen.index("Finance  ")


@pytest.mark.parametrize(("place", "title"), [("2", "CLIENT"), ("3", "SERVICE"), ("5", "SUBJECT")])
async def test_the_column_that_names_the_record_cannot_be_hidden(make_app: MakeApp, place: str, title: str) -> None:
    async with make_app().run_test(size=NARROW) as pilot:
        await started(pilot)
        await press(pilot, place, "s")
        await write(pilot, "columns:")
        await press(pilot, "enter")
        assert "The column of the name stays." in seen(pilot)
        assert "Enter done" in seen(pilot)
        await press(pilot, "space", "space", "space", "enter")
        assert f" {title} " in seen(pilot)
        assert len(pilot.app.screen.in_sight) < 7  # type: ignore[attr-defined]


async def test_a_tier_is_sorted_from_the_first_one_on(make_app: MakeApp) -> None:
    async with make_app().run_test(size=NARROW) as pilot:
        await started(pilot)
        await press(pilot, "s")
        await write(pilot, "tier")
        await press(pilot, "enter")
        assert "by tier ^" in seen(pilot)


@pytest.mark.parametrize(("width", "said"), [(16, "9 Dec 2025 06:12"), (13, "9 Dec 2025"), (9, "9 Dec"), (3, "9 Dec")])
def test_an_instant_is_said_shorter_rather_than_cut(width: int, said: str) -> None:
    column = field_column(KINDS["feedback"].by_name["reply_due"])
    assert column.shorter("9 Dec 2025 06:12", width) == said


async def test_a_chooser_says_when_nothing_is_like_what_is_typed(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "s")
        await write(pilot, "zzz")
        assert "nothing here is like that" in seen(pilot)
        await press(pilot, "enter")
        assert "SORT by" in seen(pilot)
        await press(pilot, "ctrl+u", "enter")
        assert "SORT by" not in seen(pilot)
