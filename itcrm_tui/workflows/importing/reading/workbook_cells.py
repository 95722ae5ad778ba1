"""A cell of a workbook as a text with one reading: numbers as a spreadsheet shows them, dates in ISO."""

from itcrm_tui.workflows.importing.reading.exact import NO, YES, exact_float
from itcrm_tui.workflows.importing.reading.sheet import Exact
from itcrm_tui.workflows.importing.reading.workbook_process import Cell


def cell_text(cell: Cell) -> str:
    """Return what a cell says."""
    match cell:
        case str():
            return cell
        case bool():
            return YES if cell else NO
        case int():
            return Exact(cell)
        case float():
            return exact_float(cell)
        case ("timedelta", str(seconds)):
            return _duration(float(seconds))
        case _:
            return Exact(cell[1])


def _duration(seconds: float) -> str:
    """Return a length of time as `30:15`, in hours and minutes, with seconds where there are some."""
    whole = round(abs(seconds))
    minutes, rest = divmod(whole, 60)
    text = f"{minutes // 60}:{minutes % 60:02}" + (f":{rest:02}" if rest else "")
    return Exact(f"-{text}" if seconds < 0 else text)
