"""How many there are is said of the list that is shown, in a place as in a record opened from it."""

import pytest

from itcrm_tui.domain.feedback import Feedback, FeedbackKind, FeedbackState
from storage.opening import open_store
from tests.screens.conftest import MakeApp
from tests.screens.driving import SIZES, press, seen, started


@pytest.mark.parametrize("size", SIZES)
async def test_feedback_counts_all_it_lists_before_what_is_open(
    make_app: MakeApp, database: str, size: tuple[int, int]
) -> None:
    store = open_store(database, actor="dana", device="desk")
    with store.write("Close something") as unit:
        unit.add(Feedback(kind=FeedbackKind.COMPLIMENT, subject="Thanks", state=FeedbackState.CLOSED))
    store.close()
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "5")
        assert " 2   1 open" in seen(pilot)
        await press(pilot, "j", "enter")
        assert "2 of 2" in seen(pilot)
        await press(pilot, "escape", "asterisk")
        assert "2 marked" in seen(pilot)
