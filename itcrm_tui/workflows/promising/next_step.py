"""The next step of a commitment, taken by one key: what it needs besides is asked for."""

from datetime import date

from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.states import Facts
from itcrm_tui.domain.transitions import facts_of
from itcrm_tui.workflows.moving import next_state
from itcrm_tui.workflows.promising.checking import check
from itcrm_tui.workflows.promising.delivering import begin, deliver
from itcrm_tui.workflows.promising.missing import miss
from itcrm_tui.workflows.promising.promise import promise
from itcrm_tui.workflows.promising.reading import standing
from itcrm_tui.workflows.promising.refusing import DoesNotFitError
from itcrm_tui.workflows.promising.stepping import Taken
from itcrm_tui.workflows.promising.taking import told
from storage.errors import RefusedError
from storage.store import Store


class WantsError(RefusedError):
    """A step is not taken until something is said; `step` names the form that asks for it (domain/step_forms.py)."""

    def __init__(self, sentence: str, step: str) -> None:
        super().__init__(sentence)
        self.step = step


def next_step(store: Store, seen: Commitment, today: date) -> str:
    """Take the next step of a commitment and say so, with what the check said.

    What was delivered late is missed. Raises RefusedError, and WantsError where a step takes what can be said at once.
    """
    return told(seen, _taken(store, seen, today), today)


def _taken(store: Store, seen: Commitment, today: date) -> Taken:
    match next_state(seen):
        case State.CHECKED:
            return check(store, seen, today)
        case State.PROMISED:
            return _promised(store, seen, today)
        case State.IN_DELIVERY:
            return begin(store, seen, today)
        case State.DELIVERED:
            return deliver(store, seen, today, today)
    if seen.delivered_on and seen.due and seen.delivered_on > seen.due:
        return miss(store, seen, today)
    raise WantsError("It is kept when the client has accepted it: say who.", "keep")


def _promised(store: Store, seen: Commitment, today: date) -> Taken:
    try:
        return promise(store, seen, today)
    except DoesNotFitError as error:
        if _unanswered(store, seen):
            raise
        raise WantsError(str(error), "promise") from None


def _unanswered(store: Store, seen: Commitment) -> bool:
    """Whether a team has not accepted yet: then nobody can let it pass."""
    with store.read() as reader:
        return not facts_of(standing(reader, seen), Facts()).settled
