"""A conflict in a line: what clashes, what I made of it, what it is there; and what it means to take either side."""

from collections.abc import Sequence
from dataclasses import dataclass

from itcrm_tui.domain.capacity.words import FITTED
from itcrm_tui.domain.differing import begun_at_difference
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.wording import named
from itcrm_tui.text import in_a_line
from itcrm_tui.workflows.conflict import FREE, FREED, ToDecide
from itcrm_tui.workflows.moved import Moved
from storage.errors import shortened

LONGEST = 40
NO_LONGER_FITS = "no longer fits"
WAITS = "waits for another"
FREE_NOW = "free now"
REFUSED = "against a rule"
MERGED_HERE = "merged here"
WHYS = (NO_LONGER_FITS, WAITS, FREE_NOW, REFUSED)
"""What tells a conflict from the others in a place that has room for little."""


@dataclass(frozen=True)
class Brief:
    """What clashes, and in a line what stands on each side; of some clashes there is nothing to say on one."""

    what: str
    mine: str = ""
    theirs: str = ""

    def sides(self, length: int) -> list[str]:
        """Return mine and theirs so that their first `length` characters show where they differ."""
        return begun_at_difference([self.mine, self.theirs], length)

    def __str__(self) -> str:
        sides = " | ".join(shortened(side, LONGEST) for side in self.sides(LONGEST) if side)
        return f"{self.what}: {sides}" if sides else self.what


def in_brief(waiting: ToDecide) -> Brief:
    """Return what tells a conflict from the others in a list."""
    one, own = waiting.conflict, _side(waiting, [said.sides[1] for said in waiting.moved])
    if waiting.twin is not None:
        return Brief(f"{KINDS[one.kind].label} made twice", in_a_line(waiting.name), in_a_line(waiting.twin_name))
    if waiting.reason in (FREE, FREED):
        return Brief(FREE_NOW, own)
    if waiting.waits:
        return Brief(WAITS, own)
    if FITTED in waiting.reason:
        return Brief(NO_LONGER_FITS, "", waiting.reason.partition(". ")[0])
    if waiting.merge is not None:
        into = waiting.merge.into.removeprefix(f"{KINDS[one.kind].label} ")
        return Brief(MERGED_HERE, f"into {_short(into)}", _touched(waiting))
    if waiting.deletes:
        refused = waiting.reason.partition(". ")[0] if one.reason else ""
        return Brief("deleted here", "", refused or _touched(waiting))
    if one.deleted and not waiting.is_made:
        return Brief("deleted there", own)
    moved = [said for said in waiting.moved if said.saw != said.now]
    if waiting.is_made or not moved:
        return Brief(REFUSED, own)
    return _of_fields(moved)


def in_a_few_words(about: Sequence[ToDecide]) -> str:
    """Return what is to be decided about one record: of one field both sides, of several their names, else only why."""
    briefs, one = [in_brief(each) for each in about], about[0]
    if len(about) == 1:
        is_long = briefs[0].what in WHYS or one.twin is not None or (one.deletes and one.conflict.reason)
        return briefs[0].what if is_long else str(briefs[0])
    of_fields = all(brief.theirs and not each.is_whole for brief, each in zip(briefs, about, strict=True))
    counted = "fields" if of_fields else "conflicts"
    return f"{len(about)} {counted}: {', '.join(one.what for one in briefs)}"


def ways(waiting: ToDecide) -> tuple[str, str]:
    """Return what it means to take mine, and theirs."""
    if waiting.is_made:
        return f"as I left it{_bringing_back(waiting)}", "drop mine"
    if waiting.merge is not None:
        return f"merge it into {waiting.merge.into}", "leave both as they are"
    if waiting.deletes:
        return "delete it", "keep it"
    if waiting.conflict.deleted:
        return f"bring it back with mine{_going_along(waiting)}", f"leave it deleted{_dropped(waiting)}"
    return f"as I left it{_bringing_back(waiting)}", "as it is there"


def _going_along(waiting: ToDecide) -> str:
    """Return how many records come back with the one that it is about: all that were deleted with it."""
    went = {one.key for one in waiting.conflict.gone} - {waiting.conflict.key}
    return f", and the {named(len(went), 'record')} that went with it" if went else ""


def _bringing_back(waiting: ToDecide) -> str:
    """Return which deleted record comes back because mine names it."""
    if not waiting.back or waiting.waits:
        return ""
    first, *others = waiting.back
    more = f" and {named(len(others), 'other record')}" if others else ""
    return f", with {first.called}{more} brought back"


def _dropped(waiting: ToDecide) -> str:
    """Return how much of mine goes with the record that stays deleted."""
    said = named(len(waiting.behind), "change of mine that waits", "changes of mine that wait")
    return f", without {said} for it" if waiting.behind else ""


def _of_fields(moved: list[Moved]) -> Brief:
    """Return fields that are decided together as one clash."""
    _, mine, theirs = (map(in_a_line, side) for side in zip(*(said.sides for said in moved), strict=True))
    return Brief(", ".join(said.label.lower() for said in moved), "; ".join(mine), "; ".join(theirs))


def _side(waiting: ToDecide, values: list[str]) -> str:
    """Return what I made of it: a field or two with their values, of more only what they are."""
    labels = [said.label.lower() for said in waiting.moved]
    if waiting.is_made:
        return _short(waiting.name)
    return "; ".join(f"{label} {_short(value)}" for label, value in zip(labels, values, strict=True))


def _touched(waiting: ToDecide) -> str:
    """Return what others changed in what I deleted."""
    clash = waiting.conflict.clash
    if clash is None or clash.field is None:
        return ""
    said = next((one for one in waiting.moved if one.field == clash.field), None)
    label = KINDS[clash.kind].by_name[clash.field].label.lower()
    return f"{label} {_short(said.sides[2])}" if said else label


def _short(words: str) -> str:
    return shortened(in_a_line(words), LONGEST)
