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
from storage.sync.together import inseparable

Bundle = Sequence[Conflict | Gone]
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

    What goes through whole comes along whole or not at all. Raises ConflictError, and RefusedError where mine itself
    cannot be made.
    """

    def with_(some: Sequence[Bundle]) -> tuple[list[Conflict], list[Gone]]:
        others = [one for bundle in some for one in bundle]
        waiting = sorted((one for one in others if isinstance(one, Conflict)), key=lambda one: one.id)
        return [*conflicts, *waiting], [one for one in others if isinstance(one, Gone)]

    def refusal(some: Sequence[Bundle]) -> str | None:
        decided, returning = with_(some)
        try:
            unit = unit_for(store, decided, Choice.MINE, third, besides, title, returning)
            unit.rehearsal = True
            store.commit(unit)
        except (RefusedError, ReadOnlyError) as error:
            return str(error)
        return None

    back: list[Bundle] = [(one,) for one in along if isinstance(one, Gone)]
    some = [*back, *inseparable([one for one in along if isinstance(one, Conflict)])]
    left: list[tuple[Bundle, str]] = []
    if some and refusal(some) is not None and refusal(()) is None:
        some, left = parted(some, refusal)
    decided, returning = with_(some)
    written = decide(store, decided, Choice.MINE, third, besides, anew, title, returning, action)
    for (one, *_), reason in left[:TOLD]:
        store.on_remark(f"{one.called[0].upper()}{one.called[1:]} does not come along: {reason}")
    if len(left) > TOLD:
        store.on_remark(f"{len(left) - TOLD:,} more do not come along.")
    return written
