"""What a check says in words, and a week in signs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itcrm_tui.domain.capacity.candidate import Candidate, ThingNeed
from itcrm_tui.domain.capacity.check import check
from itcrm_tui.domain.capacity.earliest import earliest
from itcrm_tui.domain.capacity.in_the_way import in_the_way
from itcrm_tui.domain.capacity.load import Uncounted
from itcrm_tui.domain.capacity.meter import Week
from itcrm_tui.domain.capacity.situation import Situation
from itcrm_tui.domain.capacity.words import bar, check_words, earliest_words, way_words
from itcrm_tui.ids import RecordId
from tests.unit.capacity.organization import NETWORK, TODAY, asks_for, network, on, promise, soft, there_is

FRIDAY = on(4)
NAMES = {
    NETWORK: "Network",
    RecordId("old"): "Laptops Q1",
    RecordId("kim"): "Kim",
    RecordId("need"): "Firewall rules",
}


def said(there: Situation, asked: Candidate) -> tuple[str, ...]:
    return check_words(check(there, asked), NAMES, TODAY)


def test_a_promise_that_fits_is_ok_and_no_more() -> None:
    assert said(there_is(), asks_for(10, FRIDAY)) == ("OK",)


def test_a_short_promise_says_by_how_much_which_role_and_which_week() -> None:
    assert said(there_is(), asks_for(54, FRIDAY)) == ("SHORT 14 h Network, week of 23 Nov",)


def test_a_day_that_has_passed_is_told_as_such() -> None:
    assert said(there_is(), asks_for(4, on(-7))) == ("SHORT 4 h Network, as 16 Nov has passed",)


def test_a_tight_promise_says_by_how_much_it_is_above_what_is_ok() -> None:
    assert said(there_is(), asks_for(36, FRIDAY)) == ("TIGHT 2 h Network above the OK load, week of 23 Nov",)


def test_the_second_line_is_said_where_it_differs() -> None:
    lines = said(there_is(soft("checked", 30, FRIDAY)), asks_for(20, FRIDAY))
    assert lines == ("OK", "With soft bookings too: SHORT 10 h Network, week of 23 Nov")


def test_what_is_unknown_is_named() -> None:
    unknown = Uncounted(requirement=RecordId("x"), commitment=RecordId("y"), role=NETWORK, missing="hours")
    there = there_is(uncounted=(unknown,), pools=(network(unknown=(RecordId("kim"),)),))
    assert said(there, asks_for(1, FRIDAY))[1:] == (
        "Not counted: 1 requirement of open commitments whose hours, role or date nobody has said.",
        "Not counted: Kim, whose weekly hours nobody has said.",
    )
    assert said(there_is(), asks_for(None, FRIDAY)) == (
        "cannot be checked",
        "Nobody has said the hours of Firewall rules; unknown is not none.",
    )
    assert said(there_is(), Candidate(commitment=RecordId("this"), due=FRIDAY)) == (
        "UNCHECKED: nobody has said what it needs.",
    )


def test_things_that_come_too_late_are_named() -> None:
    def with_thing(**known: object) -> Candidate:
        thing = ThingNeed(requirement=RecordId("thing"), name="Licence", **known)  # type: ignore[arg-type]
        return replace(asks_for(1, FRIDAY), things=(thing,))

    assert said(there_is(), with_thing(available_from=on(9)))[1] == "Licence: available only from 2 Dec."
    assert said(there_is(), with_thing())[1] == "Licence: nobody has said from when it is available."


def test_the_earliest_date_is_said_with_its_weekday_or_why_there_is_none() -> None:
    there = there_is(promise("old", 34, FRIDAY))
    assert earliest_words(earliest(there, asks_for(20, FRIDAY)), TODAY) == "Earliest: Wed 2 Dec"
    assert earliest_words(earliest(there, asks_for(99_999, FRIDAY)), TODAY) == "Earliest: no date within two years"


def test_what_is_in_the_way_is_named_with_its_hours() -> None:
    found = in_the_way(there_is(promise("old", 30, FRIDAY)), asks_for(20, FRIDAY))
    assert way_words(found, NAMES) == ("In the way of Network: Laptops Q1 30 h",)
    found = in_the_way(there_is(), asks_for(54, FRIDAY))
    assert way_words(found, NAMES) == ("In the way of Network: nothing but too few hours",)


@pytest.mark.parametrize(
    ("minutes", "signs"),
    [
        ({"available": 80, "firm": 40, "soft": 20}, "####++.."),
        ({"available": 80, "firm": 40, "this": 40}, "####????"),
        ({"available": 40, "firm": 40, "holiday": 40}, "####hhhh"),
        ({"available": 80, "firm": 80, "over": 80}, "####!!!!"),
        ({"available": 80, "firm": 80, "over": 1}, "#######!"),
        ({"over": 5}, "!!!!!!!!"),
        ({}, "        "),
    ],
)
def test_a_week_is_drawn_by_its_minutes_and_what_is_over_always_shows(minutes: dict[str, int], signs: str) -> None:
    nothing = dict.fromkeys(("available", "firm", "soft", "this", "over", "holiday"), 0)
    assert bar(Week(starts_on=TODAY, **{**nothing, **minutes}), 8) == signs
