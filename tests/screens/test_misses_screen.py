"""The causes of misses by month: each figure opens the reviews behind it, and they can be gone on with there."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from textual.pilot import Pilot

from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.people import Person
from itcrm_tui.domain.promising import MissReview
from storage.store import Store
from tests.screens.conftest import TODAY, MakeApp
from tests.screens.driving import press, seen, started, write
from tests.screens.test_moving_on import all_of, lyon, store_of
from tests.screens.test_steps import SIZE

HOSTILE = "[@click=app.quit]x\x1b[31m\u202e[/] Lyon"


def two_misses(store: Store) -> None:
    """One of October with two causes, one of November that nobody has reviewed."""
    other = next(one for one in all_of(store, Commitment) if one.id != lyon(store).id)
    owner = Person(name="Sam")
    with store.write("Miss") as unit:
        unit.add(owner)
        unit.save(lyon(store), replace(lyon(store), state=State.MISSED, closed_on=date(2026, 10, 5)))
        unit.save(other, replace(other, state=State.MISSED, closed_on=TODAY))
        unit.add(
            MissReview(
                commitment=lyon(store).id,
                causes=("estimate wrong", "supplier"),
                told_to_client="Sorry",
                corrective_action="Ask sooner",
                owner=owner.id,
                due=date(2026, 11, 20),
            )
        )


async def shown(pilot: Pilot[int]) -> Store:
    await started(pilot)
    store = store_of(pilot)
    two_misses(store)
    await press(pilot, "colon")
    await write(pilot, "causes of")
    await press(pilot, "enter")
    return store


def figures(pilot: Pilot[int], cause: str) -> list[str]:
    """What stands beside a cause."""
    found = re.search(rf"(?m)^[ >]{cause} +(.*)", seen(pilot))
    assert found, seen(pilot)
    return found[1].split()


async def test_causes_stand_by_month_with_how_many_there_are_and_what_is_unknown(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await shown(pilot)
        assert "2 misses in 6 months, 1 reviewed in full, 1 with no cause yet" in seen(pilot)
        assert figures(pilot, "supplier") == [".", ".", ".", ".", "1", ".", "1"]
        assert figures(pilot, "no cause yet") == [".", ".", ".", ".", ".", "1", "1"]
        assert (figures(pilot, "late"), figures(pilot, "none yet"), figures(pilot, "done")) == (["1"], ["1"], ["."])


async def test_a_figure_opens_the_reviews_behind_it_where_the_action_is_done(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        store = await shown(pilot)
        await press(pilot, "j", "enter")
        assert "MISSES: supplier" in seen(pilot)
        assert "Site Lyon" in seen(pilot)
        assert "VPN for 40" not in seen(pilot)
        await press(pilot, "e")
        assert "MISS REVIEW: Site Lyon" in seen(pilot)
        await press(pilot, "escape", "m")
        (review,) = all_of(store, MissReview)
        assert review.done_on == TODAY
        await press(pilot, "escape")
        assert (figures(pilot, "late"), figures(pilot, "done")) == (["."], ["1"])


async def test_a_miss_that_nobody_reviewed_is_reviewed_from_the_report(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        store = await shown(pilot)
        await press(pilot, "j", "j", "enter")
        assert "VPN for 40" in seen(pilot)
        await press(pilot, "x", "v")
        assert "MISS REVIEW: VPN for 40" in seen(pilot)
        await press(pilot, "space", "ctrl+s")
        made = next(one for one in all_of(store, MissReview) if one.causes == ("capacity not checked",))
        assert made.told_to_client is not None
        await press(pilot, "u")
        assert len(all_of(store, MissReview)) == 1


async def test_hostile_names_are_shown_harmlessly_in_forms_of_steps_and_reviews(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        store = await shown(pilot)
        with store.write("Rename") as unit:
            unit.save(lyon(store), replace(lyon(store), title=HOSTILE, closing_reason=HOSTILE))
        await press(pilot, "R", "enter")
        assert "@click" in seen(pilot)
        await press(pilot, "e")
        assert "MISS REVIEW: [@click=app.quit]x" in seen(pilot)
        assert not {"\x1b", "\u202e"} & set(seen(pilot))
        await press(pilot, "escape", "escape", "escape")
        with store.write("Open") as unit:
            now = next(one for one in all_of(store, Commitment) if one.title == HOSTILE)
            unit.save(now, replace(now, state=State.PROMISED, closed_on=None))
        await press(pilot, "4", "R", "l", "l", "x", "w")
        assert "WITHDRAWN by the client: [@click=app.quit]x" in seen(pilot)
        assert not {"\x1b", "\u202e"} & set(seen(pilot))
