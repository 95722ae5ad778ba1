"""Keys come in bursts over a slow line: the one that leaves a screen may come twice, and leaves it once."""

import asyncio

import pytest

from itcrm_tui.domain.kinds import KINDS
from screens.record_form import RecordForm
from tests.screens.conftest import MakeApp
from tests.screens.driving import burst, press, seen, settled, started


@pytest.mark.parametrize(
    "keys", [("enter",), ("a",), ("H",), ("f",), ("w",), ("s",), ("question_mark",), ("x",), ("y",)]
)
async def test_a_screen_left_twice_at_once_is_left_once(keys: tuple[str, ...], make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, *keys)
        burst(pilot, "escape", "escape", "escape")
        await settled(pilot)
        assert "2 CLIENTS" in seen(pilot)
        assert app.is_running


async def test_the_tour_is_left_by_two_keys_at_once(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        app.action_tour()
        await settled(pilot)
        burst(pilot, "escape", "escape", "k")
        await settled(pilot)
        assert "1 of 5" not in seen(pilot)
        assert app.is_running


@pytest.mark.parametrize("kind", ["commitment", "client"])
async def test_what_is_told_while_a_form_opens_is_said_as_soon_as_it_stands(kind: str, make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        app.push_screen(RecordForm(KINDS[kind], None, {}))
        app._tell("What others did")
        await settled(pilot)
        assert "What others did" in seen(pilot)


@pytest.mark.parametrize("mode", ["today", "services", "commitments"])
async def test_who_quits_while_a_place_opens_has_quit(mode: str, make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        opening = asyncio.create_task(app.action_place(mode))
        app.exit(return_code=0)
    opening.cancel()
    assert app.return_code == 0
