"""A promise is saved once, nothing typed is lost, and what others did meanwhile is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itcrm_tui.domain.commitment import Commitment, CommitmentState, Requirement
from itcrm_tui.domain.feedback import Feedback
from itcrm_tui.workflows.parts import every
from screens.promise_draft import PromiseDraft
from tests.screens.conftest import MakeApp
from tests.screens.driving import burst, press, seen, settled, started, write
from tests.screens.promise_drafting import all_of, draft, go_to, opened, shown_soon, type_need

pytestmark = pytest.mark.usefixtures("drawn_at_once")


async def test_leaving_asks_when_anything_was_typed_and_a_failed_save_keeps_it(make_app: MakeApp, staffed: str) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "P", "escape")
        assert "2 CLIENTS" in seen(pilot)
        await press(pilot, "P")
        await type_need(pilot, "Nobody", "4")
        await press(pilot, "escape")
        if "not saved" not in seen(pilot):
            await press(pilot, "escape")
        assert "What you typed is not saved" in seen(pilot)
        await press(pilot, "c", "enter")
        assert "What is required" in seen(pilot) or "Title is required" in seen(pilot)
        beside = " ".join(" ".join(line[52:] for line in seen(pilot).splitlines()).split())
        assert "There is no role “Nobody”; a thing is a licence, equipment, budget, supplier" in beside
        assert draft(pilot).needs.lines[0].texts == {"what": "Nobody", "hours": "4", "start": ""}
        await go_to(pilot, "title")
        await write(pilot, "VPN")
        await press(pilot, "enter")
        assert "a thing is a licence, equipment, budget, supplier" in " ".join(seen(pilot).split())
        assert not all_of(staffed, Commitment, title="VPN")


async def test_a_key_that_comes_twice_saves_once(make_app: MakeApp, staffed: str) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "P")
        await go_to(pilot, "title")
        await write(pilot, "VPN")
        burst(pilot, "enter", "enter")
        await settled(pilot)
        (saved,) = all_of(staffed, Commitment, title="VPN")
        assert saved.state is CommitmentState.DRAFT


@pytest.mark.usefixtures("staffed")
async def test_a_draft_of_the_board_is_edited_there_and_a_promise_field_by_field(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "4", "l", "l", "e")
        assert await shown_soon(pilot, "EDIT commitment VPN for 40 users")
        assert not isinstance(pilot.app.screen, PromiseDraft)
        await press(pilot, "escape", "h", "h", "e")
        assert "EDIT commitment Site Lyon: draft" in seen(pilot)
        assert draft(pilot).needs.lines[0].texts["hours"] == "40 h"
        assert "= Logistics" in seen(pilot)
        await press(pilot, "escape")
        await press(pilot, "e")
        draft(pilot).needs.lines[0].put({"hours": "8"})
        await press(pilot, "enter")
        assert "Saved commitment Site Lyon: checked. TIGHT 6 h Network" in " ".join(seen(pilot).split())


async def test_what_others_made_of_a_line_is_shown_and_what_was_typed_stays(make_app: MakeApp, staffed: str) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "4", "e")
        draft(pilot).needs.lines[0].put({"hours": "8"})
        store = opened(staffed)
        with store.read() as reader:
            (lyon,) = every(reader, Commitment, title="Site Lyon")
            (need,) = every(reader, Requirement, commitment=lyon.id)
        with store.write("Less of it") as unit:
            unit.save(need, replace(need, minutes=600))
        store.close()
        await press(pilot, "enter")
        assert "ravi" in seen(pilot)
        assert "Enter saves them" in " ".join(seen(pilot).split())
        assert [line.texts["hours"] for line in draft(pilot).needs.lines] == ["8", ""]
        await press(pilot, "enter")
        assert "Saved commitment Site Lyon" in " ".join(seen(pilot).split())
        assert [one.minutes for one in all_of(staffed, Requirement, commitment=lyon.id)] == [480]


async def test_mine_or_theirs_is_taken_where_both_changed_a_field(make_app: MakeApp, staffed: str) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "4", "e")
        await go_to(pilot, "title")
        await write(pilot, " two")
        store = opened(staffed)
        with store.read() as reader:
            (lyon,) = every(reader, Commitment, title="Site Lyon")
        with store.write("Rename") as unit:
            unit.save(lyon, replace(lyon, title="Site Lyons"))
        store.close()
        await press(pilot, "enter")
        assert await shown_soon(pilot, "CHANGED while you were typing")
        await press(pilot, "ctrl+s")
        assert [one.id for one in all_of(staffed, Commitment, title="Site Lyon two")] == [lyon.id]


async def test_a_promise_is_saved_though_the_feedback_has_got_another_meanwhile(
    make_app: MakeApp, staffed: str
) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "5", "P")
        store = opened(staffed)
        with store.read() as reader:
            (lyon,), (complaint,) = every(reader, Commitment, title="Site Lyon"), every(reader, Feedback)
        with store.write("Answer it otherwise") as unit:
            unit.save(complaint, replace(complaint, commitment=lyon.id))
        store.close()
        await press(pilot, "enter")
        assert "leaves that as it is" in " ".join(seen(pilot).split())
        await press(pilot, "enter")
        assert len(all_of(staffed, Commitment, title="Payroll was late")) == 1
        assert [one.commitment for one in all_of(staffed, Feedback)] == [lyon.id]
