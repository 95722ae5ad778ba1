"""What holds for the whole organization is edited in the app like any record, and taken back like any change."""

from zoneinfo import ZoneInfo

from itcrm_tui.app import ItcrmApp
from tests.screens.conftest import MakeApp
from tests.screens.driving import press, seen, settled, started, write


async def test_settings_are_edited_in_the_app_and_undone(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 30)) as pilot:
        app = pilot.app
        assert isinstance(app, ItcrmApp)
        await started(pilot)
        app.look_for_changes()
        await settled(pilot)
        await press(pilot, "colon")
        await write(pilot, "settings")
        await press(pilot, "enter")
        assert "EDIT settings" in seen(pilot)
        assert "UTC" in seen(pilot)
        await press(pilot, "ctrl+a", "ctrl+k")
        await write(pilot, "Asia/Tokyo")
        await press(pilot, "enter")
        app.look_for_changes()
        await settled(pilot)
        assert app.zone == ZoneInfo("Asia/Tokyo")
        await press(pilot, "u")
        app.look_for_changes()
        await settled(pilot)
        assert "Undid: Edit settings" in seen(pilot)
        assert str(app.zone) == "UTC"


async def test_a_time_zone_that_there_is_not_is_said_beside_the_field(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 30)) as pilot:
        await started(pilot)
        await press(pilot, "colon")
        await write(pilot, "settings")
        await press(pilot, "enter", "ctrl+a", "ctrl+k")
        await write(pilot, "Asia/Tokio")
        await press(pilot, "enter")
        assert "EDIT settings" in seen(pilot)
        assert "a name like Europe/Berlin" in seen(pilot)
