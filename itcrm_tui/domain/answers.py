"""The answers of teams: which one counts, what settles a requirement, and when they are asked again."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from itcrm_tui.domain.commitment import Answer, AnswerState, Commitment, Requirement, RequirementKind
from itcrm_tui.ids import RecordId, made_at

UNANSWERED = (AnswerState.ASKED, AnswerState.NO_ANSWER)


def current_answers(answers: Iterable[Answer]) -> dict[RecordId, Answer]:
    """Return the answer that counts for each requirement: the one that was made last."""
    return {answer.requirement: answer for answer in sorted(answers, key=lambda answer: answer.id)}


def is_declined(answer: Answer | None) -> bool:
    """Return whether a team has declined its part."""
    return answer is not None and answer.answer is AnswerState.DECLINED


def is_settled(need: Requirement, answer: Answer | None) -> bool:
    """Return whether a requirement is accepted by its team or, if it is a thing, confirmed."""
    if answer is not None and answer.answer is AnswerState.ACCEPTED:
        return True
    return need.kind is RequirementKind.THING and need.confirmed_by is not None and not is_declined(answer)


def is_unanswered(need: Requirement, answer: Answer | None) -> bool:
    """Return whether somebody was asked for a requirement and has not answered; a thing waits until it is confirmed."""
    if answer is not None:
        return answer.answer in UNANSWERED and not is_settled(need, answer)
    return need.kind is RequirementKind.THING and need.confirmed_by is None


def asked_at(need: Requirement, answer: Answer | None) -> datetime | None:
    """Return since when an unanswered requirement has been asked for: from the question, or from when it was renewed.

    An identifier says when its record was made, wherever that was; what is asked again is a question that was changed.
    """
    asked = answer or need
    if answer is not None and answer.answer is AnswerState.ASKED and answer.updated_at != answer.created_at:
        return answer.updated_at
    return made_at(asked.id) or asked.created_at


def asked_again(
    before: tuple[Commitment, Iterable[Requirement]],
    after: tuple[Commitment, Iterable[Requirement]],
    answers: Iterable[Answer],
) -> tuple[tuple[Answer, Answer], ...]:
    """Return the answers, old and new, that go back to “asked” because hours, dates or role have changed.

    A requirement without a date of its own is needed by the due date, so that moving the due date asks it again.
    """
    seen = {need.id: _what_is_asked(need, before[0].due) for need in before[1]}
    current = current_answers(answers)
    changed = (need for need in after[1] if need.id in seen and _what_is_asked(need, after[0].due) != seen[need.id])
    given = (current[need.id] for need in changed if need.id in current)
    return tuple((answer, _asked(answer)) for answer in given if answer.answer is not AnswerState.ASKED)


def _asked(answer: Answer) -> Answer:
    return replace(answer, answer=AnswerState.ASKED, reason=None, answered_by=None, answered_at=None)


def _what_is_asked(need: Requirement, due: date | None) -> tuple[object, ...]:
    return need.kind, need.role, need.minutes, need.thing, need.earliest_start, need.needed_by or due
