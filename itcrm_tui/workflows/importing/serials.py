"""Days that a spreadsheet wrote as bare numbers: 45931 is the first of October 2025."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from itcrm_tui.domain.fields import Type
from itcrm_tui.workflows.importing.columns import Column
from itcrm_tui.workflows.importing.reading import Exact, Row, Sheet

_DAYS = frozenset({Type.DATE, Type.INSTANT})
_BEFORE_THE_FIRST = datetime(1899, 12, 30)
_NUMBER = re.compile(r"[2-7]\d{4}(\.\d+)?")
"""From 1954 to 2119: nothing else that is five digits long is a day."""


def with_days(sheet: Sheet, columns: Sequence[Column]) -> tuple[Sheet, tuple[str, ...]]:
    """Return the sheet with the numbers in columns of days as days, and a sentence for each such column."""
    places = {column.at: column.header for column in columns if column.field and column.field.holds in _DAYS}
    sound = [row for row in sheet.rows if not row.fault]
    counted = [at for at in places if any(map(_is_number, {row.cells[at] for row in sound}))]
    if not counted:
        return sheet, ()
    rows = tuple(row if row.fault else _with_days(row, counted) for row in sheet.rows)
    told = tuple(f"numbers in {places[at]} are days, as spreadsheets count" for at in counted)
    return replace(sheet, rows=rows), told


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text.strip()) is not None


def _with_days(row: Row, places: Sequence[int]) -> Row:
    cells = list(row.cells)
    for at in places:
        if _is_number(cells[at]):
            cells[at] = _day(float(cells[at]))
    return row._replace(cells=tuple(cells))


def _day(number: float) -> Exact:
    """Return the day, or the moment to the second, that a number means."""
    moment = _BEFORE_THE_FIRST + timedelta(seconds=round(number * 86_400))
    return Exact(moment.date().isoformat() if number.is_integer() else moment.isoformat(sep=" "))
