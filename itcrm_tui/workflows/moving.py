"""Moving a record to its next state: feedback on its way to the answer, commitments as their table allows."""

from dataclasses import replace
from datetime import date

from itcrm_tui.domain.commitment import Answer, AnswerState, Commitment, CommitmentState, Requirement
from itcrm_tui.domain.feedback import CannotMoveOnError, Feedback, moved_on
from itcrm_tui.domain.kinds import Kind, kind_of
from itcrm_tui.domain.record import Hidden, Record
from itcrm_tui.domain.states import Facts, refusal
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.finding import NotForRoleError, NotFoundError
from itcrm_tui.workflows.records import cut
from storage.errors import RefusedError
from storage.reader import Reader
from storage.store import Store

NEXT = {
    CommitmentState.DRAFT: CommitmentState.CHECKED,
    CommitmentState.CHECKED: CommitmentState.PROMISED,
    CommitmentState.PROMISED: CommitmentState.IN_DELIVERY,
    CommitmentState.IN_DELIVERY: CommitmentState.DELIVERED,
    CommitmentState.DELIVERED: CommitmentState.KEPT,
}


def move_on(store: Store, kind: Kind, record_id: RecordId, today: date) -> str:
    """Move a record to its next state and say so.

    Raises RefusedError when it has none, or when the step needs what is not there yet.
    """
    with store.read() as reader:
        record = reader.get(kind.record_type, record_id)
        if not isinstance(record, Record):
            raise NotFoundError(kind, record_id)
        changed = _moved(store, reader, record, today)
    state = changed.state
    with store.write(cut(f"Move {kind.title(record)} to {state}")) as unit:
        unit.save(record, changed)
    return f"{cut(kind.title(record))}: now {state}.   u takes it back"


def _moved(store: Store, reader: Reader, record: Record, today: date) -> Commitment | Feedback:
    match record:
        case Feedback():
            try:
                return moved_on(record, store.clock())
            except CannotMoveOnError as error:
                raise RefusedError(str(error)) from None
        case Commitment():
            return _moved_commitment(reader, record, today)
    raise RefusedError("This has no states to move through.")


def _moved_commitment(reader: Reader, seen: Commitment, today: date) -> Commitment:
    to = NEXT.get(seen.state)
    if to is None:
        raise RefusedError(f"This commitment is {seen.state}, and that is its end.")
    if why_not := refusal(seen.state, to, _facts(reader, seen, today)):
        raise RefusedError(why_not)
    delivered = today if to is CommitmentState.DELIVERED else seen.delivered_on
    return replace(seen, state=to, delivered_on=delivered)


def _facts(reader: Reader, seen: Commitment, today: date) -> Facts:
    """Pressing the key says that work has begun, or that it was delivered today; all else is on file or unknown."""
    needs = reader.find(Requirement, commitment=seen.id)
    if isinstance(needs, Hidden):
        raise NotForRoleError(kind_of(Requirement))
    answers = reader.find(Answer, requirement=[need.id for need in needs])
    if isinstance(answers, Hidden):
        raise NotForRoleError(kind_of(Answer))
    accepted = {answer.requirement for answer in answers if answer.answer is AnswerState.ACCEPTED}
    return Facts(
        has_client=True,
        has_title=bool(seen.title),
        due=seen.due,
        requirements=len(needs),
        settled=all(need.id in accepted or need.confirmed_by for need in needs),
        begun=True,
        delivered_on=seen.delivered_on or today,
    )
