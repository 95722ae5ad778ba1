"""What waits in a working copy for a decision, without a look at what the records hold now."""

from sqlalchemy import Connection, RowMapping

from itcrm_tui.domain.kinds import KINDS
from storage.change import Operation
from storage.store import Store
from storage.sync.disputed import Conflict, Disputed
from storage.sync.folding import folded
from storage.sync.parcel import is_step
from storage.sync.together import asked, together
from storage.sync.undecided import undecided
from storage.sync.unsent import Unsent, unsent_on


def waiting(connection: Connection) -> tuple[list[Conflict], Unsent]:
    """Return what is still to be decided, and what is mine and unsent of the same records."""
    rows = undecided(connection)
    unsent = unsent_on(connection, {row["record_id"] for row in rows})
    left = (row for row in rows if not unsent.settles(row))
    return asked(folded(_as_put_aside(place, row, unsent) for place, row in enumerate(left))), unsent


def count_decisions(store: Store) -> int:
    """Return how many decisions are open, without a look at what the records hold now."""
    with store.connected() as connection:
        return len(together(waiting(connection)[0]))


def _as_put_aside(place: int, row: RowMapping, unsent: Unsent) -> Conflict:
    """Return a conflict as it was put aside; what is unsent of mine beneath it is mine as well."""
    key, operation = (row["kind"], row["record_id"]), Operation(row["operation"])
    fields = {
        name: Disputed(unsent.base(key, row["number"], name, base), mine, None)
        for name, (base, mine, _) in row["fields"].items()
    }
    whole = {
        name: row[name] for name in ("id", "change_set_id", "title", "made_at", "kind", "record_id", "reason", "behind")
    }
    sets = (row["change_set_id"],)
    steps = frozenset(sets) if is_step(KINDS[row["kind"]], operation, fields) else frozenset()
    return Conflict(
        **whole,
        operation=operation,
        fields=fields,
        clash=None,
        there=None,
        place=place,
        rows=(row["id"],),
        sets=sets,
        steps=steps,
    )
