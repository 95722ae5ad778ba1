"""Nothing stands above itself: a client is not its own parent's parent, and so on."""

from collections.abc import Mapping

from sqlalchemy import Connection, select

from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.ids import RecordId
from storage.batches import among, batches
from storage.errors import RefusedError
from storage.tables import TABLES

Above = dict[RecordId, RecordId | None]


def check_circles(connection: Connection, upward: Mapping[tuple[str, str], Mapping[RecordId, RecordId]]) -> None:
    """Refuse a record that would be above itself; `upward` says by kind and field who was put below whom."""
    for (kind, name), moved in upward.items():
        _refuse_circle(KINDS[kind], name, moved, _all_above(connection, kind, name, moved))


def _all_above(connection: Connection, kind: str, name: str, moved: Mapping[RecordId, RecordId]) -> Above:
    """Return who stands above whom, from the moved records up to the top."""
    table = TABLES[kind]
    above: Above = dict(moved)
    unknown = set(moved.values()) - above.keys()
    while unknown:
        found: Above = dict.fromkeys(unknown)
        for portion in batches(sorted(unknown)):
            query = select(table.c.id, table.c[name]).where(among(table.c.id, portion))
            found |= {row[0]: row[1] for row in connection.execute(query)}
        above |= found
        unknown = {target for target in found.values() if target} - above.keys()
    return above


def _refuse_circle(kind: Kind, name: str, moved: Mapping[RecordId, RecordId], above: Above) -> None:
    cleared: set[RecordId] = set()
    for start in moved:
        path: set[RecordId] = set()
        here: RecordId | None = start
        while here and here not in cleared:
            if here in path:
                label = kind.by_name[name].label.lower()
                raise RefusedError(f"{kind.one} cannot be its own {label}, not even by a detour.")
            path.add(here)
            here = above.get(here)
        cleared |= path
