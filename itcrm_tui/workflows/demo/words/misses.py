"""Why promises were let pass or moved, and what missed ones taught."""

from typing import NamedTuple

from itcrm_tui.domain.promising import ProcessCause


class Lesson(NamedTuple):
    """What lay behind a miss, what the client was told, and what changes."""

    causes: tuple[ProcessCause, ...]
    told: str
    action: str


LESSONS = (
    Lesson(
        (ProcessCause.DEPENDENCY_LATE, ProcessCause.SUPPLIER),
        "The equipment reached us a week after the promised day. We should have told you when we knew.",
        "Ask the supplier for a confirmed date before anything is promised.",
    ),
    Lesson(
        (ProcessCause.ESTIMATE_WRONG,),
        "It took us twice the hours that we had planned. The next estimate rests on what this one took.",
        "Write the hours that it took into the service, and plan with them.",
    ),
    Lesson(
        (ProcessCause.NOT_CHECKED,),
        "We gave you a date before we had looked whether the people were free. That will not happen again.",
        "No date leaves the house before the check has run.",
    ),
    Lesson(
        (ProcessCause.SCOPE_CHANGED, ProcessCause.INFORMATION_MISSING),
        "The wish grew on the way, and we kept the old date without saying that it could not hold.",
        "When a wish grows, check again the same day and call the client.",
    ),
)
STILL_LEARNED = LESSONS[-1]
"""What has been decided because of it is not done yet, although its day has passed."""

LET_PASS = (
    "The board has asked for it, and two colleagues give up a day of project work.",
    "An audit falls due; the overtime is agreed.",
    "A colleague comes back from leave two days sooner.",
)

MOVED = (
    "The supplier was late; the client prefers a date that holds.",
    "The people who are to try it are away that week.",
)
