"""A missed promise is reviewed at once, or Today shows it until it is: causes, what changes, what is told."""

from __future__ import annotations

from datetime import date

from textual.pilot import Pilot

from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.people import Person, Team
from itcrm_tui.domain.promising import MissReview
from storage.store import Store
from tests.screens.conftest import TODAY, MakeApp
from tests.screens.driving import press, seen, started, write
from tests.screens.test_moving_on import all_of, store_of
from tests.screens.test_steps import SIZE, stand

MISSED = ("4", "l", "l", "x", "g")
DUE = date(2026, 11, 20)


def staff(store: Store) -> None:
    """There is a team with a lead, who has the login of these tests."""
    with store.write("Staff") as unit:
        unit.add(dana := Person(name="Dana Kowalczyk", login="dana"))
        unit.add(Team(name="Networks", lead=dana.id))


def review(store: Store) -> MissReview:
    (found,) = all_of(store, MissReview)
    return found


async def missed(pilot: Pilot[int], why: str = "") -> Store:
    """Site Lyon is given up; its review stands open."""
    await started(pilot)
    store = store_of(pilot)
    staff(store)
    stand(store, State.PROMISED, due=DUE)
    await press(pilot, *MISSED)
    await write(pilot, why)
    await press(pilot, "enter")
    return store


async def test_a_miss_is_reviewed_at_once_by_keyboard_undone_and_redone(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        store = await missed(pilot, "The line is cut")
        assert "MISS REVIEW: Site Lyon" in seen(pilot)
        assert "Fri 20 Nov, not delivered. The line is cut" in " ".join(seen(pilot).split())
        assert "[x]" not in seen(pilot)
        await press(pilot, "down", "space", *["down"] * 5, "enter", "tab")
        await write(pilot, "Ask sooner")
        await press(pilot, "tab")
        await write(pilot, "dana")
        await press(pilot, "tab")
        await write(pilot, "fri")
        assert "What we change, by 27 Nov: Ask sooner." in " ".join(seen(pilot).split())
        await press(pilot, "enter")
        assert "It is complete." in seen(pilot)
        kept = review(store)
        assert (kept.causes, kept.corrective_action, kept.due) == (
            ("estimate wrong", "supplier"),
            "Ask sooner",
            date(2026, 11, 27),
        )
        assert kept.told_to_client == (
            "We promised “Site Lyon” for 20 Nov and did not deliver it. We are sorry.\n"
            "This happened because the work took more than we had estimated; and a supplier did not deliver in time.\n"
            "What we change, by 27 Nov: Ask sooner."
        )
        await press(pilot, "u")
        assert (review(store).causes, review(store).told_to_client) == ((), None)
        await press(pilot, "U")
        assert review(store) == kept or review(store).causes == kept.causes


async def test_esc_leaves_it_open_and_today_shows_it_until_it_is_done(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        store = await missed(pilot)
        await press(pilot, "escape")
        assert "Today shows it" in " ".join(seen(pilot).split())
        await press(pilot, "1", "l")
        assert "review" in seen(pilot)
        await press(pilot, "m")
        assert "MISS REVIEW: Site Lyon" in seen(pilot)
        await press(pilot, "space", "tab")
        await write(pilot, "Check first")
        await press(pilot, "tab", *"dana", "tab", *"fri", "enter")
        assert review(store).causes == ("capacity not checked",)
        shown = seen(pilot)
        assert "Check first" in shown
        assert "action" in shown
        await press(pilot, "G", "m")
        assert review(store).done_on == TODAY
        assert "Done: Check first." in seen(pilot)


async def test_words_that_somebody_has_changed_are_not_drafted_anew(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await missed(pilot)
        await press(pilot, *["tab"] * 4, "ctrl+end")
        await write(pilot, " Truly")
        await press(pilot, *["shift+tab"] * 4, "space")
        shown = " ".join(seen(pilot).split())
        assert "We are sorry. Truly" in shown
        assert "This happened because" not in shown


async def test_a_text_that_names_a_team_or_a_person_of_ours_is_warned_of_and_kept(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        store = await missed(pilot)
        await press(pilot, *["tab"] * 4, "ctrl+end")
        await write(pilot, " Networks and Kowalczyk forgot")
        assert "names Networks and Dana Kowalczyk: to the client there is one voice" in " ".join(seen(pilot).split())
        told: list[str] = []
        store.on_remark = told.append
        await press(pilot, "ctrl+s")
        assert (review(store).told_to_client or "").endswith("Networks and Kowalczyk forgot")
        assert told == [
            "The text to the client names Networks and Dana Kowalczyk: to the client there is one voice, ours."
        ]


async def test_what_was_typed_is_asked_about_before_it_is_left(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        store = await missed(pilot)
        await press(pilot, "space", "escape")
        assert "What you typed is not saved." in seen(pilot)
        await press(pilot, "l")
        assert review(store).causes == ()
