"""Reviews of missed promises: what is still missing of one, and how its corrective action stands."""

from datetime import date
from enum import StrEnum

from itcrm_tui.domain.promising import MissReview


class Action(StrEnum):
    """How a corrective action stands."""

    DONE = "done"
    LATE = "late"
    OPEN = "open"
    NONE = "none yet"


def missing_of(review: MissReview | None) -> tuple[str, ...]:
    """Return in words what a review still lacks; a miss is reviewed when nothing is missing.

    It needs causes, what we tell the client, and a corrective action that somebody does by a day.
    """
    wanted = {
        "causes": review and review.causes,
        "what we tell the client": review and review.told_to_client,
        "corrective action": review and review.corrective_action,
        "its owner": review and review.owner,
        "its due date": review and review.due,
    }
    return tuple(words for words, there in wanted.items() if not there)


def action_of(review: MissReview | None, today: date) -> Action:
    """Return how the corrective action of a review stands; one without a day is never late."""
    if review is None or not review.corrective_action:
        return Action.NONE
    if review.done_on is not None:
        return Action.DONE
    return Action.LATE if review.due is not None and review.due < today else Action.OPEN
