"""What holds of suppositions for every case, however it was drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from itcrm_tui.domain.capacity.at_risk import at_risk
from itcrm_tui.domain.capacity.from_records import Records, situation
from itcrm_tui.domain.what_if.applying import edits_of, has_moved, supposed
from itcrm_tui.domain.what_if.comparing import Comparison, compared
from itcrm_tui.domain.what_if.suppositions import Supposition
from itcrm_tui.domain.what_if.wishes import gone_from, wishes_in
from itcrm_tui.ids import RecordId
from tests.unit.capacity.small_cases import Draw, seeded
from tests.unit.what_if.small_records import TODAY, anything, going, joining, records

WEEKS = 5


def outcome(before: Records, suppositions: Sequence[Supposition]) -> Comparison:
    """What is otherwise once some suppositions are so."""
    after = supposed(before, suppositions)
    there, then = situation(before, TODAY), situation(after, TODAY)
    return compared(there, then, (wishes_in(before), wishes_in(after)), WEEKS, gone_from(after))


def worse(found: Comparison) -> list[bool]:
    """Of all that is otherwise for a commitment, whether less is possible."""
    return [risk.is_worse for risk in found.risks] + [one.is_worse for one in found.reweighed]


def threatened(there: Records) -> frozenset[RecordId]:
    """Which promises are at risk."""
    return frozenset(one.commitment for one in at_risk(situation(there, TODAY)))


def nothing_supposed_changes_nothing(draw: Draw) -> None:
    """Without suppositions all records are the same, and nothing is otherwise."""
    there = records(draw)
    assert supposed(there, ()) == there
    assert outcome(there, ()) == Comparison()


def a_person_more_never_puts_anything_at_risk(draw: Draw) -> None:
    """Nothing is at risk by more, no verdict is worse, no earliest date later, no week has fewer hours free.

    What stays at risk does not become possible.
    """
    there, comes = records(draw), joining(draw)
    found = outcome(there, [comes])
    assert not any(worse(found))
    still = threatened(supposed(there, [comes]))
    assert found.better <= still
    assert still.isdisjoint(risk.commitment for risk in found.leaving)
    assert all(one.after > one.before for one in found.free)


def leave_never_frees(draw: Draw) -> None:
    """Nothing is at risk by less, no verdict is better, no earliest date earlier, no week has more hours free.

    What was at risk does not come at risk.
    """
    there = records(draw)
    leaving = going(draw, there)
    if leaving is not None:
        found = outcome(there, [leaving])
        assert all(worse(found))
        assert found.worse <= threatened(there)
        assert threatened(there).isdisjoint(risk.commitment for risk in found.coming)
        assert all(one.after < one.before for one in found.free)


def every_edit_stands_in_the_records(draw: Draw) -> None:
    """What was supposed is what stands there; nothing comes or goes otherwise, and nothing counts as moved on."""
    there = records(draw)
    wanted = [anything(draw, there) for _ in range(draw.whole(0, 3))]
    after = supposed(there, wanted)
    for seen, changed in edits_of(wanted):
        named = {one.id: one for one in (*after.commitments, *after.requirements, *after.reserves)}
        if seen is not None:
            assert named[changed.id] == changed
    assert not any(has_moved(there, one) for one in wanted)
    assert {one.id for one in there.commitments} == {one.id for one in after.commitments}


CHECKS = (
    nothing_supposed_changes_nothing,
    a_person_more_never_puts_anything_at_risk,
    leave_never_frees,
    every_edit_stands_in_the_records,
)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_it_holds_for_what_hypothesis_draws(check: Callable[[Draw], None], data: st.DataObject) -> None:
    check(Draw(lambda low, high: data.draw(st.integers(low, high))))


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_it_holds_for_many_seeds(check: Callable[[Draw], None]) -> None:
    for seed in range(60):
        check(seeded(seed))
