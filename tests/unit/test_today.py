"""What needs somebody stands under how soon it is needed, the most urgent first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from itcrm_tui.domain.today import Need, What, When, in_order
from itcrm_tui.ids import RecordId
from itcrm_tui.remembered import Remembered
from screens.snoozing import snooze, snoozed
from screens.today_memory import remember, remembered

TODAY = date(2026, 11, 23)


def need(what: What = What.PROMISE, days: int | None = 0, *, at_risk: bool = False, name: str = "x") -> Need:
    due = None if days is None else TODAY + timedelta(days=days)
    return Need(kind="commitment", record=RecordId(name), what=what, title=name, due=due, since=due, at_risk=at_risk)


@pytest.mark.parametrize(
    ("given", "when"),
    [
        (need(days=-1), When.LATE),
        (need(days=0), When.TODAY),
        (need(What.ACCEPT, None), When.TODAY),
        (need(days=6), When.THIS_WEEK),
        (need(days=7), None),
        (need(days=30, at_risk=True), When.AT_RISK),
        (need(days=-1, at_risk=True), When.LATE),
        (need(What.WAITING, -5), When.WAITING_ON),
    ],
)
def test_a_need_stands_under_how_soon_it_is_needed(given: Need, when: When | None) -> None:
    assert given.when(TODAY) is when


def test_of_what_is_late_a_promise_comes_before_all_else() -> None:
    given = [need(What.FOLLOW_UP, -48, name="call"), need(What.PROMISE, -1, name="vpn"), need(days=9, name="later")]
    assert [(when, [one.title for one in mine]) for when, mine in in_order(given, TODAY)] == [
        (When.LATE, ["vpn", "call"])
    ]


def test_of_what_is_to_come_the_soonest_comes_first() -> None:
    given = [need(days=5, name="later"), need(What.FOLLOW_UP, 2, name="sooner")]
    assert [one.title for _, mine in in_order(given, TODAY) for one in mine] == ["sooner", "later"]


def test_what_is_put_aside_comes_back_on_its_day_and_outlives_the_app(tmp_path: Path) -> None:
    memory, until = Remembered.of(tmp_path, "db"), TODAY + timedelta(days=2)
    snooze(memory.place("today"), "promise/1", until, TODAY)
    memory.write()
    again = Remembered.of(tmp_path, "db").place("today")
    assert snoozed(again, TODAY) == {"promise/1": until}
    assert snoozed(again, until) == {}


def test_putting_aside_until_today_brings_a_row_back() -> None:
    memory = Remembered.nothing().place("today")
    snooze(memory, "promise/1", TODAY + timedelta(days=2), TODAY)
    snooze(memory, "promise/1", TODAY, TODAY)
    assert snoozed(memory, TODAY) == {}


def test_what_was_remembered_wrongly_is_passed_over() -> None:
    memory = Remembered.nothing().place("today")
    memory.set("snoozed", {"a": "soon", "b": 7, "c": "2027-01-01"})
    assert list(snoozed(memory, TODAY)) == ["c"]


def test_what_was_seen_last_is_remembered_as_it_was_and_what_is_no_row_is_passed_over(tmp_path: Path) -> None:
    asked = replace(need(What.ACCEPT, None), parts=(RecordId("a"), RecordId("b")))
    needs = [need(days=-2, name="late", at_risk=True), asked, replace(need(What.WAITING, -5), on="DBA")]
    memory = Remembered.of(tmp_path, "db")
    remember(memory.place("today"), "mine", needs)
    memory.write()
    again = Remembered.of(tmp_path, "db").place("today")
    assert remembered(again) == ("mine", tuple(needs))
    rows = again.get("rows", [])
    for wrong in (
        7,
        {},
        {**rows[0], "what": "?"},
        {**rows[0], "due": "soon"},
        {**rows[0], "title": 7},
        {**rows[1], "parts": []},
    ):
        again.set("rows", [wrong, rows[0]])
        assert remembered(again) == ("mine", (needs[0],))
    again.set("rows", [rows[0]] * 500)
    remember(again, "team", [replace(needs[0], title="x" * 10_000)] * 500)
    assert len(again.get("rows", [])) == 60
    assert len(again.get("rows", [])[0]["title"]) == 200
