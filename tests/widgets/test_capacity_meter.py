"""The meter says in words and signs what each role has free, week by week, and what is in sight can be opened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from textual import on
from textual.message import Message

from itcrm_tui.domain.capacity.meter import Week
from tests.widgets.keyset_fakes import HOSTILE_NAMES, Stage, cells, is_harmless, shown
from widgets.capacity_meter import CapacityMeter, WeekHighlighted, WeekOpened
from widgets.meter_rows import Metered, MeterRow, hours_free

TODAY = date(2026, 11, 23)
HOUR = 60


class MeterStage(Stage):
    """Keeps what the meter tells."""

    @on(WeekOpened)
    @on(WeekHighlighted)
    def _keep_week(self, message: Message) -> None:
        self.told.append(message)


def week(number: int, firm: int = 0, soft: int = 0, this: int = 0, over: int = 0, available: int = 40) -> Week:
    return Week(
        starts_on=TODAY + timedelta(weeks=number),
        available=available * HOUR,
        firm=firm * HOUR,
        soft=soft * HOUR,
        this=this * HOUR,
        over=over * HOUR,
        holiday=0,
    )


def role(name: str, *booked: int, weeks: int = 6, is_known: bool = True) -> MeterRow:
    """A role with 40 hours a week, of which so many are firm."""
    hours = (*booked, *[0] * (weeks - len(booked)))
    found = tuple(week(at, firm=min(firm, 40), over=max(0, firm - 40)) for at, firm in enumerate(hours))
    return MeterRow(name, name, found, is_known)


def meter_of(rows: Sequence[MeterRow], remark: str = "") -> CapacityMeter:
    return filling(CapacityMeter(lambda: Metered(TODAY, rows, remark), empty="No roles yet."))


def filling(subject: CapacityMeter) -> CapacityMeter:
    """The meter as high as its stage."""
    subject.styles.height = "1fr"
    return subject


async def lines_of(subject: CapacityMeter, size: tuple[int, int] = (80, 7), keys: Sequence[str] = ()) -> list[str]:
    stage = MeterStage(subject)
    async with stage.run_test(size=size) as pilot:
        await stage.workers.wait_for_complete()
        await pilot.press(*keys)
        await pilot.pause()
        return shown(subject)


async def test_four_weeks_stand_beside_each_role_at_eighty_columns() -> None:
    lines = await lines_of(meter_of([role("Network", 54, 40, 10), role("Desktop")]))
    # The meter is the only widget and has the focus, so its cursor is shown.
    assert lines[1] == " HOURS FREE  23 Nov          30 Nov          7 Dec           14 Dec"
    assert lines[2] == ">Network    >######!!    -14 ######## 0 FULL ##......     30 ........     40"
    assert lines[3] == " Desktop     ........     40 ........     40 ........     40 ........     40"


async def test_a_wide_meter_shows_more_weeks() -> None:
    narrow, wide = await lines_of(meter_of([role("Network")])), await lines_of(meter_of([role("Network")]), (120, 7))
    assert (narrow[2].count("........"), wide[2].count("........")) == (4, 6)


async def test_the_last_line_says_how_many_roles_are_out_of_sight_and_short() -> None:
    rows = [role(f"Role {number}", 50 if number == 8 else 0) for number in range(9)]
    assert (await lines_of(meter_of(rows)))[-1] == " 5 more, 1 short"
    assert (await lines_of(meter_of(rows), keys=["G"]))[-1] == " 5 more, none short"


async def test_what_could_not_be_counted_is_said() -> None:
    remark = "Public holidays are not counted."
    assert f" {remark}" in await lines_of(meter_of([role("Network")], remark))


async def test_keys_move_over_roles_and_weeks_and_later_weeks_come_into_sight() -> None:
    subject = meter_of([role("Network"), role("DBA")])
    lines = await lines_of(subject, keys=["j", *"lllll"])
    assert (subject.current and subject.current.name, subject.week) == ("DBA", 5)
    assert "28 Dec" in lines[1]
    assert lines[3].startswith(">DBA")


async def test_enter_opens_the_week_under_the_cursor() -> None:
    subject = meter_of([role("Network"), role("DBA")])
    stage = MeterStage(subject)
    async with stage.run_test(size=(80, 7)) as pilot:
        await stage.workers.wait_for_complete()
        await pilot.press("j", "l", "enter")
        await pilot.pause()
        (opened,) = stage.heard(WeekOpened)
        assert (opened.row.name, opened.week) == ("DBA", 1)


async def test_another_answer_leaves_the_cursor_on_its_role() -> None:
    subject = meter_of([role("Network"), role("DBA")])
    stage = MeterStage(subject)
    async with stage.run_test(size=(80, 7)) as pilot:
        await stage.workers.wait_for_complete()
        await pilot.press("j")
        subject.reload(lambda: Metered(TODAY, [role("DBA"), role("Network")]))
        await stage.workers.wait_for_complete()
        await pilot.pause()
        assert subject.current is not None
        assert subject.current.name == "DBA"


async def test_a_meter_that_cannot_be_read_says_so() -> None:
    def fetch() -> Metered:
        raise OSError

    assert (await lines_of(filling(CapacityMeter(fetch))))[1] == " The meter cannot be read just now."


async def test_an_organization_without_roles_is_told_so() -> None:
    assert (await lines_of(meter_of([])))[1] == " No roles yet."


@pytest.mark.parametrize("name", HOSTILE_NAMES.values(), ids=HOSTILE_NAMES.keys())
@pytest.mark.parametrize("size", [(80, 7), (20, 4)])
async def test_a_hostile_name_takes_its_cells_and_does_nothing(name: str, size: tuple[int, int]) -> None:
    subject = meter_of([role(name, 54)])
    stage = MeterStage(subject)
    async with stage.run_test(size=size) as pilot:
        await stage.workers.wait_for_complete()
        await pilot.pause()
        assert cells(subject) == {size[0]}
        assert all(is_harmless(line) for line in shown(subject))


@pytest.mark.parametrize(
    ("given", "is_known", "words"),
    [
        (week(0, firm=26), True, "14"),
        (week(0, firm=40), True, "0 FULL"),
        (week(0, firm=40, over=14), True, "-14"),
        (week(0, available=0), True, "0"),
        (week(0, available=0), False, "-"),
        (week(0, available=0, over=3), False, "-3"),
    ],
)
def test_hours_free_are_said_short(given: Week, is_known: bool, words: str) -> None:
    assert hours_free(given, is_known) == words
