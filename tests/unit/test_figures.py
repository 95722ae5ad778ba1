"""Figures rest on what was counted; unknown is not zero."""

from dataclasses import replace
from datetime import date, timedelta

from itcrm_tui.domain.commitment import Commitment, CommitmentState
from itcrm_tui.domain.feedback import Feedback, FeedbackKind
from itcrm_tui.domain.figures import Share, csat, kept_on_original_date
from itcrm_tui.ids import RecordId

TODAY = date(2026, 11, 23)
YESTERDAY, LAST_WEEK = TODAY - timedelta(1), TODAY - timedelta(7)
PROMISE = Commitment(client=RecordId("c"), title="VPN", state=CommitmentState.KEPT, original_due=LAST_WEEK)


def _answer(csat: int | None) -> Feedback:
    return Feedback(kind=FeedbackKind.SURVEY_ANSWER, subject="s", csat=csat)


def test_nothing_counted_is_unknown() -> None:
    assert str(Share(0, 0)) == "-"


def test_under_ten_a_rate_prints_counts() -> None:
    assert str(Share(3, 9)) == "3 of 9"
    assert str(Share(3, 10)) == "30 % of 10"


def test_csat_counts_fours_and_fives_among_the_rated() -> None:
    assert csat(map(_answer, (5, 4, 3, None))) == Share(2, 3)


def test_kept_means_delivered_by_the_original_date_and_accepted() -> None:
    in_time = replace(PROMISE, delivered_on=LAST_WEEK)
    too_late = replace(PROMISE, delivered_on=YESTERDAY)
    not_accepted = replace(in_time, state=CommitmentState.DELIVERED)
    assert kept_on_original_date([in_time, too_late, not_accepted], TODAY) == Share(1, 3)


def test_a_renegotiated_promise_still_counts_by_its_original_date() -> None:
    moved = replace(PROMISE, due=TODAY, delivered_on=YESTERDAY)
    assert kept_on_original_date([moved], TODAY) == Share(0, 1)


def test_a_promise_withdrawn_before_its_date_does_not_count() -> None:
    withdrawn = replace(PROMISE, state=CommitmentState.WITHDRAWN, closed_on=LAST_WEEK - timedelta(3))
    too_late = replace(PROMISE, state=CommitmentState.WITHDRAWN, closed_on=YESTERDAY)
    assert kept_on_original_date([withdrawn, too_late], TODAY) == Share(0, 1)


def test_a_promise_whose_date_has_not_passed_does_not_count() -> None:
    assert kept_on_original_date([replace(PROMISE, original_due=TODAY)], TODAY) == Share(0, 0)
