"""The dates and states in the sample organization tell stories that could have happened."""

from __future__ import annotations

from datetime import date

import pytest

from itcrm_tui.domain.commitment import (
    Answer,
    AnswerState,
    Commitment,
    CommitmentState,
    Progress,
    Requirement,
    RequirementKind,
)
from itcrm_tui.domain.feedback import Feedback, FeedbackKind, FeedbackState
from itcrm_tui.domain.outreach import FollowUp, Touchpoint
from itcrm_tui.domain.people import Role, Team
from itcrm_tui.domain.subscription import Usage
from tests.workflows.demo_found import TODAY, Found, composed, moments_of

PAST = frozenset(
    (
        "asked_on",
        "checked_on",
        "promised_on",
        "delivered_on",
        "closed_on",
        "reported_on",
        "measured_on",
        "confirmed_on",
        "left_on",
        "done_on",
        "received_at",
        "acknowledged_at",
        "answered_at",
        "closed_at",
        "held_at",
        "credit_told_on",
    )
)


@pytest.fixture
def found() -> Found:
    """The sample in its usual sizes."""
    return composed()


def test_the_past_is_over_and_months_are_closed(found: Found) -> None:
    for record in found.records:
        for name, moment in moments_of(record):
            assert name not in PAST or moment < TODAY, (record, name)
    assert all(usage.month < f"{TODAY:%Y-%m}" for usage in found.all(Usage))


@pytest.mark.parametrize("today", [TODAY, date(2025, 6, 6), date(2025, 6, 7), date(2025, 12, 31)])
def test_the_dates_of_each_commitment_stand_in_order(today: date) -> None:
    for commitment in composed(today).all(Commitment):
        steps = (
            commitment.asked_on,
            commitment.checked_on,
            commitment.promised_on,
            commitment.delivered_on,
            commitment.closed_on,
        )
        known = [step for step in steps if step]
        assert known == sorted(known), commitment
        assert known[-1] <= today


def test_what_each_state_needs_is_there_and_what_it_forbids_is_not(found: Found) -> None:
    needed = {
        CommitmentState.DRAFT: "",
        CommitmentState.CHECKED: "checked",
        CommitmentState.PROMISED: "checked promised",
        CommitmentState.IN_DELIVERY: "checked promised",
        CommitmentState.DELIVERED: "checked promised delivered",
        CommitmentState.KEPT: "checked promised delivered closed",
    }
    for commitment in found.all(Commitment):
        if commitment.state in needed:
            steps = {
                name for name in ("checked", "promised", "delivered", "closed") if getattr(commitment, f"{name}_on")
            }
            assert steps == set(needed[commitment.state].split()), commitment
        else:
            assert commitment.closed_on
            assert commitment.closed_by
            assert commitment.closing_reason
        assert (commitment.original_due is not None) == (commitment.promised_on is not None)


def test_kept_means_in_time_and_accepted_and_missed_means_late_or_given_up(found: Found) -> None:
    for commitment in found.all(Commitment):
        due, delivered = commitment.due, commitment.delivered_on
        match commitment.state:
            case CommitmentState.KEPT:
                assert due
                assert delivered
                assert delivered <= due
                assert commitment.accepted_by
            case CommitmentState.DELIVERED:
                assert due
                assert delivered
                assert delivered <= due
                assert commitment.accepted_by is None
            case CommitmentState.MISSED:
                assert due
                assert commitment.closed_on
                assert commitment.closed_on > due
                assert delivered is None or delivered > due
            case CommitmentState.DECLINED:
                assert commitment.other_route


def test_nothing_was_promised_before_every_part_was_accepted_or_confirmed(found: Found) -> None:
    promised = {one.id: one.promised_on for one in found.all(Commitment) if one.promised_on}
    answers = {answer.requirement: answer for answer in found.all(Answer)}
    needs = [need for need in found.all(Requirement) if need.commitment in promised]
    assert needs
    assert {need.commitment for need in needs} == promised.keys()
    for need in needs:
        if need.kind is RequirementKind.THING:
            assert need.confirmed_by
            assert need.available_from
            assert need.needed_by
            assert need.available_from <= need.needed_by
        else:
            answer, made = answers[need.id], promised[need.commitment]
            assert answer.answer is AnswerState.ACCEPTED
            assert answer.answered_at
            assert made
            assert answer.answered_at.date() <= made


def test_answers_come_from_the_lead_or_deputy_of_the_team_that_was_asked(found: Found) -> None:
    roles, teams, needs = found.by_id(Role), found.by_id(Team), found.by_id(Requirement)
    for answer in found.all(Answer):
        role = needs[answer.requirement].role
        assert role
        team = teams[str(roles[role].team)]
        assert answer.answered_by in (team.lead, team.deputy, None)
        assert (answer.answered_by is None) == (answer.answer in (AnswerState.ASKED, AnswerState.NO_ANSWER))


def test_work_in_delivery_has_progress_and_what_is_delivered_has_nothing_left(found: Found) -> None:
    commitments, needs = found.by_id(Commitment), found.by_id(Requirement)
    latest: dict[str, Progress] = {}
    for progress in sorted(found.all(Progress), key=lambda one: one.reported_on):
        before = latest.get(progress.requirement)
        assert progress.minutes_left <= (before.minutes_left if before else needs[progress.requirement].minutes or 0)
        latest[progress.requirement] = progress
    for requirement, progress in latest.items():
        commitment = commitments[needs[requirement].commitment]
        assert (progress.minutes_left == 0) == (commitment.delivered_on is not None)
    begun = {needs[requirement].commitment for requirement in latest}
    assert {one.id for one in commitments.values() if one.state is CommitmentState.IN_DELIVERY} <= begun


def test_feedback_holds_what_its_state_says_in_the_order_it_happened(found: Found) -> None:
    order = list(FeedbackState)
    for feedback in found.all(Feedback):
        reached = order.index(feedback.state)
        assert (feedback.acknowledged_at is not None) == (reached >= 1)
        assert (feedback.assignee is not None) == (reached >= 2)
        assert (feedback.answered_at is not None) == (feedback.answer is not None) == (reached >= 3)
        assert (feedback.closed_at is not None) == (reached == 4)
        steps = (feedback.received_at, feedback.acknowledged_at, feedback.answered_at, feedback.closed_at)
        known = [step for step in steps if step]
        assert known == sorted(known)


def test_only_compliments_are_credited_and_survey_answers_always_rate(found: Found) -> None:
    for feedback in found.all(Feedback):
        assert feedback.kind is FeedbackKind.COMPLIMENT or not feedback.credited_to
        assert feedback.kind is not FeedbackKind.SURVEY_ANSWER or feedback.csat
    assert any(feedback.credited_to for feedback in found.all(Feedback))
    assert any(feedback.csat is None for feedback in found.all(Feedback))


def test_touchpoints_lie_ahead_or_were_held_and_only_those_held_have_follow_ups(found: Found) -> None:
    touchpoints = found.by_id(Touchpoint)
    ahead = [one for one in touchpoints.values() if one.held_at is None]
    assert ahead
    assert all(one.planned_at and one.planned_at.date() >= TODAY for one in ahead)
    assert all(touchpoints[one.touchpoint].held_at for one in found.all(FollowUp))
    late = [one for one in found.all(FollowUp) if one.due and one.due < TODAY and one.done_on is None]
    assert late
