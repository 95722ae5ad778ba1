"""What a sandbox begins with: the records that the screen it is opened from is about."""

from typing import Any

from textual.screen import Screen

from itcrm_tui.domain.today import Need
from itcrm_tui.ids import RecordId
from screens.meter_week import MeterWeek
from screens.place import Place
from screens.record_view import RecordView
from screens.today import Today

NAMED = ("commitment", "role", "person")
"""The kinds of record that something is supposed of."""


def subject_of(screen: Screen[Any]) -> dict[str, RecordId]:
    """Return the commitment, role or person that a screen is on, by kind."""
    match screen:
        case MeterWeek():
            row = screen.table.current
            commitment = {"commitment": row.commitment} if row is not None and row.commitment else {}
            return {"role": RecordId(screen.role), **commitment}
        case RecordView() if screen.kind.name in NAMED:
            return {screen.kind.name: screen.record_id}
        case Place() if screen.KIND in NAMED and screen.current is not None:
            return {screen.KIND: RecordId(screen.current.id)}
        case Today():
            need = screen.need
            return {need.kind: need.record} if isinstance(need, Need) and need.kind in NAMED else {}
    return {}
