"""Mine is taken with all that comes along: what belongs to it and was deleted, and what waits behind it."""

from collections.abc import Mapping, Sequence
from typing import Any

from storage.change import Action, Change, ChangeSet
from storage.errors import ReadOnlyError, RefusedError
from storage.store import Store
from storage.sync.deciding import Choice, decide, unit_for
from storage.sync.disputed import Conflict
from storage.sync.gone import Gone
from storage.sync.sifting import parted

TOLD = 3
"""Of so many that a rule keeps from coming along it is said which; of more, how many."""


def take_along(
    store: Store,
    conflicts: Sequence[Conflict],
    along: Sequence[Conflict | Gone],
    third: Mapping[str, Any] | None = None,
    besides: Sequence[Change] = (),
    anew: Sequence[Conflict] = (),
    title: str | None = None,
    action: Action = Action.WRITE,
) -> ChangeSet:
    """Decide conflicts for mine, with what comes along as far as no rule forbids it now; the rest is said as a remark.

    Raises ConflictError, and RefusedError where mine itself cannot be made.
    """

    def with_(some: Sequence[Conflict | Gone]) -> tuple[list[Conflict], list[Gone]]:
        decided = [*conflicts, *(one for one in some if isinstance(one, Conflict))]
        return decided, [one for one in some if isinstance(one, Gone)]

    def refusal(some: Sequence[Conflict | Gone]) -> str | None:
        decided, back = with_(some)
        try:
            unit = unit_for(store, decided, Choice.MINE, third, besides, title, back)
            unit.rehearsal = True
            store.commit(unit)
        except (RefusedError, ReadOnlyError) as error:
            return str(error)
        return None

    some, left = along, list[tuple[Conflict | Gone, str]]()
    if along and refusal(along) is not None and refusal(()) is None:
        some, left = parted(along, refusal)
    decided, back = with_(some)
    written = decide(store, decided, Choice.MINE, third, besides, anew, title, back, action)
    for one, reason in left[:TOLD]:
        store.on_remark(f"{one.called[0].upper()}{one.called[1:]} does not come along: {reason}")
    if len(left) > TOLD:
        store.on_remark(f"{len(left) - TOLD:,} more do not come along.")
    return written
