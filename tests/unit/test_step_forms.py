"""Which steps of a commitment can be chosen in which state."""

from __future__ import annotations

from datetime import date

import pytest

from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.states import TABLE
from itcrm_tui.domain.step_forms import STEPS, offered
from itcrm_tui.domain.step_names import STEP_NAMES
from itcrm_tui.ids import RecordId

DUE = date(2026, 12, 12)
LEADS_TO = {"deliver": State.DELIVERED, "keep": State.KEPT, "miss": State.MISSED} | {
    "withdraw": State.WITHDRAWN,
    "refuse": State.DECLINED,
}


def names(state: State, delivered_on: date | None = None) -> set[str]:
    commitment = Commitment(client=RecordId("c"), title="VPN", state=state, due=DUE, delivered_on=delivered_on)
    return {step.name for step in offered(commitment)}


@pytest.mark.parametrize("state", State)
def test_a_step_is_offered_exactly_where_the_table_of_states_has_it(state: State) -> None:
    possible = {name for name, to in LEADS_TO.items() if (state, to) in TABLE}
    moves = {"renegotiate"} if state in (State.PROMISED, State.IN_DELIVERY) else set()
    assert names(state) == possible | moves


def test_what_was_delivered_late_is_not_kept() -> None:
    assert names(State.DELIVERED, date(2026, 12, 13)) == {"miss"}
    assert names(State.DELIVERED, DUE) == {"keep", "miss"}


def test_every_step_has_a_form() -> None:
    assert [step.name for step in STEPS] == [*STEP_NAMES]
    assert all(len([field for field in step.fields if field.required]) <= 3 for step in STEPS)
