"""What is kept of the promises of the sample: checks, who let one pass, new dates, and what misses taught."""

from collections.abc import Iterator
from datetime import date

from itcrm_tui.domain.commitment import Commitment, CommitmentState
from itcrm_tui.domain.promising import CapacityCheck, MissReview, Override, Renegotiation
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.verdict import Verdict
from itcrm_tui.workflows.demo import days
from itcrm_tui.workflows.demo.commitments import Promise, Promises
from itcrm_tui.workflows.demo.draw import Draw
from itcrm_tui.workflows.demo.people import Staff
from itcrm_tui.workflows.demo.words.misses import LESSONS, LET_PASS, MOVED, STILL_LEARNED, Lesson

CHECKS = 10
"""The hour at which checks are made."""
TIGHT = 0.2
SHORT = 4
"""Every so many promises one was short and let pass."""


def make(draw: Draw, today: date, staff: Staff, promises: Promises) -> list[Record]:
    """Return what is kept of all promises, in the order in which they were made."""
    return [
        record for number, promise in enumerate(promises.made) for record in _of(draw, today, staff, promise, number)
    ]


def _of(draw: Draw, today: date, staff: Staff, promise: Promise, number: int) -> Iterator[Record]:
    commitment = promise.commitment
    if commitment.promised_on is not None and commitment.due is not None:
        yield from _promised(draw, staff, commitment, short=number % SHORT == 0)
        if commitment.original_due != commitment.due:
            yield _moved(draw, promise)
    elif commitment.checked_on is not None:
        yield _check(draw, commitment, commitment.checked_on, Verdict.OK)
    if commitment.state is CommitmentState.MISSED:
        yield _review(draw, today, staff, commitment, LESSONS[promise.wish.number % len(LESSONS)])


def _promised(draw: Draw, staff: Staff, commitment: Commitment, *, short: bool) -> Iterator[Record]:
    """Yield the check that a promise stands on and, where it was short, who let it pass."""
    assert commitment.promised_on is not None
    approver = next((person for person in staff.people if person.may_override), None)
    if not short or approver is None:
        verdict = Verdict.TIGHT if draw.chance(TIGHT) else Verdict.OK
        yield _check(draw, commitment, commitment.promised_on, verdict)
        return
    yield _check(draw, commitment, commitment.promised_on, Verdict.SHORT)
    yield Override(
        id=draw.new_id(commitment.promised_on),
        commitment=commitment.id,
        approver=approver.id,
        reason=draw.choice(LET_PASS),
        given_on=commitment.promised_on,
    )


def _check(draw: Draw, commitment: Commitment, on: date, verdict: Verdict) -> CapacityCheck:
    first = commitment.original_due or commitment.due
    late = draw.randint(2, 8) if verdict is Verdict.SHORT else 0
    return CapacityCheck(
        id=draw.new_id(on),
        commitment=commitment.id,
        verdict=verdict,
        with_soft=Verdict.SHORT if verdict is Verdict.SHORT else verdict,
        checked_at=days.moment(on, CHECKS),
        due=first,
        findings=str(verdict),
        earliest_on=days.later(first, late) if first else None,
    )


def _moved(draw: Draw, promise: Promise) -> Renegotiation:
    commitment = promise.commitment
    assert commitment.promised_on is not None
    assert commitment.due is not None
    on = days.workday_from(commitment.promised_on)
    return Renegotiation(
        id=draw.new_id(on),
        commitment=commitment.id,
        old_due=commitment.original_due,
        new_due=commitment.due,
        agreed_by=commitment.asked_by,
        agreed_on=on,
        reason=draw.choice(MOVED),
    )


def _review(draw: Draw, today: date, staff: Staff, commitment: Commitment, lesson: Lesson) -> MissReview:
    assert commitment.closed_on is not None
    due = days.later(commitment.closed_on, draw.randint(8, 20))
    done = due < today and lesson is not STILL_LEARNED
    return MissReview(
        id=draw.new_id(commitment.closed_on),
        commitment=commitment.id,
        causes=tuple(str(cause) for cause in lesson.causes),
        told_to_client=lesson.told,
        corrective_action=lesson.action,
        owner=commitment.owner or staff.people[0].id,
        due=due,
        done_on=days.workday_until(due) if done else None,
    )
