"""What the client is told of a missed promise: drafted from what is known, in one voice, for a person to go over."""

from collections.abc import Sequence
from datetime import date

from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.promising import ProcessCause
from itcrm_tui.domain.wording import day_words, named

OPENING = "We promised “{title}”{due}{done}. We are sorry."
DELIVERED, LATE, NOT_DELIVERED = " and delivered it on {day}", ", {days} late", " and did not deliver it"
BECAUSE = "This happened because {causes}."
CHANGE = "What we change: {action}."
CHANGE_BY = "What we change, by {day}: {action}."
CAUSES: dict[ProcessCause, str] = {
    ProcessCause.NOT_CHECKED: "we promised it before we had made sure that there was room for it",
    ProcessCause.ESTIMATE_WRONG: "the work took more than we had estimated",
    ProcessCause.DEPENDENCY_LATE: "something that it rests on was ready later than planned",
    ProcessCause.SCOPE_CHANGED: "what was wanted changed on the way, and we did not agree on a new date with you",
    ProcessCause.PRIORITY_CHANGED: "other work came first, and we did not tell you in time",
    ProcessCause.INFORMATION_MISSING: "we began without all that we had to know",
    ProcessCause.SUPPLIER: "a supplier did not deliver in time",
}
"""What each cause means to the client; of another cause nothing is said that a person has not written."""


def drafted(commitment: Commitment, causes: Sequence[str], action: str, action_due: date | None, today: date) -> str:
    """Return what a client may be told of a miss, a sentence a line."""
    reasons = [CAUSES[cause] for cause in ProcessCause if cause in causes and cause in CAUSES]
    lines = [_opening(commitment, today)]
    if reasons:
        lines.append(BECAUSE.format(causes="; and ".join(reasons)))
    if said := " ".join(action.split()).rstrip("."):
        change = CHANGE_BY.format(day=day_words(action_due, today), action=said) if action_due else ""
        lines.append(change or CHANGE.format(action=said))
    return "\n".join(lines)


def _opening(commitment: Commitment, today: date) -> str:
    due, delivered = commitment.due, commitment.delivered_on
    done = NOT_DELIVERED
    if delivered is not None:
        done = DELIVERED.format(day=day_words(delivered, today))
        if due is not None and delivered > due:
            done += LATE.format(days=named((delivered - due).days, "day"))
    by = f" for {day_words(due, today)}" if due else ""
    return OPENING.format(title=commitment.title, due=by, done=done)
