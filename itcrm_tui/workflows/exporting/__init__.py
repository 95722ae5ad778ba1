"""Writing records to a file or a pipe: any list or everything, one format a file, page by page."""

from itcrm_tui.workflows.exporting.account import Account, StoppedError
from itcrm_tui.workflows.exporting.formats import Format, FormatError
from itcrm_tui.workflows.exporting.lists import Everything, Wanted, pages_of
from itcrm_tui.workflows.exporting.to_file import export_to, exported
from itcrm_tui.workflows.exporting.whole_file import NotWrittenError

__all__ = [
    "Account",
    "Everything",
    "Format",
    "FormatError",
    "NotWrittenError",
    "StoppedError",
    "Wanted",
    "export_to",
    "exported",
    "pages_of",
]
