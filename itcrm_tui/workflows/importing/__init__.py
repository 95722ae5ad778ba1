"""Taking a file into the database: preview, then one change set that one undo takes back."""

from itcrm_tui.workflows.importing.columns import Column, Use
from itcrm_tui.workflows.importing.drafts import Action
from itcrm_tui.workflows.importing.likely import KindUntoldError
from itcrm_tui.workflows.importing.mapping import MappingError
from itcrm_tui.workflows.importing.parts import Part, Preview, Progress, Rejected, Request
from itcrm_tui.workflows.importing.planning import Mode
from itcrm_tui.workflows.importing.reading import FORMATS, FileError
from itcrm_tui.workflows.importing.rejects import write_rejects
from itcrm_tui.workflows.importing.remembered import again, remember, told_before
from itcrm_tui.workflows.importing.work import check, preview, read, take_in

__all__ = [
    "FORMATS",
    "Action",
    "Column",
    "FileError",
    "KindUntoldError",
    "MappingError",
    "Mode",
    "Part",
    "Preview",
    "Progress",
    "Rejected",
    "Request",
    "Use",
    "again",
    "check",
    "preview",
    "read",
    "remember",
    "take_in",
    "told_before",
    "write_rejects",
]
