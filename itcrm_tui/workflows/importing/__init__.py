"""Taking a list from a file into the database: preview, then one change set that one undo takes back."""

from itcrm_tui.workflows.importing.reading.decoding import FileError
from itcrm_tui.workflows.importing.drafts import Action
from itcrm_tui.workflows.importing.mapping import Column, MappingError, Use
from itcrm_tui.workflows.importing.planning import Mode
from itcrm_tui.workflows.importing.rejects import write_rejects
from itcrm_tui.workflows.importing.work import Preview, Rejected, Request, preview, read, take_in

__all__ = [
    "Action",
    "Column",
    "FileError",
    "MappingError",
    "Mode",
    "Preview",
    "Rejected",
    "Request",
    "Use",
    "preview",
    "read",
    "take_in",
    "write_rejects",
]
