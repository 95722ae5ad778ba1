"""Rejected rows as a file that imports again once it is repaired."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from itcrm_tui.workflows.formula_cells import neutral
from itcrm_tui.workflows.importing.reading.sheet import Row, Sheet
from itcrm_tui.workflows.importing.reading.decoding import FileError
from itcrm_tui.workflows.importing.mapping import REASON


def write_rejects(path: Path, sheet: Sheet, rejected: Iterable[tuple[Row, str]], source: Path) -> None:
    """Write rows with the header and delimiter they came with, and a last column that says why they were rejected.

    Raises FileError, also where the file would replace the one that was imported.
    """
    if path.exists() and path.samefile(source):
        raise FileError(f"{path} is the file that is imported; name another one for the rejects.")
    keep = [at for at, header in enumerate(sheet.header) if header != REASON]
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=sheet.delimiter, lineterminator="\n")
            writer.writerow([*(neutral(sheet.header[at]) for at in keep), REASON])
            for row, reason in rejected:
                writer.writerow([*map(neutral, _cells(row, keep, len(sheet.header))), neutral(reason)])
    except OSError as error:
        raise FileError(f"{path} cannot be written: {error.strerror}.") from None


def _cells(row: Row, keep: Sequence[int], columns: int) -> list[str]:
    """Return the cells without an earlier reason; those beyond the header stay, for the person to repair."""
    return [*(row.cells[at] for at in keep), *row.cells[columns:]]
