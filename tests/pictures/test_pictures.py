"""Every screen looks as it did when somebody last looked at it; `make pictures` keeps what it looks like now."""

import os
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.filter import NoColor
from textual.pilot import Pilot

from itcrm_tui.app import ItcrmApp
from screens.themes import DARK, LIGHT, look
from tests.pictures.scenes import SCENES, Scene
from tests.pictures.stage import Stage

KEPT = Path(__file__).with_name("kept")
SMALL, LARGE, WIDEST = (80, 24), (120, 40), (150, 45)
COLOURLESS = {"NO_COLOR": "1"}


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_a_screen_looks_as_it_did(scene: Scene, stage: Stage, tmp_path: Path) -> None:
    folder = tmp_path / "now"
    folder.mkdir()
    changed = [name async for name, picture in pictures(scene, stage) if not is_kept(name, picture, folder)]
    assert not changed, f"{' '.join(changed)} looks different now: see {folder}. If better, `make pictures` keeps it."


@pytest.mark.parametrize("scene", SCENES[:1], ids=lambda scene: scene.name)
async def test_a_look_worn_later_is_the_one_that_the_app_is_started_in(
    scene: Scene, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    worn = {name: picture async for name, picture in pictures(scene, stage)}
    async with stage.shown(scene, SMALL, look(LIGHT.name, Path(), {})) as pilot:
        assert painted(pilot) == worn[f"{scene.name}-light"]
    monkeypatch.setenv("NO_COLOR", "1")
    async with stage.shown(scene, SMALL, look(LIGHT.name, Path(), COLOURLESS)) as pilot:
        assert painted(pilot) == worn[f"{scene.name}-colourless"]


async def pictures(scene: Scene, stage: Stage) -> AsyncIterator[tuple[str, str]]:
    """Yield the name and the picture of a scene in every size and look."""
    async with stage.shown(scene, SMALL) as pilot:
        app = pilot.app
        assert isinstance(app, ItcrmApp)
        assert type(app.screen).__name__ == scene.screen
        for size in (SMALL, LARGE, WIDEST) if scene.widest else (SMALL, LARGE):
            await pilot.resize_terminal(*size)
            await stage.still(pilot)
            yield f"{scene.name}-{size[0]}x{size[1]}", painted(pilot)
        if not (scene.widest or os.environ.get("ITCRM_PICTURES") or os.environ.get("ITCRM_LOOKS")):
            return  # the other looks of all scenes are compared by `make test-slow`
        await pilot.resize_terminal(*SMALL)
        app.wear(LIGHT)
        await stage.still(pilot)
        yield f"{scene.name}-light", painted(pilot)
        app.no_color = True
        app._filters.append(NoColor())
        app.wear(look(DARK.name, Path(), COLOURLESS).theme)
        for screen in app.screen_stack:
            screen.update_node_styles(animate=False)
        await stage.still(pilot)
        yield f"{scene.name}-colourless", painted(pilot)


def is_kept(name: str, picture: str, folder: Path) -> bool:
    """Whether a picture is the one that is kept; what it is now is left in the folder, or kept where that is asked."""
    if os.environ.get("ITCRM_PICTURES") == "keep":
        KEPT.mkdir(exist_ok=True)
        (KEPT / f"{name}.svg").write_text(picture, encoding="utf-8")
    (folder / f"{name}.svg").write_text(picture, encoding="utf-8")
    kept = KEPT / f"{name}.svg"
    return kept.exists() and kept.read_text(encoding="utf-8") == picture


def painted(pilot: Pilot[int]) -> str:
    """Return the screen as SVG, without fonts from elsewhere and the number that Rich makes of what is in it."""
    picture = re.sub(r"@font-face \{.*?\}\s*", "", pilot.app.export_screenshot(title="itcrm"), flags=re.DOTALL)
    return re.sub(r"terminal-\d+", "terminal", picture)
