"""Moving a record to its next state: feedback on its way to the answer, commitments through their gate."""

from datetime import date

from itcrm_tui.domain.commitment import Commitment, CommitmentState
from itcrm_tui.domain.feedback import CannotMoveOnError, Feedback, FeedbackState, moved_on
from itcrm_tui.domain.kinds import Kind
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.states import Facts
from itcrm_tui.domain.transitions import refused_step
from itcrm_tui.ids import RecordId
from itcrm_tui.keys import key
from itcrm_tui.workflows.finding import NotFoundError
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

    Raises RefusedError when it has none, or when the step needs what is not there yet; WantsError when that can be
    said at once.
    """
    with store.read() as reader:
        record = reader.get(kind.record_type, record_id)
        if not isinstance(record, Record):
            raise NotFoundError(kind, record_id)
    if isinstance(record, Commitment):
        from itcrm_tui.workflows.promising.next_step import next_step

        return f"{next_step(store, record, today)}   {key('data.undo')} takes it back"
    with store.read() as reader:
        try:
            changed = moved(store, reader, record, today)
        except RefusedError as error:
            raise RefusedError(f"{error}{_way_out(record)}") from None
    with store.write(cut(f"Move {kind.title(record)} to {changed.state}")) as unit:
        unit.save(record, changed)
    return f"{cut(kind.title(record))}: now {changed.state}.   {key('data.undo')} takes it back"


def _way_out(record: Record) -> str:
    """Return the key by which what feedback lacks is said."""
    match record:
        case Feedback(state=FeedbackState.ASSIGNED):
            return f"   {key('record.reply')} writes it down"
        case Feedback(state=FeedbackState.ACKNOWLEDGED):
            return f"   {key('many.actions')} assigns it"
    return ""


def to_be_answered(record: Record) -> str:
    """Return by which key feedback whose answer is written down becomes answered; nothing where it is, or has none.

    Until then it stays due: an answer may be written down before it is given.
    """
    if not isinstance(record, Feedback) or not (record.answer or "").strip():
        return ""
    match record.state:
        case FeedbackState.ANSWERED | FeedbackState.CLOSED:
            return ""
        case FeedbackState.ASSIGNED:
            return f"{key('record.next_state')} marks it answered"
    return f"it is {record.state}: {key('record.next_state')} moves it on until it is answered"


def moved(store: Store, reader: Reader, record: Record, today: date) -> Commitment | Feedback:
    """Return a record in its next state; raises RefusedError as `move_on` does."""
    match record:
        case Feedback():
            try:
                return moved_on(record, store.clock())
            except CannotMoveOnError as error:
                raise RefusedError(str(error)) from None
        case Commitment():
            return _moved_commitment(reader, record, today)
    raise RefusedError("This has no states to move through.")


def next_state(seen: Commitment) -> CommitmentState:
    """Return the state that comes next; raises RefusedError at the end."""
    to = NEXT.get(seen.state)
    if to is None:
        raise RefusedError(f"This commitment is {seen.state}, and that is its end.")
    return to


def _moved_commitment(reader: Reader, seen: Commitment, today: date) -> Commitment:
    """Moving many says that work has begun, or that all was delivered today; nothing else can be said with it."""
    from dataclasses import replace

    from itcrm_tui.workflows.capacity import capacity, weigh, wish_of
    from itcrm_tui.workflows.promising.reading import standing
    from itcrm_tui.workflows.promising.stepping import BY_THE_GATE, stamped

    to = next_state(seen)
    there = standing(reader, seen)
    if to in BY_THE_GATE:
        there = replace(there, check=weigh(capacity(reader, today), wish_of(reader, seen)).check)
    if refused := refused_step(there, to, Facts(begun=True, delivered_on=seen.delivered_on or today)):
        raise RefusedError(str(refused))
    return stamped(seen, to, today)
