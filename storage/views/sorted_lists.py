"""What the lists of the screens can be sorted by beside the fields of their kinds."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.overview import Key, Sort
from itcrm_tui.ids import RecordId
from storage.views import directory, inbox, roster
from storage.views.sorting import Value, place_of


def values(kind: str, today: date) -> Mapping[str, Value]:
    """Return the figures of a list, by name; none for a kind that has no list of its own."""
    match kind:
        case "client":
            return roster.figures(today) | roster.VALUES
        case "service":
            return directory.figures(today)
        case "feedback":
            return inbox.VALUES
    return {}


def place(connection: Connection, kind: str, record_id: RecordId, today: date, sort: Sort) -> Key | None:
    """Return where a living record stands in a list that is sorted so."""
    return place_of(connection, KINDS[kind], record_id, sort, values(kind, today))
