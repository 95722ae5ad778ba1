"""A filter that shows nothing because nothing is called as it says: that is told."""

from tests.screens.conftest import MakeApp
from tests.screens.driving import press, seen, started, write


async def test_a_name_that_nobody_has_is_told_below_the_empty_list(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "slash")
        await write(pilot, "owner:zzz")
        assert "No person is called “zzz”." in seen(pilot)


async def test_a_filter_of_last_time_that_is_wrong_is_told_with_one_mark_at_its_end(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        screen = pilot.app.screen
        assert hasattr(screen, "show_only")
        await press(pilot, "slash", "escape")
        screen.show_only("teir:1")
        await press(pilot, "j")
        assert "did you mean tier?" in seen(pilot)
        assert "tier?." not in seen(pilot)
