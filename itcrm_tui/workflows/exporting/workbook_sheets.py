"""The sheets of one list in a workbook: a bold header that stays in sight, a filter, and as many as the rows need."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]

from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.workflows.exporting.workbook_cells import Cell
from itcrm_tui.workflows.formula_cells import neutral

MOST_ROWS = 1_048_575
"""Rows of a sheet beside its header."""

_WIDTHS = {Type.DATE: 12, Type.MONTH: 10, Type.FLAG: 8, Type.INTEGER: 10, Type.LINES: 48, Type.INSTANT: 27}
_WIDTH = 22
_ID_WIDTH = 38


class Look:
    """The formats of cells. A text that looks like a formula is marked as text, so that editing it makes none of it."""

    def __init__(self, book: Workbook, decimals: int) -> None:
        amount = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
        self.header = book.add_format({"bold": True})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.money = book.add_format({"num_format": amount})
        self.quoted = book.add_format({"quote_prefix": True})


class Sheets:
    """The sheets `name`, `name 2` ...; `fields` are those of the columns, None where a column is no field."""

    def __init__(
        self, book: Workbook, look: Look, name: str, header: Sequence[str], fields: Sequence[Field | None]
    ) -> None:
        self._book, self._look, self._name, self._header, self._fields = book, look, name, header, fields
        self._count = 0
        self._begin()

    def add(self, cells: Sequence[Cell]) -> None:
        """Write a row."""
        if self._row == MOST_ROWS:
            self.finish()
            self._begin()
        self._row += 1
        for at, value in enumerate(cells):
            self._write(at, value)

    def finish(self) -> None:
        """Let people filter what has been written."""
        self._sheet.autofilter(0, 0, self._row, len(self._header) - 1)

    def _begin(self) -> None:
        self._count += 1
        name = self._name if self._count == 1 else f"{self._name} {self._count}"
        self._sheet: Any = self._book.add_worksheet(name)
        self._sheet.freeze_panes(1, 0)
        for at, field in enumerate(self._fields):
            width = _WIDTHS.get(field.holds, _WIDTH) if field else (_WIDTH if at else _ID_WIDTH)
            self._sheet.set_column(at, at, width)
        for at, words in enumerate(self._header):
            self._sheet.write_string(0, at, words, self._look.header)
        self._row = 0

    def _write(self, at: int, value: Cell) -> None:
        match value:
            case str() if value:
                self._write_text(at, value)
            case date():
                self._sheet.write_datetime(self._row, at, value, self._look.day)
            case int() | Decimal():
                field = self._fields[at]
                is_money = field is not None and field.holds is Type.MONEY
                self._sheet.write_number(self._row, at, value, self._look.money if is_money else None)

    def _write_text(self, at: int, text: str) -> None:
        """Write a text as text. One that looks like the writer's own markup has to be given in two parts."""
        if text.startswith("<r>") and text.endswith("</r>"):
            self._sheet.write_rich_string(self._row, at, text[:1], self._look.quoted, text[1:])
        else:
            self._sheet.write_string(self._row, at, text, self._look.quoted if neutral(text) != text else None)
