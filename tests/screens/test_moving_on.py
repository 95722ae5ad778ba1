"""One key takes a promise on; what a step needs besides is asked for, and leaving the question leaves all as it was."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

import pytest
from textual.pilot import Pilot

from itcrm_tui.app import ItcrmApp
from itcrm_tui.domain.client import Client, Stakeholder
from itcrm_tui.domain.commitment import Answer, AnswerState, Commitment, CommitmentState
from itcrm_tui.domain.people import Person
from itcrm_tui.domain.promising import MissReview, Override
from itcrm_tui.domain.record import Record
from storage.store import Store
from tests.screens.conftest import TODAY, MakeApp
from tests.screens.driving import SIZES, press, seen, started, write

R = TypeVar("R", bound=Record)
sizes = pytest.mark.parametrize("size", SIZES)
Size = tuple[int, int]


def store_of(pilot: Pilot[int]) -> Store:
    assert isinstance(pilot.app, ItcrmApp)
    assert pilot.app.store
    return pilot.app.store


def all_of(store: Store, record_type: type[R]) -> list[R]:
    with store.read() as reader:
        found = reader.find(record_type)
    assert isinstance(found, list)
    return found


def lyon(store: Store) -> Commitment:
    return next(one for one in all_of(store, Commitment) if one.title == "Site Lyon")


def accept_all(store: Store) -> None:
    """Every team accepts, and there is a person who may override."""
    with store.write("Accept") as unit:
        unit.add(Person(name="The Chief", may_override=True))
        for answer in all_of(store, Answer):
            unit.save(answer, replace(answer, answer=AnswerState.ACCEPTED))


@sizes
async def test_a_promise_that_does_not_fit_asks_who_lets_it_pass_and_why(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        await press(pilot, "4", "m")
        store = store_of(pilot)
        assert lyon(store).state is CommitmentState.CHECKED
        await press(pilot, "m")
        assert "It cannot be promised: the check says SHORT" in seen(pilot)
        accept_all(store)
        with store.write("Hire") as unit:
            unit.add(Person(name="Charles"))
        await press(pilot, "m")
        assert "* Approver" in seen(pilot)
        words = " ".join(seen(pilot).split())
        assert "by a person who may. Logistics" in words
        assert "may override: The Chief" in words
        await write(pilot, "ch")
        assert "Charles" not in seen(pilot)
        await press(pilot, "ctrl+u")
        assert "SHORT 40 h" in seen(pilot)
        await press(pilot, "escape")
        assert lyon(store).state is CommitmentState.CHECKED
        await press(pilot, "m")
        await write(pilot, "The Chief")
        await press(pilot, "tab")
        await write(pilot, "An audit")
        await press(pilot, "enter")
        assert lyon(store).state is CommitmentState.PROMISED
        assert [kept.reason for kept in all_of(store, Override)] == ["An audit"]
        assert "now promised. SHORT" in seen(pilot)
        assert "! Site Lyon" in seen(pilot)
        await press(pilot, "enter")
        assert re.search(r"Over capacity +let pass by The Chief on 23 Nov: An audit", " ".join(seen(pilot).split()))
        await press(pilot, "escape", "u")
        assert (lyon(store).state, all_of(store, Override)) == ("checked", [])
        assert "! Site Lyon" not in seen(pilot)


@sizes
async def test_what_was_delivered_in_time_asks_who_has_accepted_it(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        store = store_of(pilot)
        deliver(store, TODAY)
        await press(pilot, "4", *"lll", "m")
        assert "* Accepted by" in seen(pilot)
        await write(pilot, "A. Lund")
        await press(pilot, "enter")
        assert lyon(store).state is CommitmentState.KEPT
        await press(pilot, "u")
        assert lyon(store).state is CommitmentState.DELIVERED


@sizes
async def test_what_was_delivered_late_is_missed_and_its_review_opened(make_app: MakeApp, size: Size) -> None:
    async with make_app().run_test(size=size) as pilot:
        await started(pilot)
        store = store_of(pilot)
        deliver(store, TODAY + timedelta(weeks=4))
        await press(pilot, "4", *"lll", "m")
        assert lyon(store).state is CommitmentState.MISSED
        assert len(all_of(store, MissReview)) == 1
        assert "MISS REVIEW: Site Lyon" in seen(pilot)
        await press(pilot, "escape", "u")
        assert (lyon(store).state, all_of(store, MissReview)) == ("delivered", [])


def deliver(store: Store, on: object) -> None:
    """Site Lyon is all there is on the board, and stands as delivered."""
    seen_now = lyon(store)
    other = next(one for one in all_of(store, Commitment) if one.id != seen_now.id)
    logistics = next(one for one in all_of(store, Client) if one.id == seen_now.client)
    with store.write("Deliver") as unit:
        unit.delete(other)
        unit.add(Stakeholder(client=logistics.id, name="A. Lund"))
        unit.save(seen_now, replace(seen_now, state=CommitmentState.DELIVERED, delivered_on=on))
