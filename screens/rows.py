"""What a place knows of its rows, whatever their kind: a name, a client, and the record behind one in words."""

from datetime import date
from typing import TYPE_CHECKING

from itcrm_tui.domain.wording import Section
from itcrm_tui.ids import RecordId
from widgets.keyset import Row

if TYPE_CHECKING:
    from itcrm_tui.domain.kinds import Kind
    from storage.store import Store


def in_words(store: "Store", kind: "Kind", record_id: RecordId, today: date) -> list[Section]:
    """Return a record in words; called in a thread, which then loads what it takes."""
    from itcrm_tui.workflows.reading import Reading, read

    found = read(store, kind, record_id, today)
    return found.sections if isinstance(found, Reading) else []


def row_name(row: Row) -> str:
    """Return what a row's record is called."""
    return str(getattr(row, "name", None) or getattr(row, "title", None) or getattr(row, "subject", ""))


def client_of(row: Row | None) -> RecordId | None:
    """Return the client a row is about."""
    return getattr(row, "client_id", None)
