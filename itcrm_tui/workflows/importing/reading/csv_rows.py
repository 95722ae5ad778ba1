"""A CSV file as a header and rows, whatever its delimiter; a row that cannot be read says why."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from itcrm_tui.workflows.formula_cells import plain
from itcrm_tui.workflows.importing.reading.csv_header import header_below
from itcrm_tui.workflows.importing.reading.decoding import FileError, Source
from itcrm_tui.workflows.importing.reading.sheet import Row, Sheet, distinct

DELIMITERS = (",", ";", "\t", "|", "^", "~", ":")
COLUMNS_LIMIT = 1_000
LINES_IN_A_ROW = 5_000
"""A cell may hold many lines; more than these mean a quote that is never closed."""

_NAMES = {"\t": "tabs", ",": "commas", ";": "semicolons"}
_LOOKED_AT = 50
_BELOW_A_TITLE = frozenset(",;\t|")
"""Delimiters that a title above a list does not make likelier than they are, as a colon in it would."""

_ANY_LENGTH = 2**31 - 1


def read_csv(source: Source, delimiter: str | None = None) -> Sheet:
    """Return the header and the rows of a CSV file, without the rows that say nothing; raises FileError."""
    path, text, encoding = source.path, source.text, source.encoding
    lines = list(io.StringIO(text, newline=""))
    start, told = _first_line(lines)
    delimiter = delimiter or told or _delimiter_of(lines[start:])
    rows = _rows(lines, start, delimiter)
    if "'" in text:
        rows = map(_unmarked, rows)
    first, above = _header_row(lines, start, rows, delimiter)
    if first is None or first.fault:
        raise FileError(f"{path} has no header that can be read; its first line has to name the columns.")
    if len(first.cells) > COLUMNS_LIMIT:
        raise FileError(f"{path} has {len(first.cells):,} columns; up to {COLUMNS_LIMIT:,} can be imported.")
    below = [row for row in rows if _says(row)]
    header = distinct(_as_wide_as_needed(first.cells, below))
    said = tuple(_fitted(row, len(header)) for row in below)
    form = f"CSV with {_NAMES.get(delimiter, delimiter)} between cells, in {encoding}"
    if above and first:
        form += f", its header in line {first.number}"
    return Sheet(header, said, form, delimiter=delimiter)


def _first_line(lines: Sequence[str]) -> tuple[int, str | None]:
    """Return where the header is, and the delimiter if a line `sep=;` tells it."""
    for at, line in enumerate(lines):
        told = re.fullmatch(r"sep=(.)\s*", line, re.IGNORECASE)
        if told:
            return at + 1, told[1]
        if line.strip(" \t\r\n;,|\"'"):
            return at, None
    return 0, None


def _delimiter_of(lines: Sequence[str]) -> str:
    """Return the delimiter by which most of the first rows have as many columns as the header."""
    return max(DELIMITERS, key=lambda delimiter: _agreement(lines, delimiter))


def _header_row(lines: Sequence[str], start: int, rows: Iterator[Row], delimiter: str) -> tuple[Row | None, int]:
    """Take the rows as far as the header; return it, and how many rows that say something are above it."""
    above = header_below(_widths(lines[start:], delimiter))
    said = (row for row in rows if any(cell.strip() for cell in row.cells))
    return next(islice(said, above, None), None), above


def _widths(lines: Sequence[str], delimiter: str) -> list[int]:
    """Return how many cells each of the first rows has that say something."""
    rows = _rows(lines[: _LOOKED_AT * 4], 0, delimiter)
    return list(islice((width for row in rows if (width := len(_trimmed(row.cells)))), _LOOKED_AT + 1))


def _agreement(lines: Sequence[str], delimiter: str) -> tuple[float, int]:
    widths = _widths(lines, delimiter)
    header = widths[header_below(widths) if delimiter in _BELOW_A_TITLE else 0] if widths else 0
    fitting = sum(1 for width in widths if width == header or (1 < width < header))
    return (fitting / len(widths) if header > 1 else 0.0), header


def _rows(lines: Sequence[str], start: int, delimiter: str) -> Iterator[Row]:
    """Yield every row; after one that cannot be read, reading goes on with the next line.

    The parser gets no more lines at once than a row may have; a row that begins among them is read again from there.
    """
    csv.field_size_limit(_ANY_LENGTH)
    while start < len(lines):
        portion = lines[start : start + LINES_IN_A_ROW]
        reader = csv.reader(portion, delimiter=delimiter, strict=True, skipinitialspace=delimiter != "\t")
        begins = start
        try:
            for cells in reader:
                yield Row(begins + 1, tuple(cells))
                begins = start + reader.line_num
        except csv.Error:
            if begins == start:
                yield Row(begins + 1, (lines[begins].rstrip("\r\n"),), "its quotes do not match")
                begins += 1
        start = begins


def _unmarked(row: Row) -> Row:
    """Return a row without the apostrophes by which an export keeps a cell from being taken for a formula."""
    return row if row.fault else Row(row.number, tuple(map(plain, row.cells)))


def _fitted(row: Row, columns: int) -> Row:
    """Return a row with as many cells as the header; what is missing is blank."""
    if len(row.cells) == columns:
        return row
    if any(cell.strip() for cell in row.cells[columns:]):
        return Row(row.number, row.cells, row.fault or f"it has {len(row.cells)} cells where the header has {columns}")
    return Row(row.number, row.cells[:columns] + ("",) * (columns - len(row.cells)), row.fault)


def _as_wide_as_needed(cells: Sequence[str], below: Sequence[Row]) -> tuple[str, ...]:
    """Return header cells with as many blank ones at the end as rows say something below them."""
    named = _trimmed(cells)
    if len(named) == len(cells):
        return named
    said = max((len(_trimmed(row.cells[: len(cells)])) for row in below if not row.fault), default=0)
    return named + ("",) * (said - len(named))


def _trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    """Return header cells without blanks around them, and without blank ones at the end."""
    named = [cell.strip() for cell in cells]
    while named and not named[-1]:
        named.pop()
    return tuple(named)


def _says(row: Row) -> bool:
    return bool(row.fault) or any(map(str.strip, row.cells))
