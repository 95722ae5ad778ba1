"""What the tour shows and says; a key in braces is the one that the person has chosen for an action."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from itcrm_tui.keys import key
from screens.place import Place

if TYPE_CHECKING:
    from screens.program import Program


@dataclass(frozen=True)
class Step:
    """What is shown, and what is said of it."""

    place: str
    heading: str
    lines: tuple[str, ...]
    then: "Callable[[Program], Awaitable[None]] | None" = None


async def _open_row(program: "Program") -> None:
    place = program.screen
    if isinstance(place, Place) and place.current is not None:
        place.open_row(place.current)


_STEPS = (
    Step(
        "today",
        "WHAT NEEDS YOU NOW",
        (
            "Today, as Dana Kowalczyk sees it: what is late, asked of you, or waiting; {pane.right} shows all teams.",
            "{record.next_state} moves a row on, {record.reply} answers, {record.snooze} puts it aside.",
        ),
    ),
    Step(
        "clients",
        "A CLIENT AT A GLANCE",
        (
            "{list.open} opens a record: who decides, what is promised, what they say.",
            "{pane.left} and {pane.right} turn its parts, {record.edit} edits, {leave.back} leads back.",
        ),
        _open_row,
    ),
    Step(
        "commitments",
        "WHAT YOU PROMISED",
        (
            "Every promise moves from draft to kept; below, the hours free, week by week.",
            "{record.promise} drafts one and says at once whether it fits, and the earliest date that would.",
        ),
    ),
    Step(
        "feedback",
        "WHAT THEY TELL YOU",
        (
            "An inbox: complaints, compliments and suggestions, until each is answered.",
            "{record.next_state} moves one on; the text is below the list.",
        ),
    ),
    Step(
        "clients",
        "NOTHING IS LOST, NOTHING TO LEARN BY HEART",
        (
            "{data.undo} takes back your latest change, {data.history} tells who changed what.",
            "{data.commands} finds any action by name, {data.help} shows the keys that work here.",
        ),
    ),
)


def steps() -> tuple[Step, ...]:
    """Return the tour, with the keys that the person has chosen."""
    return tuple(replace(step, lines=tuple(map(_with_keys, step.lines))) for step in _STEPS)


def _with_keys(line: str) -> str:
    return re.sub(r"\{([a-z_.]+)\}", lambda named: key(named[1]), line)
