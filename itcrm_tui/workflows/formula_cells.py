"""Cells that no spreadsheet takes for a formula, and back: what an export writes, an import reads as it was."""

import re

_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def neutral(cell: str) -> str:
    """Return a cell with an apostrophe before what may begin a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def plain(cell: str) -> str:
    """Return what `neutral` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
