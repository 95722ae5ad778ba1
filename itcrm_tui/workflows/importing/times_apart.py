"""The time of day in a column beside that of the day, as calendars and ticket systems write it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from itcrm_tui.domain.field_words import bare
from itcrm_tui.domain.fields import Type
from itcrm_tui.workflows.importing.columns import Column, Use
from itcrm_tui.workflows.importing.reading import Sheet

_DAY, _TIME = "date", "time"
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}([:.]\d{2})?( ?[ap]\.?m\.?)?", re.IGNORECASE)


def with_times(sheet: Sheet, columns: Sequence[Column]) -> list[Column]:
    """Return columns in which a `Start Time` continues the `Start Date` that is a moment."""
    found = list(columns)
    for column in columns:
        if column.field and column.field.holds is Type.INSTANT and not column.more:
            time = _time_of(sheet, column, columns)
            if time is not None:
                found[column.at] = replace(column, more=(time.at,))
                found[time.at] = replace(time, use=Use.PART, field=None, why=f"continues {column.header}")
    return found


def _time_of(sheet: Sheet, day: Column, columns: Sequence[Column]) -> Column | None:
    called = bare(day.header)
    if not called.endswith(_DAY):
        return None
    wanted = called.removesuffix(_DAY) + _TIME
    for column in columns:
        if bare(column.header) == wanted and column.use is Use.NOTES and not column.told:
            texts = [row.cells[column.at].strip() for row in sheet.rows if not row.fault]
            return column if all(_CLOCK.fullmatch(text) for text in texts if text) else None
    return None
