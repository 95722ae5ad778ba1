"""The view of a record: what belongs to it stands there as rows, and is changed without leaving it."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from itcrm_tui.app import ItcrmApp
from itcrm_tui.domain.client import Client, Stakeholder, StakeholderRole
from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.text import safe
from screens.host import Opening
from screens.record_view import RecordView
from storage.opening import open_store
from storage.store import Store
from tests.screens.conftest import TODAY, MakeApp
from tests.screens.driving import SIZES, press, seen, settled, started, write
from tests.screens.hostile import HARMS, LONG
from tests.widgets.keyset_fakes import shown
from widgets.section_list import SectionList

Size = tuple[int, int]
sizes = pytest.mark.parametrize("size", SIZES)


def tab_of(pilot: object) -> RecordView:
    view = pilot.app.screen  # type: ignore[attr-defined]
    assert isinstance(view, RecordView)
    return view


@sizes
async def test_a_stakeholder_is_added_edited_deleted_and_brought_back_inside_the_profile(
    make_app: MakeApp, size: Size
) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "enter")
        tab_of(pilot).tab = "people"
        tab_of(pilot).show_record()
        await settled(pilot)
        assert ">M. Okoye" in seen(pilot)
        assert "LINES OF BUSINESS  0" in seen(pilot)
        await press(pilot, "y")
        assert "Copy M. Okoye" in seen(pilot)
        await press(pilot, "escape")
        await press(pilot, "a")
        assert "ADD stakeholder" in seen(pilot)
        await write(pilot, "T Brandt")
        await press(pilot, "enter")
        assert ">T Brandt" in seen(pilot)
        await press(pilot, "e")
        assert "EDIT stakeholder T Brandt" in seen(pilot)
        await press(pilot, "escape", "d")
        assert "Deleted stakeholder T Brandt" in seen(pilot)
        assert ">T Brandt" not in seen(pilot)
        await press(pilot, "u")
        assert "T Brandt" in seen(pilot)


@sizes
async def test_an_empty_section_says_so_and_enter_adds_to_it(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "enter")
        tab_of(pilot).tab = "people"
        tab_of(pilot).show_record()
        await settled(pilot)
        await press(pilot, "j")
        assert ">none on file" in seen(pilot)
        await press(pilot, "d")
        assert "a adds it" in seen(pilot)
        await press(pilot, "enter")
        assert "ADD line of business" in seen(pilot)


async def test_a_line_of_the_overview_opens_the_rows_or_the_record_behind_it(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "enter", "j", "enter")
        assert "CSAT" in seen(pilot)
        await press(pilot, "enter")
        assert "FEEDBACK  1" in seen(pilot)
        assert ">Payroll was late" in seen(pilot)
        await press(pilot, "m")
        assert "acknowledged" in seen(pilot)
        await press(pilot, "enter")
        assert "complaint" in seen(pilot)
        assert "Channel" not in seen(pilot)
        await press(pilot, "enter")
        await press(pilot, "escape")
        assert "FEEDBACK  1" in seen(pilot)


@sizes
async def test_n_and_p_go_through_the_list_one_came_from(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "enter")
        assert "Finance  FIN" in seen(pilot)
        assert "1 of 2" in seen(pilot)
        await press(pilot, "p")
        assert "first of the list" in seen(pilot)
        await press(pilot, "n")
        assert "Logistics  LOG" in seen(pilot)
        assert "2 of 2" in seen(pilot)
        await press(pilot, "n")
        assert "last of the list" in seen(pilot)
        await press(pilot, "escape")
        current = pilot.app.screen.current  # type: ignore[attr-defined]
        assert current.name == "Logistics"


async def test_n_stays_inside_the_filter(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "slash")
        await write(pilot, "log")
        await press(pilot, "enter", "enter", "n")
        assert "Logistics  LOG" in seen(pilot)
        assert "last of the list" in seen(pilot)


@sizes
async def test_any_kind_of_record_opens_with_its_parts_as_rows(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "4", "enter")
        assert "Site Lyon" in seen(pilot)
        assert "REQUIREMENTS  1" in seen(pilot)
        assert "Network" in seen(pilot)
        shown = pilot.app.screen.query_one("#tab", SectionList)
        shown.focus()
        await press(pilot, "G", *"kkkk", "enter")  # below it stand the four kinds of what is kept of a promise
        assert "requirement  Site Lyon" in seen(pilot)
        await press(pilot, "i")
        assert "Logistics  LOG" in seen(pilot)


@sizes
async def test_the_cursor_stands_only_on_what_can_be_acted_on(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "enter")
        for key in ("j", "j", "G", "k", "g", "k", "pagedown", "pageup"):
            await press(pilot, key)
            current = tab_of(pilot).current
            assert current is not None, key
            assert current.stands, key


async def test_a_record_deleted_by_somebody_else_closes_its_view(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "enter", "d")
        assert "still names it" in seen(pilot)
        await press(pilot, "escape", "3", "enter", "d")
        assert "3 SERVICES" in seen(pilot)
        assert "has been deleted" in seen(pilot)


NAMES = (*HARMS, "Finance " * (LONG // 8))


@sizes
async def test_hostile_names_are_shown_harmlessly_in_rows_lines_finder_and_who(tmp_path: Path, size: Size) -> None:
    def open_it() -> Store:
        store = open_store(f"sqlite:///{tmp_path}/h.db", actor="dana", device="desk", create=True)
        client = Client(name=NAMES[0], priorities=NAMES, competitors=NAMES, notes="\n".join(NAMES))
        with store.write("Set up") as unit:
            unit.add(client)
            for name in NAMES:
                role = StakeholderRole.DECISION_MAKER
                unit.add(Stakeholder(client=client.id, name=name, role=role, phone=name[:90], title=name))
                unit.add(Commitment(client=client.id, title=name, promise_text=name))
        return store

    app = ItcrmApp(Opening(open_it, open_it, lambda: None, "h"), today=TODAY)
    async with app.run_test(size=size) as pilot:
        await started(pilot)
        for keys in (("enter",), ("G",), ("l",), ("j", "j", "enter"), ("w",), ("escape", "n"), ("f", "i", "n")):
            await press(pilot, *keys)
            lines = seen(pilot).split("\n")
            assert len(lines) == size[1], keys
            assert all(line == safe(line) for line in lines), keys
            assert all(cell_len(line) == size[0] for line in lines), keys
        assert "FIND" in seen(pilot)


async def test_what_the_keys_do_the_mouse_does_too(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "enter")
        tabs = seen(pilot).split("\n")[2]
        await pilot.click(offset=(tabs.index("People") + 1, 2))
        await settled(pilot)
        assert "PEOPLE  1" in seen(pilot)
        line = next(at for at, text in enumerate(seen(pilot).split("\n")) if "none on file" in text)
        await pilot.click(offset=(5, line))
        await settled(pilot)
        assert ">none on file" in seen(pilot)
        await pilot.click(offset=(2, 23))
        await settled(pilot)
        assert "ADD line of business" in seen(pilot)


async def test_a_long_list_says_on_every_page_whose_rows_these_are(tmp_path: Path) -> None:
    def open_it() -> Store:
        store = open_store(f"sqlite:///{tmp_path}/l.db", actor="dana", device="desk", create=True)
        client = Client(name="Finance")
        with store.write("Set up") as unit:
            unit.add(client)
            for number in range(1200):
                unit.add(Stakeholder(client=client.id, name=f"Person {number:04}"))
        return store

    app = ItcrmApp(Opening(open_it, open_it, lambda: None, "l"), today=TODAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "enter", "l", "G", "k")
        assert "Person 1199" in seen(pilot)
        assert seen(pilot).split("\n")[3].startswith(" PEOPLE ")
        shown = pilot.app.screen.query_one("#tab", SectionList)
        assert len(shown.window.rows) <= 4 * shown.window.page
        await press(pilot, "g")
        assert "PEOPLE  1,200" in seen(pilot)
        assert ">Person 0000" in seen(pilot)


async def test_the_current_tab_is_in_sight_however_narrow_the_terminal_is(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(40, 12)) as pilot:
        await started(pilot)
        await press(pilot, "enter")
        for name in ("PEOPLE", "SERVICES", "USAGE", "PROMISES", "FEEDBACK", "TIME"):
            await press(pilot, "l")
            assert name in seen(pilot).split("\n")[2]
        tabs = seen(pilot).split("\n")[2]
        await pilot.click(offset=(tabs.index("Feedback") + 1, 2))
        await settled(pilot)
        assert "FEEDBACK  1" in seen(pilot)


@pytest.mark.parametrize("width", [120, 150])
async def test_only_the_pane_with_the_keys_has_the_sign_of_the_cursor(make_app: MakeApp, width: int) -> None:
    async with make_app().run_test(size=(width, 40)) as pilot:
        await started(pilot)
        await press(pilot, "down", "enter")
        for _ in range(2):
            for pane in (pilot.app.screen.query_one(name, SectionList) for name in ("#tab", "#beside")):
                signs = "".join(line[:1] for line in shown(pane)).strip()
                assert signs == (">" if pane.has_focus else ":")
            await press(pilot, "tab")
