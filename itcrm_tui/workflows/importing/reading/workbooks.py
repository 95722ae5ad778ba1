"""Sheets of a workbook: the one that was named, else the first with rows; of our own export, every one."""

from collections.abc import Sequence
from pathlib import Path

from itcrm_tui.workflows.formula_cells import plain
from itcrm_tui.workflows.importing.reading.csv_rows import COLUMNS_LIMIT
from itcrm_tui.workflows.importing.reading.decoding import FileError, Source
from itcrm_tui.workflows.importing.reading.own_workbook import own_sheets
from itcrm_tui.workflows.importing.reading.sheet import Row, Sheet
from itcrm_tui.workflows.importing.reading.workbook_cells import cell_text
from itcrm_tui.workflows.importing.reading.workbook_header import Header, header_of
from itcrm_tui.workflows.importing.reading.workbook_process import Cell, Grid, grids_of


def read_workbook(source: Source, sheet: str | None) -> Sequence[Sheet]:
    """Return the sheet named, else the first that shows rows; of our own export all; raises FileError."""
    path, grids = source.path, grids_of(source)
    if sheet is not None:
        return [_sheet(path, _named(path, grids, sheet), f"the sheet {sheet}")]
    if own := own_sheets(grids):
        return own
    chosen = _first(path, grids)
    among = f", of {len(grids)} sheets: --sheet NAME takes another" if len(grids) > 1 else ""
    return [_sheet(path, chosen, f"the sheet {chosen.name}{among}")]


def _named(path: Path, grids: Sequence[Grid], name: str) -> Grid:
    wanted = name.strip().casefold()
    found = [grid for grid in grids if name == grid.name] or [
        grid for grid in grids if wanted == grid.name.strip().casefold()
    ]
    if found:
        return found[0]
    names = ", ".join(grid.name for grid in grids[:20]) or "none"
    raise FileError(f"{path} has no sheet “{name}”; its sheets are: {names}.")


def _first(path: Path, grids: Sequence[Grid]) -> Grid:
    """Return the first sheet with rows below a header; a hidden one only if no other has any."""
    for least in (2, 1):
        for grid in sorted(grids, key=lambda grid: grid.hidden):
            if sum(1 for row in grid.rows if row) >= least:
                return grid
    raise FileError(f"{path} has no sheet with rows in it.")


def _sheet(path: Path, grid: Grid, form: str) -> Sheet:
    texts = [[_text(cell) for cell in row] for row in grid.rows[:200]]
    header = header_of(texts, grid)
    if header is None:
        raise FileError(f"{path} has no rows in the sheet “{grid.name}”.")
    if len(header.names) > COLUMNS_LIMIT:
        raise FileError(f"{path} has {len(header.names):,} columns; up to {COLUMNS_LIMIT:,} can be imported.")
    return Sheet(header.names, _rows(grid, header), f"workbook, {form}")


def _rows(grid: Grid, header: Header) -> tuple[Row, ...]:
    columns = len(header.names)
    rows = []
    for at, cells in enumerate(grid.rows[header.at + 1 :], header.at + 1):
        texts = [_text(cell) for cell in cells[:columns]]
        if any(text.strip() for text in texts):
            rows.append(Row(grid.first + at, (*texts, *[""] * (columns - len(texts)))))
    return tuple(rows)


def _text(cell: Cell) -> str:
    return plain(cell) if isinstance(cell, str) else cell_text(cell)
