"""Our own workbooks, as the exports write them: a sheet or more per kind, and one for what no cell could hold."""

import re
from collections.abc import Mapping, Sequence

from itcrm_tui.domain.kinds import Kind, UnknownKindError, kind_named
from itcrm_tui.workflows.importing.reading.sheet import Row, Sheet
from itcrm_tui.workflows.importing.reading.workbook_cells import cell_text
from itcrm_tui.workflows.importing.reading.workbook_process import Cell, Grid

Rest = Mapping[tuple[str, str], str]
"""By id and column, how the text of a cell goes on."""

_CONTINUED = "continued"
_CONTINUED_HEADER = ["id", "column", "part", "text"]
_NUMBER = re.compile(r" \d+$")


def own_sheets(grids: Sequence[Grid]) -> list[Sheet]:
    """Return the sheets that hold records as our exports write them; none of another program's workbook."""
    rest = _continued(grids)
    return [_sheet(kind, grid, rest) for grid in grids if (kind := _kind_of(grid))]


def _kind_of(grid: Grid) -> Kind | None:
    try:
        kind = kind_named(_NUMBER.sub("", grid.name))
    except UnknownKindError:
        return None
    header = grid.rows[0] if grid.first == 1 and grid.rows else []
    written = {*kind.by_name, *("_".join(field.label.lower().split()) for field in kind.fields)}
    return kind if header[:1] == ["id"] and written.issuperset(map(str, header[1:])) else None


def _continued(grids: Sequence[Grid]) -> Rest:
    texts: dict[tuple[str, str], str] = {}
    for grid in grids:
        if _NUMBER.sub("", grid.name) != _CONTINUED or grid.rows[:1] != [_CONTINUED_HEADER]:
            continue
        for row in (row for row in grid.rows[1:] if len(row) == len(_CONTINUED_HEADER)):
            where = (str(row[0]), str(row[1]))
            texts[where] = texts.get(where, "") + cell_text(row[3])
    return texts


def _sheet(kind: Kind, grid: Grid, rest: Rest) -> Sheet:
    header = tuple(map(str, grid.rows[0]))
    rows = tuple(_row(number, header, cells, rest) for number, cells in enumerate(grid.rows[1:], 2) if cells)
    return Sheet(header, rows, f"workbook, exported by itcrm, the sheet {grid.name}", kind=kind.name, own=True)


def _row(number: int, header: Sequence[str], cells: Sequence[Cell], rest: Rest) -> Row:
    texts = [cell_text(cell) for cell in cells] + [""] * (len(header) - len(cells))
    if rest:
        texts = [text + rest.get((texts[0], name), "") for name, text in zip(header, texts, strict=False)]
    return Row(number, tuple(texts))
