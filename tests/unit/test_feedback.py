"""Feedback moves from the first word to the answer."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from itcrm_tui.domain.feedback import CannotMoveOnError, Feedback, FeedbackKind, FeedbackState, moved_on
from itcrm_tui.ids import RecordId

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
NEW = Feedback(kind=FeedbackKind.COMPLAINT, subject="Payroll was late")


def test_feedback_is_acknowledged_assigned_answered_and_closed() -> None:
    ready = replace(NEW, assignee=RecordId("p"), answer="It was the batch; it starts earlier now.")
    states = []
    while ready.state is not FeedbackState.CLOSED:
        ready = moved_on(ready, NOW)
        states.append(ready.state)
    assert states == [
        FeedbackState.ACKNOWLEDGED,
        FeedbackState.ASSIGNED,
        FeedbackState.ANSWERED,
        FeedbackState.CLOSED,
    ]
    assert (ready.acknowledged_at, ready.answered_at, ready.closed_at) == (NOW, NOW, NOW)


def test_nobody_is_assigned_by_accident() -> None:
    with pytest.raises(CannotMoveOnError, match="Assign it"):
        moved_on(replace(NEW, state=FeedbackState.ACKNOWLEDGED), NOW)


def test_an_answer_has_to_be_written_before_it_counts_as_answered() -> None:
    with pytest.raises(CannotMoveOnError, match="answer"):
        moved_on(replace(NEW, state=FeedbackState.ASSIGNED, answer="  "), NOW)


def test_what_is_closed_stays_closed() -> None:
    with pytest.raises(CannotMoveOnError, match="closed"):
        moved_on(replace(NEW, state=FeedbackState.CLOSED), NOW)
