"""Every cell of the table of states of a commitment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest

from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.states import Facts, following, refusal, refused
from itcrm_tui.domain.verdict import Verdict

DUE = date(2026, 12, 12)
ALL_GOOD = Facts(
    has_client=True,
    has_title=True,
    due=DUE,
    requirements=1,
    verdict=Verdict.OK,
    settled=True,
    declined=True,
    begun=True,
    delivered_on=DUE,
    accepted_by="M. Okoye",
    accepted_on=DUE,
    given_up=True,
    withdrawn_by="M. Okoye",
    withdrawn_on=DUE,
    reason="The project was stopped.",
    other_route="Ask the shop.",
)
STEPS = {
    (State.DRAFT, State.CHECKED),
    (State.DRAFT, State.DECLINED),
    (State.DRAFT, State.WITHDRAWN),
    (State.CHECKED, State.PROMISED),
    (State.CHECKED, State.DRAFT),
    (State.CHECKED, State.DECLINED),
    (State.CHECKED, State.WITHDRAWN),
    (State.PROMISED, State.IN_DELIVERY),
    (State.PROMISED, State.DELIVERED),
    (State.PROMISED, State.MISSED),
    (State.PROMISED, State.WITHDRAWN),
    (State.IN_DELIVERY, State.DELIVERED),
    (State.IN_DELIVERY, State.MISSED),
    (State.IN_DELIVERY, State.WITHDRAWN),
    (State.DELIVERED, State.KEPT),
    (State.DELIVERED, State.MISSED),
}


def may(state: State, to: State, **facts: Any) -> bool:
    return refusal(state, to, replace(ALL_GOOD, **facts)) is None


@pytest.mark.parametrize(("state", "to"), list(product(State, State)), ids="-".join)
def test_a_step_exists_exactly_where_the_table_has_one(state: State, to: State) -> None:
    assert may(state, to) is ((state, to) in STEPS)


@pytest.mark.parametrize(("state", "to"), sorted(STEPS), ids="-".join)
def test_each_step_that_exists_follows(state: State, to: State) -> None:
    assert to in following(state)


@pytest.mark.parametrize(("state", "to"), sorted(STEPS), ids="-".join)
def test_no_step_is_free(state: State, to: State) -> None:
    assert refusal(state, to, Facts()) is not None


def test_a_step_that_does_not_exist_names_those_that_do() -> None:
    assert refusal(State.KEPT, State.DRAFT, ALL_GOOD) == "A commitment that is kept cannot become draft: it is closed."
    said = refusal(State.DELIVERED, State.WITHDRAWN, ALL_GOOD) or ""
    assert "it can become kept or missed" in said


@pytest.mark.parametrize(
    ("fact", "missing"),
    [
        ({"has_client": False}, "a client"),
        ({"has_title": False}, "a title"),
        ({"due": None}, "a due date"),
        ({"requirements": 0}, "at least one requirement"),
    ],
)
def test_a_draft_is_checked_only_when_it_is_complete(fact: dict[str, Any], missing: str) -> None:
    assert missing in (refusal(State.DRAFT, State.CHECKED, replace(ALL_GOOD, **fact)) or "")


def test_a_draft_is_not_checked_as_long_as_capacity_is_not_calculated() -> None:
    said = refusal(State.DRAFT, State.CHECKED, replace(ALL_GOOD, verdict=None))
    assert said == "It cannot be checked: capacity is not calculated yet."


@pytest.mark.parametrize("verdict", sorted(set(Verdict) - {Verdict.CANNOT}))
def test_a_draft_is_checked_whatever_the_check_said(verdict: Verdict) -> None:
    assert may(State.DRAFT, State.CHECKED, verdict=verdict)


def test_a_draft_of_unknown_hours_is_not_checked_and_it_says_what_is_missing() -> None:
    facts = replace(ALL_GOOD, verdict=Verdict.CANNOT, unknown=("hours of Network", "role of Cabling"))
    said = refusal(State.DRAFT, State.CHECKED, facts) or ""
    assert said.startswith("It cannot be checked: nobody has said the hours of Network, role of Cabling.")


@pytest.mark.parametrize(("state", "to"), sorted(STEPS), ids="-".join)
def test_what_is_refused_is_a_sentence_and_where_there_is_a_way_out_another(state: State, to: State) -> None:
    found = refused(state, to, Facts())
    assert found is not None
    assert found.why.endswith(".")
    assert str(found) == f"{found.why} {found.way_out}".strip()


def test_what_is_not_settled_is_named() -> None:
    facts = replace(ALL_GOOD, settled=False, unsettled=("Network", "Licence"))
    assert "confirmed: Network, Licence." in (refusal(State.CHECKED, State.PROMISED, facts) or "")


@pytest.mark.parametrize(
    ("verdict", "override", "allowed"),
    [
        (Verdict.OK, False, True),
        (Verdict.TIGHT, False, True),
        (Verdict.SHORT, False, False),
        (Verdict.UNCHECKED, False, False),
        (None, False, False),
        (Verdict.SHORT, True, True),
        (Verdict.UNCHECKED, True, True),
    ],
)
def test_a_promise_needs_a_verdict_that_fits_or_an_override(
    verdict: Verdict | None, override: bool, allowed: bool
) -> None:
    assert may(State.CHECKED, State.PROMISED, verdict=verdict, override=override) is allowed


def test_a_promise_needs_every_requirement_settled_even_with_an_override() -> None:
    assert not may(State.CHECKED, State.PROMISED, settled=False, override=True)
    assert not may(State.CHECKED, State.PROMISED, requirements=0)


def test_a_checked_commitment_goes_back_to_draft_when_a_team_declines_with_a_reason() -> None:
    assert not may(State.CHECKED, State.DRAFT, declined=False)
    assert not may(State.CHECKED, State.DRAFT, reason=" ")


def test_delivery_begins_with_work_and_ends_with_a_day() -> None:
    assert not may(State.PROMISED, State.IN_DELIVERY, begun=False)
    for state in (State.PROMISED, State.IN_DELIVERY):
        assert not may(state, State.DELIVERED, delivered_on=None)


@pytest.mark.parametrize(
    ("facts", "kept"),
    [
        ({"delivered_on": DUE}, True),
        ({"delivered_on": date(2026, 12, 13)}, False),
        ({"delivered_on": None}, False),
        ({"due": None}, False),
        ({"accepted_by": ""}, False),
        ({"accepted_on": None}, False),
    ],
)
def test_kept_is_accepted_by_the_client_and_delivered_by_its_due_date(facts: dict[str, Any], kept: bool) -> None:
    assert may(State.DELIVERED, State.KEPT, **facts) is kept


@pytest.mark.parametrize("state", [State.PROMISED, State.IN_DELIVERY, State.DELIVERED])
@pytest.mark.parametrize(
    ("facts", "missed"),
    [
        ({"given_up": False, "delivered_on": DUE}, False),
        ({"given_up": False, "delivered_on": date(2026, 12, 13)}, True),
        ({"given_up": False, "delivered_on": None}, False),
        ({"given_up": True, "delivered_on": None}, True),
    ],
)
def test_missed_is_delivered_late_or_given_up(state: State, facts: dict[str, Any], missed: bool) -> None:
    assert may(state, State.MISSED, **facts) is missed


@pytest.mark.parametrize("state", [State.DRAFT, State.CHECKED])
def test_we_decline_with_a_reason_and_another_route(state: State) -> None:
    assert not may(state, State.DECLINED, reason=None)
    assert not may(state, State.DECLINED, other_route=None)


@pytest.mark.parametrize("state", [State.DRAFT, State.CHECKED, State.PROMISED, State.IN_DELIVERY])
@pytest.mark.parametrize("missing", ["withdrawn_by", "withdrawn_on", "reason"])
def test_the_client_withdraws_by_somebody_on_a_day_for_a_reason(state: State, missing: str) -> None:
    assert not may(state, State.WITHDRAWN, **{missing: None})
