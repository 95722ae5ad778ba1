"""What becomes of a column of a file."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from itcrm_tui.domain.fields import Field
from itcrm_tui.workflows.importing.reading import Row


class Use(StrEnum):
    """What becomes of a column."""

    FIELD = "field"
    KEY = "external key"
    ID = "id"
    NOTES = "notes"
    PART = "part of another column"
    IGNORED = "ignored"


@dataclass(frozen=True)
class Column:
    """One column of the file; `why` says in words why it is not taken as a field.

    `more`: positions of columns whose cells continue this one's, as a family name continues a given name.
    `told`: a person said so; what was only guessed gives way where the cells say otherwise.
    """

    at: int
    header: str
    use: Use
    field: Field | None = None
    why: str = ""
    more: tuple[int, ...] = ()
    told: bool = False

    def texts(self, rows: Iterable[Row]) -> list[str]:
        """Return what rows say in this column; each has to have as many cells as the header."""
        if self.more:
            return list(map(self.text, rows))
        at = self.at
        return [row.cells[at] for row in rows]

    def text(self, row: Row) -> str:
        """Return what the row says in this column."""
        if not self.more:
            return row.cells[self.at]
        parts = (row.cells[at].strip() for at in (self.at, *self.more))
        return " ".join(part for part in parts if part)
