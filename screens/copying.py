"""Copying by way of the terminal (OSC 52), which also works over SSH; whether it takes it, only the terminal knows."""

from dataclasses import dataclass
from typing import Any

from textual.screen import Screen

from itcrm_tui.domain.kinds import kind_of
from itcrm_tui.domain.record import Record
from itcrm_tui.text import safe
from screens.place import Place
from screens.record_source import Behind
from screens.record_view import RecordView
from screens.rows import row_name
from widgets.board_column import Card
from widgets.keyset import Row
from widgets.paged_table import PagedTable

NOTHING = "There is nothing here to copy."
MOST_CELLS_TOLD = 60


@dataclass(frozen=True)
class Copyable:
    """What can be copied of a record: safe texts of one line."""

    name: str
    row: str
    id: str


def copyable(screen: Screen[Any]) -> Copyable | None:
    """Return what can be copied of the record a screen is on; None where there is none."""
    if isinstance(screen, Place):
        row = screen.current
        return None if row is None else Copyable(safe(row_name(row)), _as_text(screen, row), str(row.id))
    viewed = screen.viewed if isinstance(screen, RecordView) else None
    if not isinstance(screen, RecordView) or viewed is None:
        return None
    row = screen.current
    if row is not None and isinstance(row.about, Behind) and row.about.record is not None:
        cells = [safe(words) for words, _ in row.cells]
        return Copyable(cells[0], "\t".join(cells), row.about.record)
    return Copyable(
        safe(_name(viewed.record) or viewed.words), safe(f"{viewed.title}  {viewed.about}"), str(viewed.record.id)
    )


def sent(text: str) -> str:
    """Return what to say once a text has been sent."""
    text = text.replace("\t", "  ")
    short = text if len(text) <= MOST_CELLS_TOLD else f"{text[: MOST_CELLS_TOLD - 1]}~"
    return f"Sent to terminal: {short}"


def _name(record: Record) -> str:
    """Return what a record is called; nothing for one that has no name."""
    field = kind_of(record).name_field
    return str(getattr(record, field.name)) if field else ""


def _as_text(place: Place, row: Row) -> str:
    """Return a row as the list has it, its cells parted by tabs, so that a spreadsheet takes them apart again."""
    if isinstance(row, Card):
        return "\t".join(map(safe, (row.title, row.detail)))
    table = place.query_one("#listing", PagedTable)
    return "\t".join(safe(column.cell(row)) for column in table.columns)
