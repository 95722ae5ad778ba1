"""Which row of a sheet is its header: below titles and blank lines, with the names of merged cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from itcrm_tui.workflows.importing.reading.sheet import Exact, distinct
from itcrm_tui.workflows.importing.reading.workbook_process import Grid

LOOKED_AT = 200
"""Rows from which the width of the list is taken."""

_DEEPEST = 40
"""No title reaches further down than this."""

_MOST = 0.6
"""A header names this share of the columns at least; a title or a line of filters does not."""


@dataclass(frozen=True)
class Header:
    """The header: in which of the rows it is, and its names."""

    at: int
    names: tuple[str, ...]


def header_of(rows: Sequence[Sequence[str]], grid: Grid) -> Header | None:
    """Return the header of a sheet whose first rows, as texts, are given; None for a sheet without any cell."""
    said = [sum(1 for cell in row if cell.strip()) for row in rows[:LOOKED_AT]]
    if not any(said):
        return None
    least = max(1.0, _MOST * _usual(said))
    wide = [at for at, count in enumerate(said[:_DEEPEST]) if count >= least]
    at = next((at for at in wide if _names_only(rows[at])), wide[0] if wide else said.index(max(said)))
    if at + 1 < len(rows) and _groups(rows, at, grid):
        at += 1
    width = max(len(row) for row in grid.rows[at:])
    return Header(at, distinct(_named(rows, at, width, grid)))


def _usual(said: Sequence[int]) -> int:
    """Return how many cells the fuller half of the rows have."""
    counted = sorted(count for count in said if count)
    return counted[len(counted) * 3 // 4]


def _groups(rows: Sequence[Sequence[str]], at: int, grid: Grid) -> bool:
    """Whether a row only says what groups of columns are called, whose own names are in the row below."""
    wide = [
        range(left, right + 1)
        for top, left, bottom, right in grid.merged
        if top == bottom == grid.first - 1 + at and right > left
    ]
    below = rows[at + 1]
    under = [
        below[column - grid.left] if column - grid.left < len(below) else "" for columns in wide for column in columns
    ]
    return bool(under) and all(cell.strip() for cell in under) and _names_only(under)


def _names_only(row: Sequence[str]) -> bool:
    return not any(isinstance(cell, Exact) for cell in row if cell)


def _named(rows: Sequence[Sequence[str]], at: int, width: int, grid: Grid) -> list[str]:
    """Return the names of the columns; a blank one, or one that comes twice, takes what is merged over it."""
    names = [cell.strip() for cell in rows[at]] + [""] * (width - len(rows[at]))
    over = {column: text for column in range(width) if (text := _merged_over(rows, at, column, grid))}
    for column, text in over.items():
        if not names[column]:
            names[column] = text
    twice = {name for name in names if names.count(name) > 1}
    return [
        f"{over[column]} {name}" if name in twice and over.get(column, name) != name else name
        for column, name in enumerate(names)
    ]


def _merged_over(rows: Sequence[Sequence[str]], at: int, column: int, grid: Grid) -> str:
    """Return the text of the merged cells that cover a column in the header's row, or in the row above it."""
    row = grid.first - 1 + at
    for top, left, bottom, right in grid.merged:
        if left <= column + grid.left <= right and top <= row <= bottom + 1:
            above, beside = top - grid.first + 1, left - grid.left
            if 0 <= above < len(rows) and 0 <= beside < len(rows[above]):
                return rows[above][beside].strip()
    return ""
