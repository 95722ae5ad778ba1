"""Rejected rows as a file that imports again once it is repaired, in the form they came in."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path

from itcrm_tui.workflows.formula_cells import neutral
from itcrm_tui.workflows.importing.mapping import REASON
from itcrm_tui.workflows.importing.parts import Part, Preview
from itcrm_tui.workflows.importing.reading import FileError, Own, Row

JSON_VERSION = 1


def write_rejects(path: Path, planned: Preview) -> None:
    """Write the rejected rows with the header they came with, and a last column that says why.

    A CSV file, with the delimiter of the one imported; our own JSON stays JSON. Raises FileError, also where the file
    would replace the one that was imported, or where rows of several kinds would have to share a header.
    """
    source = planned.request.path
    if path.exists() and path.samefile(source):
        raise FileError(f"{path} is the file that is imported; name another one for the rejects.")
    parts = [part for part in planned.parts if part.rejected]
    as_json = any(isinstance(cell, Own) for part in parts for one in part.rejected for cell in one.row.cells)
    if len(parts) > 1 and not as_json:
        kinds = ", ".join(part.kind.plural for part in parts)
        raise FileError(f"Rows of several kinds are rejected ({kinds}); import one at a time with --as to write them.")
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            if as_json:
                json.dump({"version": JSON_VERSION, "items": _items(parts)}, file, ensure_ascii=False, indent=1)
            else:
                writer = csv.writer(file, delimiter=parts[0].sheet.delimiter, lineterminator="\n")
                writer.writerows(_lines(parts[0]))
    except OSError as error:
        raise FileError(f"{path} cannot be written: {error.strerror}.") from None


def _lines(part: Part) -> list[list[str]]:
    header = part.sheet.header
    keep = [at for at, name in enumerate(header) if name != REASON]
    rows = [[*map(neutral, _cells(one.row, keep, len(header))), neutral(one.reason)] for one in part.rejected]
    return [[*(neutral(header[at]) for at in keep), REASON], *rows]


def _cells(row: Row, keep: Sequence[int], columns: int) -> list[str]:
    """Return the cells without an earlier reason; those beyond the header stay, for the person to repair."""
    if len(row.cells) < columns:
        return list(row.cells)
    return [*(row.cells[at] for at in keep), *row.cells[columns:]]


def _items(parts: Sequence[Part]) -> list[dict[str, object]]:
    return [
        {"kind": part.kind.name, REASON: one.reason}
        | {
            name: cell.value if isinstance(cell, Own) else cell or None
            for name, cell in zip(part.sheet.header, one.row.cells, strict=False)
        }
        for part in parts
        for one in part.rejected
    ]
