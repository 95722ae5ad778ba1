"""Texts from outside are shown harmlessly in every field, on every screen, and the layout holds."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shlex import quote
from shutil import copyfile

import pytest
import tomli_w
from textual.screen import Screen
from textual.widgets import Input, Select

import screens
from itcrm_tui import paths, saved_filters
from itcrm_tui.app import ItcrmApp
from itcrm_tui.domain.client import Client
from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.fields import Type
from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.what_if.suppositions import DueMoved
from itcrm_tui.workflows.what_if.making_real import to_be_said
from screens.conflict import Conflict
from screens.conflicts import Conflicts
from screens.deciding import Deciding
from screens.first_run import FirstRun
from screens.host import Opening
from screens.record_form import RecordForm
from screens.record_view import RecordView
from screens.what_if_form import WordForm
from storage.opening import open_store
from storage.store import Store
from storage.sync.checkout import checkout
from storage.sync.hub_store import HubStore
from storage.sync.syncing import sync
from tests.pictures.scenes import SCENES, Begin, Scene
from tests.screens.conftest import TODAY
from tests.screens.driving import SIZES, seen, started
from tests.screens.hostile import HARMS, all_harms, fill, very_long
from tests.screens.hostile_driving import home, painted, pasted, play, visited
from tests.screens.hostile_look import harm

Size = tuple[int, int]
ROUNDS = 7
"""So that there is a promise in each state down to a missed one."""
LONG = f'name:"{very_long(0)}"'

MORE_SCENES = (
    Scene("change set, read", "ChangeSetView", "H enter tab G"),
    Scene("one field", "OneField", f"x e =name enter {quote(f'={HARMS[0]}')}"),
    Scene("found", "Finder", "f =abc"),
    Scene("a name completes", "RecordForm", "a tab tab =abc"),
    Scene("wrong field", "RecordForm", f"a tab tab {quote(f'={HARMS[0]}')} enter"),
    Scene("wrong day", "OneField", f"1 z {quote(f'={all_harms(3)}')} enter"),
    Scene("moves on", "FeedbackInbox", "5 m"),
    Scene("ways on", "RecordView", "enter j enter"),
    Scene("add to it", "Choose", "enter a"),
    Scene("filter", "Clients", f"/ {quote(f'=name:{HARMS[0]} or {HARMS[2]} {HARMS[1]}')}"),
    Scene("what undo takes back", "Palette", ": =undo"),
    Scene("deleted", "Clients", "d"),
    Scene("taken back", "Clients", "u"),
    Scene("deleted on the board", "Commitments", "4 d"),
    Scene("taken back there", "Clients", "u"),
)
"""Where more texts from outside come to the screen than the pictures show."""

ELSEWHERE = {FirstRun, Conflict, Conflicts, Deciding, WordForm}
"""What a test of its own brings to the screen."""


@pytest.fixture(scope="session")
def organization(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the hostile organization."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    fill(f"sqlite:///{path}", ROUNDS)
    return path


@pytest.fixture
def url(organization: Path, tmp_path: Path) -> str:
    copyfile(organization, tmp_path / "h.db")
    return f"sqlite:///{tmp_path}/h.db"


@pytest.fixture
def app(url: str) -> ItcrmApp:
    return over(url)


def over(url: str, **more: object) -> ItcrmApp:
    def open_it() -> Store:
        return open_store(url, actor="dana", device="desk")

    return ItcrmApp(Opening(open_it, open_it, lambda: None, all_harms(0), **more), today=TODAY)  # type: ignore[arg-type]


def shown_screens() -> set[type[Screen[object]]]:
    """Every screen that is shown as it is: the others are what these are made from."""
    modules = [importlib.import_module(f"screens.{one.name}") for one in pkgutil.iter_modules(screens.__path__)]
    found = {one for module in modules for one in vars(module).values() if isinstance(one, type)}
    ours = {one for one in found if issubclass(one, Screen) and one.__module__.startswith("screens.")}
    return {one for one in ours if not any(one in other.__mro__[1:] for other in ours)}


def some_of_each_screen() -> list[Scene]:
    """The first scene of each screen and the last; `make test-slow` goes through all, in more room too."""
    sample = [scene for scene in SCENES if scene.begin is Begin.SAMPLE]
    first = {scene.screen: scene for scene in reversed(sample)}.values()
    last = {scene.screen: scene for scene in sample}.values()
    return [scene for scene in sample if scene in first or scene in last]


async def test_every_screen_shows_hostile_texts_harmlessly(app: ItcrmApp) -> None:
    been = await visited(app, SIZES[0], (*some_of_each_screen(), *MORE_SCENES))
    missing = sorted(one.__name__ for one in shown_screens() - been - ELSEWHERE)
    assert not missing, "in no scene: add one to tests/pictures/scenes.py"


async def test_records_with_every_type_of_field_are_viewed_and_edited_harmlessly(app: ItcrmApp) -> None:
    async with app.run_test(size=SIZES[0]) as pilot:
        await started(pilot)
        for number, kind in enumerate(kinds_of_every_field()):
            app.push_screen(RecordView(kind, found(app, kind)[number % ROUNDS].id))
            for keys in ((), ("e",)):
                await painted(pilot, *keys)
                assert not harm(pilot), (kind.name, keys)
            await home(pilot)


async def test_what_others_changed_meanwhile_is_shown_harmlessly(app: ItcrmApp, url: str) -> None:
    async with app.run_test(size=SIZES[0]) as pilot:
        await started(pilot)
        await painted(pilot, "e", "ctrl+u")
        assert isinstance(app.screen, RecordForm)
        assert app.screen.seen is not None
        seen = app.screen.seen
        with open_store(url, actor=all_harms(4)[:40], device="other").write("Meanwhile") as unit:
            unit.save(seen, replace(seen, name=very_long(5), cost_centre=all_harms(6)))  # type: ignore[type-var]
        await pasted(pilot, "mine")
        await painted(pilot, "enter")
        assert isinstance(app.screen, Conflict)
        assert not harm(pilot)
        await painted(pilot, "enter", "tab", "enter", "ctrl+s")
        assert not harm(pilot)
        await home(pilot)


async def test_what_a_working_copy_has_to_have_decided_is_shown_harmlessly(url: str, tmp_path: Path) -> None:
    hub = open_store(url, actor=all_harms(4)[:40], device="other")
    checkout(hub, tmp_path / "copy.db", lambda *_: None)
    copy = f"sqlite:///{tmp_path}/copy.db"
    mine = open_store(copy, actor="dana", device="laptop")
    for store, name in ((hub, very_long(5)), (mine, very_long(6))):
        with store.read() as reader:
            client = min((one for one in reader.find(Client) if isinstance(one, Client)), key=lambda one: one.id)
        with store.write(all_harms(2)) as unit:
            unit.save(client, replace(client, name=name, cost_centre=all_harms(len(name) % 7)))
    sync(mine, HubStore(hub))
    mine.close()
    hub.close()
    for size in SIZES:
        app = over(copy)
        async with app.run_test(size=size) as pilot:
            await started(pilot)
            app.push_screen(Conflicts())
            for keys in ((), ("enter",), ("e",)):
                await painted(pilot, *keys)
                assert not harm(pilot), keys
            await home(pilot)


async def test_what_a_client_is_asked_to_say_is_asked_harmlessly(app: ItcrmApp) -> None:
    async with app.run_test(size=SIZES[0]) as pilot:
        await started(pilot)
        for commitment in found(app, KINDS["commitment"]):
            assert isinstance(commitment, Commitment)
            moved = DueMoved(seen=commitment, due=TODAY)
            if form := to_be_said(moved):
                app.push_screen(WordForm(form, moved))
                await painted(pilot)
                assert isinstance(app.screen, WordForm)
                assert not harm(pilot)
                await home(pilot)


async def test_the_first_start_says_harmlessly_where_the_data_will_be(url: str) -> None:
    for size in SIZES:
        app = over(url, is_new=True)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            assert isinstance(app.screen, FirstRun)
            assert not harm(pilot)
            assert "[@click=app.quit]x[/]" in seen(pilot)


@pytest.mark.parametrize("name", [HARMS[1], HARMS[2], HARMS[8]], ids=["escape", "bidi", "line ends"])
async def test_a_hostile_file_is_imported_harmlessly(app: ItcrmApp, name: str, tmp_path: Path) -> None:
    file = tmp_path / f"{name.replace('/', '')}.csv"
    quoted = all_harms(0).replace('"', "")
    file.write_text(f'Name,"{name}"\n"{quoted}","{very_long(0)}"\n,"{name}"\n', encoding="utf-8")
    async with app.run_test(size=SIZES[0]) as pilot:
        await started(pilot)
        await app.run_action("import_file")
        await painted(pilot)
        app.screen.query_one("#file", Input).value = str(file)
        app.screen.query_one("#kind", Select).value = "client"
        await painted(pilot, "enter")
        assert not harm(pilot)
        await painted(pilot, "tab", "tab", "tab", "enter")
        assert not harm(pilot)


async def test_hostile_files_beside_the_configuration_do_no_harm(url: str, own_home: Path) -> None:
    beside = paths.config_file().parent
    (beside / "themes").mkdir(parents=True)
    for harm_done in HARMS:
        (beside / "themes" / f"{harm_done.replace('/', '')}.toml").write_text(f'"{harm_done}" = 1', encoding="utf-8")
    saved_filters.filters_file().write_text(tomli_w.dumps({"version": 1, "client": dict.fromkeys(HARMS, LONG)}))
    app = over(url)
    async with app.run_test(size=SIZES[0]) as pilot:
        await started(pilot)
        for scene in (Scene("filters", "Choose", "F"), Scene("themes", "ThemeChooser", ": =theme enter")):
            await play(pilot, scene)
            assert not harm(pilot), scene.name
            await home(pilot)


def kinds_of_every_field() -> Iterator[Kind]:
    """A few kinds with every type of field among them; `make test-slow` views all kinds."""
    been: set[Type] = set()
    for kind in sorted(KINDS.values(), key=lambda kind: -len({field.holds for field in kind.fields})):
        if kind.name != "settings" and not been >= (types := {field.holds for field in kind.fields}):
            been |= types
            yield kind


def found(app: ItcrmApp, kind: Kind) -> list[Record]:
    """The records of a kind."""
    assert app.store is not None
    with app.store.read() as reader:
        records = reader.find(kind.record_type)
    assert isinstance(records, list), kind.name
    return records
