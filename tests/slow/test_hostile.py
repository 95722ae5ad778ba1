"""Every hostile text in every field of every kind of record: listed, viewed, edited, looked back on, at two sizes."""

from __future__ import annotations

from pathlib import Path

import pytest

from itcrm_tui.app import ItcrmApp
from itcrm_tui.domain.kinds import KINDS, Kind
from screens.host import Opening
from screens.record_view import RecordView
from storage.opening import open_store
from storage.store import Store
from tests.pictures.scenes import SCENES
from tests.screens.conftest import TODAY, under_way
from tests.screens.driving import SIZES, started
from tests.screens.hostile import HARMS, all_harms, fill
from tests.screens.hostile_driving import home, painted, visited
from tests.screens.hostile_look import harm

__all__ = ["under_way"]

ROUNDS = 2 * len(HARMS)
"""So that every field begins with each of the harms, once alone and once in 10,000 characters."""

FEW_ROUNDS = 7
"""So that there is a promise in each state down to a missed one."""

LOOKS = ((), ("G",), ("e",))
KIND_LIST = [kind for kind in KINDS.values() if kind.name != "settings"]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    fill(f"sqlite:///{path}", ROUNDS)
    return f"sqlite:///{path}"


@pytest.fixture
def app(url: str) -> ItcrmApp:
    return over(url)


@pytest.fixture
def few(tmp_path: Path) -> ItcrmApp:
    fill(f"sqlite:///{tmp_path}/few.db", FEW_ROUNDS)
    return over(f"sqlite:///{tmp_path}/few.db")


def over(url: str) -> ItcrmApp:
    def open_it() -> Store:
        return open_store(url, actor="dana", device="desk")

    return ItcrmApp(Opening(open_it, open_it, lambda: None, all_harms(0)), today=TODAY)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", KIND_LIST, ids=lambda kind: kind.name)
async def test_every_text_in_every_field_of_a_kind_is_shown_harmlessly(
    app: ItcrmApp, kind: Kind, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await started(pilot)
        assert app.store is not None
        with app.store.read() as reader:
            found = reader.find(kind.record_type)
        assert isinstance(found, list)
        assert len(found) >= ROUNDS
        for record in found:
            app.push_screen(RecordView(kind, record.id))
            for keys in LOOKS:
                await painted(pilot, *keys)
                assert not harm(pilot), (record.id, keys)
            await home(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_every_scene_over_many_more_records_is_harmless(app: ItcrmApp, size: tuple[int, int]) -> None:
    await visited(app, size, SCENES)


@pytest.mark.parametrize("size", SIZES)
async def test_every_scene_over_a_few_records_is_harmless(few: ItcrmApp, size: tuple[int, int]) -> None:
    await visited(few, size, SCENES)
