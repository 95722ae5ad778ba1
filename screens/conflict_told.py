"""A conflict of a working copy in the app: what there is to be read of it, and what can be answered."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from itcrm_tui.domain.differing import differing
from itcrm_tui.domain.wording import day_words, named
from itcrm_tui.text import safe, safe_lines
from widgets.reading_pane import Beside, Section, Words

if TYPE_CHECKING:
    from itcrm_tui.workflows.conflict import ToDecide
    from itcrm_tui.workflows.moved import Moved


def answers(waiting: "ToDecide", earliest: date | None, today: date) -> list[tuple[str, str]]:
    """Return what can be decided of a record as a whole, each with its letter."""
    from itcrm_tui.workflows.clash_in_brief import ways

    mine, theirs = ways(waiting)
    own = (
        [("M", "the same: merge with theirs"), ("o", "not the same: another code")]
        if waiting.twin is not None
        else [("m", mine)] * (not waiting.waits)
    )
    sooner = [("=", f"take {day_words(earliest, today)}, which fits")] if earliest else []
    return [*sooner, *own, ("t", theirs), ("n", "decide later")]


def told(waiting: "ToDecide", in_the_way: Sequence[str] = ()) -> Sequence[Section]:
    """Return why a conflict waits, what is decided with it, and its fields side by side.

    `in_the_way`: what others have booked meanwhile, a line for each team.
    """
    behind = named(len(waiting.behind), "more change waits", "more changes wait")
    besides = [*waiting.with_it, *([f"{behind} for it."] if waiting.behind else [])]
    return [
        Section(safe(waiting.record), tuple(map(safe, (f"{waiting.did}. {waiting.reason}", *in_the_way)))),
        *([Section("THE OTHER ONE", (safe(f"{waiting.twin_name}, {waiting.twin_is}"),))] if waiting.twin else []),
        *([Section("WITH IT", tuple(map(safe, besides)))] if besides else []),
        *_side_by_side(waiting.moved),
        Section("MY CHANGE", (safe(f"{waiting.title}, {waiting.when}"),)),
    ]


def _side_by_side(moved: "Sequence[Moved]") -> Iterator[Section]:
    """Yield what is told of fields; of two records first in what they differ."""
    same = [one for one in moved if one.of_two and not one.is_disputed]
    yield Section("SIDE BY SIDE", tuple(line for one in moved if one not in same for line in _sides(one)))
    if same:
        yield Section("THE SAME ON BOTH SIDES", tuple(line for one in same for line in _sides(one)))


def _sides(one: "Moved") -> list[Words]:
    """Return a field as it was, as I left it and as it is there; of what is on my side alone, only that."""
    saw, mine, theirs = map(safe_lines, one.sides)
    if not one.is_disputed:
        return [Beside(f"{one.label}  ", mine)]
    who = f", changed by {one.who}" if one.who else ""
    (before, _), (here, there) = differing(saw, mine), differing(mine, theirs)
    sides = [("mine", here), ("theirs", there)] if one.of_two else [("was", before), ("mine", here), ("theirs", there)]
    return [safe(f"{one.label}{who}"), *(Beside(f"  {side:8}", part.text) for side, part in sides)]
