"""Deciding all that waits in a working copy at once: what mine cannot be taken of is left, with the reason."""

from collections.abc import Sequence
from datetime import date

from itcrm_tui.domain.wording import named
from itcrm_tui.workflows.conflict import ToDecide
from itcrm_tui.workflows.deciding import MADE_TWICE, begun, brought, mine_of, settle_many
from storage.change import ChangeSet
from storage.errors import ReadOnlyError, RefusedError
from storage.store import Store
from storage.sync.deciding import Choice, unit_for
from storage.sync.sifting import parted

NOTHING = "Nothing was decided: {count} left undecided. {why}"
TOLD = 3
"""Of so many of what is left it is said why; of more, how many."""


def settle_all(store: Store, waiting: Sequence[ToDecide], choice: Choice, today: date) -> ChangeSet:
    """Decide all that waits for the same side, as one change set; what mine cannot be taken of now is left.

    Raises ConflictError; RefusedError where that is all of it, with how many these are and why.
    """
    if choice is Choice.THEIRS or not waiting:
        return settle_many(store, waiting, choice, today)
    left = {each.number: why for each in waiting if (why := _not_for_mine(each))}
    rest = _not_behind(waiting, left)
    refused: list[tuple[ToDecide, str]] = []
    if rest and _refusal(store, rest, today) is not None:
        _, refused = parted(rest, lambda some: _refusal(store, _not_behind(some, {}), today))
        left |= {each.number: _of(each, why) for each, why in refused}
        rest = _not_behind(rest, left)
    if rest:
        written = settle_many(store, rest, choice, today)
        for each, why in refused[:TOLD]:
            store.on_remark(_of(each, why))
        return written
    said = list(dict.fromkeys(left[each.number] for each in waiting))
    more = [f"And {len(said) - TOLD:,} more."] if len(said) > TOLD else []
    count = f"{named(len(left), 'conflict')} {'is' if len(left) == 1 else 'are'}"
    raise RefusedError(NOTHING.format(count=count, why=" ".join([*said[:TOLD], *more])))


def _refusal(store: Store, waiting: Sequence[ToDecide], today: date) -> str | None:
    """Return why mine of some would be refused, with what comes back and without; nothing stays of the trials."""
    why = None
    try:
        taken = mine_of(store, waiting, today)
    except RefusedError as error:
        return str(error)
    for back in (taken.back, []) if taken.back else ([],):
        try:
            unit = unit_for(store, taken.applied, Choice.MINE, None, taken.besides, None, back)
            unit.rehearsal = True
            store.commit(unit)
        except (RefusedError, ReadOnlyError) as error:
            why = why or str(error)
        else:
            return None
    return why


def _not_for_mine(waiting: ToDecide) -> str:
    """Return in a sentence why one has to be decided by itself, or for theirs; nothing where it need not be."""
    if waiting.twin is not None:
        return MADE_TWICE.format(record=begun(waiting.record))
    return _of(waiting, waiting.merge.refused) if waiting.merge and waiting.merge.refused else ""


def _not_behind(waiting: Sequence[ToDecide], left: dict[int, str]) -> list[ToDecide]:
    """Return what can be decided without what is left; what waits for that is left as well."""
    rest = [each for each in waiting if each.number not in left]
    comes = brought(rest)
    left |= {each.number: _of(each, each.reason) for each in rest if each.waits and each.conflict.id not in comes}
    return [each for each in rest if each.number not in left]


def _of(waiting: ToDecide, why: str) -> str:
    return f"{begun(waiting.record)}: {why}"
