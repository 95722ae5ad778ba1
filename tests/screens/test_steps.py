"""Every step of a promise that one key cannot take has a small form, from the row and from the palette, at 80x24."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from textual.pilot import Pilot

from itcrm_tui.domain.client import Client, Stakeholder
from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.promising import Renegotiation
from screens.actions import ANSWERS
from screens.steps import LETTERS, WORDS
from storage.store import Store
from tests.screens.conftest import TODAY, MakeApp
from tests.screens.driving import press, seen, started, write
from tests.screens.test_moving_on import all_of, lyon, store_of
from widgets.field_input import FieldInput

SIZE = (80, 24)
DUE = date(2026, 12, 12)
LETTER = {name: letter for letter, name in LETTERS.items()}


def stand(store: Store, state: State, **values: object) -> None:
    """Site Lyon is all there is on the board, in a state; its client has a stakeholder, and so has another."""
    seen_now = lyon(store)
    other = next(one for one in all_of(store, Commitment) if one.id != seen_now.id)
    with store.write("Stand") as unit:
        unit.delete(other)
        unit.add(Stakeholder(client=seen_now.client, name="Eve Lund"))
        if state is not State.DRAFT:
            unit.save(seen_now, replace(seen_now, state=state, original_due=DUE, **values))  # type: ignore[arg-type]


@dataclass(frozen=True)
class Taken:
    """A step from a state: what is typed field by field, and what it leads to."""

    name: str
    state: State
    typed: tuple[str, ...]
    to: State
    values: dict[str, object]
    column: int = 0


STEPS = (
    Taken("renegotiate", State.PROMISED, ("18 dec", "eve", "Staff"), State.PROMISED, {"due": date(2026, 12, 18)}, 2),
    Taken("deliver", State.IN_DELIVERY, ("20 nov",), State.DELIVERED, {"delivered_on": date(2026, 11, 20)}, 3),
    Taken("keep", State.DELIVERED, ("eve", "today"), State.KEPT, {"closed_on": TODAY}, 3),
    Taken("miss", State.PROMISED, ("Supplier broke",), State.MISSED, {"closing_reason": "Supplier broke"}, 2),
    Taken("withdraw", State.CHECKED, ("eve", "Site closes", "today"), State.WITHDRAWN, {"closed_by": "Eve Lund"}, 1),
    Taken("refuse", State.DRAFT, ("No room", "Ask Facilities"), State.DECLINED, {"other_route": "Ask Facilities"}, 0),
)


async def fill_in(pilot: Pilot[int], texts: tuple[str, ...]) -> None:
    """Type the fields of a form one after the other; what stands there first gives way."""
    for at, text in enumerate(texts):
        if at:
            await press(pilot, "tab")
        await press(pilot, "end", "ctrl+u")
        await write(pilot, text)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
async def test_a_step_is_taken_with_its_form_undone_and_redone(make_app: MakeApp, step: Taken) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await started(pilot)
        store = store_of(pilot)
        stand(store, step.state, **({"delivered_on": date(2026, 11, 20)} if step.state is State.DELIVERED else {}))
        await press(pilot, "4", *"l" * step.column)
        before = lyon(store)
        await press(pilot, "x", LETTER[step.name])
        assert "Site Lyon" in seen(pilot)
        await fill_in(pilot, step.typed)
        await press(pilot, "enter")
        after = lyon(store)
        assert after.state is step.to, seen(pilot)
        assert {name: getattr(after, name) for name in step.values} == step.values
        if step.to is State.MISSED:
            assert "MISS REVIEW: Site Lyon" in seen(pilot)
            await press(pilot, "escape")
        assert f"now {step.to}" in seen(pilot)
        await press(pilot, "u")
        now = lyon(store)
        assert (now.state, now.due, now.delivered_on, now.closed_on) == (
            before.state,
            before.due,
            before.delivered_on,
            before.closed_on,
        )
        await press(pilot, "U")
        assert lyon(store).state is step.to
        assert {name: getattr(lyon(store), name) for name in step.values} == step.values


async def test_only_the_steps_that_the_state_allows_are_offered(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        await started(pilot)
        stand(store_of(pilot), State.DELIVERED, delivered_on=TODAY)
        await press(pilot, "4", "l", "l", "l", "x")
        shown = seen(pilot)
        assert {name for name, words in WORDS.items() if f" {LETTER[name]}  {words} " in shown} == {"keep", "miss"}
        await press(pilot, "escape", "colon")
        found = {name for name in WORDS if pilot.app.screen_stack[-2].check_action(name, ())}
        assert found == {"keep", "miss"}


WRONG = (
    ("agreed_by", ("18 dec", "M. Okoye", "Staff"), "M. Okoye is of Finance; this is promised to Logistics"),
    ("due", ("2026-11-02", "Eve", "Staff"), "It cannot be moved to a day that has passed"),
    ("due", ("", "Eve", "Staff"), "New due date is required."),
    ("agreed_by", ("18 dec", "Nobody", "Staff"), "There is no stakeholder “Nobody”"),
)


async def test_a_step_that_fails_keeps_what_was_typed_and_says_why_beside_the_field(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await started(pilot)
        store = store_of(pilot)
        stand(store, State.PROMISED)
        await press(pilot, "4", "l", "l")
        for field, typed, problem in WRONG:
            await press(pilot, "x", "r")
            await fill_in(pilot, typed)
            await press(pilot, "enter")
            shown = " ".join(seen(pilot).split())
            assert problem in shown
            wrong = [one.field.name for one in pilot.app.screen.query("FieldInput.wrong").results(FieldInput)]
            assert wrong == [field]
            assert all(text in shown for text in typed)
            await press(pilot, "escape", "l")
        assert (lyon(store).due, all_of(store, Renegotiation)) == (DUE, [])


async def test_only_people_of_the_client_are_offered_as_one_types(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await started(pilot)
        store = store_of(pilot)
        stand(store, State.PROMISED)
        finance = next(one for one in all_of(store, Client) if one.code == "FIN")
        with store.write("Namesake") as unit:
            unit.add(Stakeholder(client=finance.id, name="Eve Other"))
        await press(pilot, "4", "l", "l", "x", "r", "tab")
        await write(pilot, "ev")
        assert "Eve Lund" in seen(pilot)
        assert "Eve Other" not in seen(pilot)


async def test_leaving_a_form_that_nothing_was_typed_in_asks_nothing_and_takes_no_step(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await started(pilot)
        store = store_of(pilot)
        stand(store, State.PROMISED)
        await press(pilot, "4", "l", "l", "x", "D")
        assert "DELIVER: Site Lyon" in seen(pilot)
        await press(pilot, "escape")
        assert "DELIVER:" not in seen(pilot)
        assert lyon(store).state is State.PROMISED


async def test_what_changed_meanwhile_is_told_and_saving_once_more_takes_the_step(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await started(pilot)
        store = store_of(pilot)
        stand(store, State.PROMISED)
        await press(pilot, "4", "l", "l", "x", "r")
        with store.write("Meanwhile") as unit:
            unit.save(lyon(store), replace(lyon(store), due=DUE + timedelta(days=2)))
        await fill_in(pilot, ("18 dec", "eve", "Staff"))
        await press(pilot, "enter")
        assert "Save once more" in " ".join(seen(pilot).split())
        await press(pilot, "enter")
        assert lyon(store).due == date(2026, 12, 18)


@pytest.mark.parametrize("way", [("1",), ("4", "l", "l", "enter")], ids=["today", "record"])
async def test_a_step_is_taken_from_today_and_from_the_record_too(make_app: MakeApp, way: tuple[str, ...]) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await started(pilot)
        store = store_of(pilot)
        stand(store, State.PROMISED, due=TODAY)
        await press(pilot, *way, "x", "w")
        assert "WITHDRAWN by the client: Site Lyon" in seen(pilot)
        await fill_in(pilot, ("The board", "Budget"))
        await press(pilot, "enter")
        assert (lyon(store).state, lyon(store).closed_by) == (State.WITHDRAWN, "The board")


def test_every_step_has_a_letter_of_its_own() -> None:
    assert len(LETTERS) == len(WORDS)
    assert not LETTERS.keys() & ANSWERS.keys()


async def test_the_board_stays_in_sight_behind_a_small_form_whatever_was_open_before(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await started(pilot)
        stand(store_of(pilot), State.PROMISED)
        await press(pilot, "4", "l", "l", "x", "r", "escape", "enter", "e", "escape", "escape", "x", "r")
        assert "RENEGOTIATE" in seen(pilot)
        assert ">Site Lyon" in seen(pilot)
