"""The sample organization shows what a CRM unit meets in a week."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from itcrm_tui.domain.client import Client, Facet, FacetConfirmation, Stakeholder
from itcrm_tui.domain.commitment import Answer, AnswerState, Commitment, CommitmentState, Progress, Requirement
from itcrm_tui.domain.feedback import Feedback, FeedbackKind
from itcrm_tui.domain.outreach import Touchpoint
from itcrm_tui.domain.people import Person, Role, RunReserve, Team, TimeOff
from itcrm_tui.domain.service import Direction, Measurement, OpenTo, Phase, Rate, Service, ServiceLevel
from itcrm_tui.domain.subscription import Charging, Subscription, Usage
from itcrm_tui.domain.values import known_fields
from itcrm_tui.workflows.demo import days
from itcrm_tui.workflows.demo.load import first_day, free_minutes
from itcrm_tui.workflows.demo.people import Staff
from tests.workflows.demo_found import OPEN, TODAY, Found, composed


@pytest.fixture
def found() -> Found:
    """The sample in its usual sizes."""
    return composed()


def test_some_promises_are_late_and_some_are_due_this_week(found: Found) -> None:
    due = [commitment.due for commitment in found.all(Commitment) if commitment.state in OPEN and commitment.due]
    friday = days.monday(TODAY) + timedelta(days=4)
    assert sum(day < TODAY for day in due) == 3
    assert sum(TODAY <= day <= friday for day in due) >= 2
    assert sum(day > friday for day in due) >= 5


def test_some_promises_were_renegotiated_and_most_were_not(found: Found) -> None:
    promised = [one for one in found.all(Commitment) if one.promised_on]
    moved = [one for one in promised if one.original_due != one.due]
    assert 0 < len(moved) < len(promised) / 2
    assert all(one.notes for one in moved)


def test_drafts_come_with_and_without_requirements_and_checked_ones_wait_for_answers(found: Found) -> None:
    commitments = found.by_id(Commitment)
    drafts = {one.id for one in commitments.values() if one.state is CommitmentState.DRAFT}
    described = {need.commitment for need in found.all(Requirement)} & drafts
    assert drafts - described
    assert described
    needs = found.by_id(Requirement)
    checked = [
        answer.answer
        for answer in found.all(Answer)
        if commitments[needs[answer.requirement].commitment].state is CommitmentState.CHECKED
    ]
    assert {AnswerState.ASKED, AnswerState.ACCEPTED, AnswerState.NO_ANSWER} <= set(checked)


def test_a_complaint_waits_beyond_its_reply_date_and_belongs_to_an_open_commitment(found: Found) -> None:
    midnight = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)
    late = [
        one
        for one in found.all(Feedback)
        if one.kind is FeedbackKind.COMPLAINT and one.answered_at is None and one.reply_due and one.reply_due < midnight
    ]
    assert {found.client("HR").id, found.client("LOG").id} <= {one.client for one in late}
    commitments = found.by_id(Commitment)
    linked = [commitments[one.commitment] for one in late if one.commitment]
    assert any(commitment.closed_on is None for commitment in linked)


def test_human_resources_has_not_been_seen_for_48_days_and_is_unhappy_with_payroll(found: Found) -> None:
    client = found.client("HR")
    held = [one.held_at.date() for one in found.all(Touchpoint) if one.client == client.id and one.held_at]
    assert TODAY - max(held) == timedelta(days=48)
    services = found.by_id(Service)
    payroll = [
        one for one in found.all(Subscription) if one.client == client.id and services[one.service].code == "PAYH"
    ]
    assert payroll[0].satisfaction == 2
    assert payroll[0].satisfaction_why
    confirmed = [one for one in found.all(FacetConfirmation) if one.client == client.id]
    stale = [one for one in confirmed if one.facet is Facet.PRIORITIES]
    assert TODAY - stale[0].confirmed_on > timedelta(days=365)


def test_of_one_client_hardly_anything_is_known(found: Found) -> None:
    unknown = [one for one in found.all(Client) if one.segment is None]
    assert len(unknown) == 1
    assert set(known_fields(unknown[0])) == {"name", "status", "perceived_health"}
    assert not [one for one in found.all(FacetConfirmation) if one.client == unknown[0].id]


def test_last_month_some_metered_subscriptions_have_no_usage(found: Found) -> None:
    used = {(usage.client, usage.service) for usage in found.all(Usage) if usage.month == "2025-05"}
    running = [
        one for one in found.all(Subscription) if one.charging is Charging.METERED and not (one.ends_on or False)
    ]
    silent = [one for one in running if (one.client, one.service) not in used]
    assert sum(one.client == found.client("FIN").id for one in silent) == 3
    assert len(silent) < len(running) / 4


def test_the_directory_has_all_phases_successors_gaps_and_a_service_without_a_price(found: Found) -> None:
    services = found.all(Service)
    assert {service.phase for service in services} == set(Phase)
    assert all(service.successor for service in services if service.phase is Phase.RETIRED)
    assert {service.open_to for service in services} == set(OpenTo)
    live = [service for service in services if service.phase is Phase.LIVE]
    complete = [
        one for one in live if one.owner and one.lead_time_days is not None and one.outcome and one.out_of_scope
    ]
    assert len(live) / 2 < len(complete) < len(live)
    priced = {rate.service for rate in found.all(Rate)}
    used = {subscription.service for subscription in found.all(Subscription)}
    assert any(service.id in used - priced for service in live)


def test_somebody_at_the_clients_has_left_and_somebody_of_ours_is_on_leave_today(found: Found) -> None:
    assert any(person.left_on for person in found.all(Stakeholder))
    assert any(away.starts_on <= TODAY <= away.ends_on for away in found.all(TimeOff))


def test_measurements_meet_most_targets_but_not_all(found: Found) -> None:
    levels = found.by_id(ServiceLevel)
    met = [is_met(levels[one.service_level], one) for one in found.all(Measurement)]
    assert 0.7 < sum(met) / len(met) < 0.95


def is_met(level: ServiceLevel, measurement: Measurement) -> bool:
    assert level.target is not None
    if level.direction is Direction.AT_LEAST:
        return measurement.value >= level.target
    return measurement.value <= level.target


@pytest.mark.parametrize("today", [TODAY, date(2025, 6, 5), date(2025, 6, 8)])
@pytest.mark.parametrize("seed", [1, 2])
def test_network_is_nearly_full_in_the_coming_weeks_while_desktop_is_relaxed(today: date, seed: int) -> None:
    made = composed(today, seed)
    network, desktop = loads(made, today, "Network"), loads(made, today, "Desktop")
    assert all(0.6 < load < 1.15 for load in network[1:4])
    assert max(network[1:4]) > 1
    assert network[5] == 0
    assert desktop[0] < 1
    assert all(load < 0.6 for load in desktop[1:])


def loads(made: Found, today: date, role: str) -> list[float]:
    """The firm hours due in each of six weeks as a part of the hours free in it."""
    staff = staff_of(made)
    commitments = {one.id for one in made.all(Commitment) if one.state in OPEN}
    left = {one.requirement: one.minutes_left for one in sorted(made.all(Progress), key=lambda one: one.reported_on)}
    weeks = [0] * 20
    for need in made.all(Requirement):
        if need.commitment in commitments and need.role == staff.roles[role].id and need.needed_by:
            ahead = days.monday(need.needed_by) - days.monday(first_day(today, 0))
            if need.needed_by >= today:
                weeks[ahead.days // 7] += left.get(need.id, need.minutes or 0)
    return [weeks[week] / free_minutes(staff, role, first_day(today, week)) for week in range(6)]


def staff_of(made: Found) -> Staff:
    return Staff(
        teams={team.name: team for team in made.all(Team)},
        roles={role.name: role for role in made.all(Role)},
        people=tuple(made.all(Person)),
        members={},
        time_off=tuple(made.all(TimeOff)),
        reserves=tuple(made.all(RunReserve)),
    )
