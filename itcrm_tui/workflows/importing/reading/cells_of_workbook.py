"""A process of its own that reads a workbook: what would end a program, damage or a bomb, ends only this one."""

import io
import marshal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any

import python_calamine as calamine

MEMORY_LIMIT = 4 * 1024**3
CELLS_LIMIT = 20_000_000
"""More cells than these, blank ones between included, are no list that a person keeps."""


def main() -> None:
    """Write the sheets of the workbook on standard input to standard output, as `marshal` does, or why there are none.

    Each sheet: name, whether it is hidden, the number of its first row, rows of cells, merged ranges.
    """
    _limit_memory()
    try:
        book = calamine.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
        answer: dict[str, Any] = {"sheets": list(_sheets(book))}
    except calamine.PasswordError:
        answer = {"fault": "password"}
    except (calamine.CalamineError, ValueError) as error:
        answer = {"fault": str(error) or "damaged"}
    marshal.dump(answer, sys.stdout.buffer)


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


def _sheets(book: calamine.CalamineWorkbook) -> Iterator[tuple[Any, ...]]:
    for at, told in enumerate(book.sheets_metadata):
        if told.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_index(at)
        first = sheet.start[0] + 1 if sheet.start else 1
        merged = [(*start, *end) for start, end in sheet.merged_cell_ranges or []]
        left = sheet.start[1] if sheet.start else 0
        yield told.name, told.visible != calamine.SheetVisibleEnum.Visible, first, _rows(sheet), merged, left


def _rows(sheet: calamine.CalamineSheet) -> list[list[Any]]:
    """Return the rows of a sheet from its first cell on, without the blank ones at the end."""
    if sheet.height * sheet.width > CELLS_LIMIT:
        raise ValueError("too many cells")
    rows = [_trimmed(row) for row in sheet.to_python(skip_empty_area=True)]
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _trimmed(row: Sequence[Any]) -> list[Any]:
    cells = [cell if isinstance(cell, str | float | int) else _plain(cell) for cell in row]
    while cells and cells[-1] == "":
        cells.pop()
    return cells


def _plain(cell: Any) -> tuple[str, str]:
    """Return a date, a time or a duration as something that can be passed on: its type and its text."""
    name = type(cell).__name__
    return name, _ISO[name](cell)


_ISO: dict[str, Callable[[Any], str]] = {
    "date": lambda day: str(day.isoformat()),
    "datetime": lambda at: str(at.isoformat(sep=" ")),
    "time": lambda at: str(at.isoformat("minutes" if not at.second and not at.microsecond else "auto")),
    "timedelta": lambda span: str(span.total_seconds()),
}


if __name__ == "__main__":
    main()
