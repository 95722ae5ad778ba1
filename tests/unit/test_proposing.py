"""Drafts that fill themselves."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from itcrm_tui.domain.commitment import Commitment, CommitmentState, Requirement, RequirementKind
from itcrm_tui.domain.proposing import Proposal, Usual, proposed, usual_minutes
from itcrm_tui.domain.service import Effort, EffortBasis
from itcrm_tui.ids import RecordId

VPN, NETWORK, DBA = RecordId("vpn"), RecordId("network"), RecordId("dba")


def effort(role: RecordId, minutes: int, basis: EffortBasis = EffortBasis.UNIT) -> Effort:
    return Effort(service=VPN, role=role, minutes=minutes, basis=basis)


def past(*hours: int | None, role: RecordId = NETWORK, **known: Any) -> tuple[Commitment, list[Requirement]]:
    """A delivered commitment for the service with requirements of so many hours of a role."""
    of_it = {"state": CommitmentState.KEPT, "service": VPN, "delivered_on": date(2026, 10, 1), **known}
    commitment = Commitment(client=RecordId("hr"), title="VPN", **of_it)
    needs = [
        Requirement(commitment=commitment.id, role=role, minutes=None if hour is None else 60 * hour) for hour in hours
    ]
    return commitment, needs


def usual(*of_past: tuple[Commitment, list[Requirement]]) -> dict[RecordId, Usual]:
    return usual_minutes([one for one, _ in of_past], [need for _, needs in of_past for need in needs], VPN)


def test_an_effort_of_a_unit_counts_by_quantity_and_one_of_a_request_once() -> None:
    efforts = (effort(NETWORK, 45), effort(NETWORK, 120, EffortBasis.REQUEST), effort(DBA, 480, EffortBasis.REQUEST))
    assert proposed(efforts, Decimal(40), {}) == (
        Proposal(role=NETWORK, minutes=40 * 45 + 120),
        Proposal(role=DBA, minutes=480),
    )


def test_a_broken_quantity_is_rounded_to_whole_minutes_once_a_role() -> None:
    assert proposed((effort(NETWORK, 1), effort(NETWORK, 2)), Decimal("0.5"), {})[0].minutes == 2


def test_what_past_commitments_took_stands_beside_it() -> None:
    known = Usual(minutes=2_160, count=5)
    assert proposed((effort(NETWORK, 60),), Decimal(30), {NETWORK: known}) == (
        Proposal(role=NETWORK, minutes=1_800, usual=known),
    )


def test_a_role_that_only_the_past_tells_of_is_named_without_a_figure() -> None:
    known = Usual(minutes=480, count=2)
    assert proposed((effort(NETWORK, 60),), Decimal(1), {DBA: known})[1:] == (
        Proposal(role=DBA, minutes=None, usual=known),
    )


def test_nothing_is_proposed_where_nothing_is_known() -> None:
    assert proposed((), Decimal(40), {}) == ()


def test_the_usual_is_the_median_of_what_each_took_in_all() -> None:
    assert usual(past(30, 6), past(10), past(200)) == {NETWORK: Usual(minutes=36 * 60, count=3)}
    assert usual(past(10), past(11)) == {NETWORK: Usual(minutes=630, count=2)}
    assert usual(past(10), past(3, role=DBA))[DBA] == Usual(minutes=180, count=1)


@pytest.mark.parametrize(
    "other",
    [
        past(99, service=RecordId("mail")),
        past(99, delivered_on=None),
        past(99, state=CommitmentState.WITHDRAWN),
        past(99, None),
    ],
    ids=["another service", "not delivered", "withdrawn", "unknown hours"],
)
def test_what_was_not_delivered_or_is_unknown_is_not_counted(other: tuple[Commitment, list[Requirement]]) -> None:
    assert usual(past(10), other) == {NETWORK: Usual(minutes=600, count=1)}


def test_a_late_delivery_counts_and_things_do_not() -> None:
    late, needs = past(20, state=CommitmentState.MISSED)
    thing = Requirement(commitment=late.id, kind=RequirementKind.THING, role=NETWORK, minutes=6_000)
    assert usual((late, [*needs, thing])) == {NETWORK: Usual(minutes=1_200, count=1)}
