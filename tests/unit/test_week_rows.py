"""What the meter shows of a week adds up to the rows that the week's screen lists, whatever is booked."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from itcrm_tui.domain.capacity.candidate import Candidate
from itcrm_tui.domain.capacity.load import is_overdue
from itcrm_tui.workflows.booked import Booked
from itcrm_tui.workflows.capacity import Capacity
from itcrm_tui.workflows.week_rows import filled_week, week_lines
from tests.unit.capacity.small_cases import Draw, candidate, seeded, situation
from tests.unit.week_sums import week_adds_up

WEEKS = 6
SEEDS = range(150)


def adds_up(draw: Draw) -> set[str]:
    """Compare every week of every role with its rows; return what there was to be seen in them."""
    there = situation(draw)
    wish = candidate(draw, there.today) if draw.whole(0, 2) else None
    booked, met = Booked(Capacity(situation=there, names={})), set()
    for role in booked.meters(WEEKS, wish):
        for number, drawn in enumerate(role.weeks):
            filled = filled_week(booked, role.role, number, WEEKS, wish)
            assert filled is not None
            assert filled.week == drawn
            met |= week_adds_up(filled)
            assert len(week_lines(booked, role.role, number, WEEKS, wish)) == 1 + len(filled.rows)
        late_is_shown(booked, role.role, wish)
    return met


def late_is_shown(booked: Booked, role: str, wish: Candidate | None) -> None:
    """Overdue work stands in rows of its own, from this week on, as far as there are hours for it."""
    there = booked.known.situation
    late = sum(
        work.minutes
        for work in there.works
        if work.role == role and is_overdue(work, there.today) and (wish is None or work.commitment != wish.commitment)
    )
    weeks = [filled_week(booked, role, number, WEEKS, wish) for number in range(WEEKS)]
    rows = [row for filled in weeks if filled for row in filled.rows]
    shown = [row for row in rows if row.due < there.today and row.booking != "this"]
    available = sum(filled.week.available for filled in weeks if filled)
    assert sum(row.minutes for row in shown) == min(late, available)
    assert not any(row.over for row in shown)
    assert all(row in shown for row in rows if row.booking == "overdue")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_a_week_adds_up_to_its_rows_in_what_hypothesis_draws(data: st.DataObject) -> None:
    adds_up(Draw(lambda low, high: data.draw(st.integers(low, high))))


def test_a_week_adds_up_to_its_rows_in_many_organizations() -> None:
    met = {what for seed in SEEDS for what in adds_up(seeded(seed))}
    assert met == {"firm", "overdue", "soft", "this", "over", "holiday"}


@pytest.mark.parametrize("role", ["", "nobody"])
def test_a_role_that_is_gone_has_no_rows(role: str) -> None:
    booked = Booked(Capacity(situation=situation(seeded(1)), names={}))
    assert filled_week(booked, role, 0, WEEKS) is None
    assert week_lines(booked, role, 0, WEEKS) == ()
