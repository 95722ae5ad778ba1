"""Steps of the tests of readers: read this content, look at the cells that say something."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from itcrm_tui.workflows.importing.reading import Exact, Row, Sheet, Source, read_file


def sheets(content: str | bytes, name: str, **told: Any) -> list[Sheet]:
    """The sheets of a file with this content."""
    raw = content.encode() if isinstance(content, str) else content
    return list(read_file(Source(Path(name), raw), **told))


def sheet(content: str | bytes, name: str, **told: Any) -> Sheet:
    """The only sheet of a file with this content."""
    (only,) = sheets(content, name, **told)
    return only


def said(found: Sheet, at: int = 0) -> dict[str, str]:
    """The cells of a row that say something, by the header."""
    row = found.rows[at]
    assert row.fault is None
    assert len(row.cells) == len(found.header)
    return {name: str(cell) for name, cell in zip(found.header, row.cells, strict=True) if cell.strip()}


def exact(row: Row) -> list[bool]:
    """Which cells of a row have a single reading."""
    return [isinstance(cell, Exact) for cell in row.cells]


def faults(found: Sheet) -> dict[int, str]:
    """Why rows cannot be read, by their numbers."""
    return {row.number: row.fault for row in found.rows if row.fault}


def workbook(fill: Callable[[Workbook], object]) -> bytes:
    """An Excel workbook that was filled so."""
    content = io.BytesIO()
    book = Workbook(content, {"in_memory": True})
    fill(book)
    book.close()
    return content.getvalue()
