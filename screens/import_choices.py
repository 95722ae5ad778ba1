"""What the import offers to choose from."""

from itcrm_tui.domain.kinds import KINDS
from widgets.hint_bar import Hint

FIRST_OFFERED = ("client", "service", "person", "stakeholder", "team", "role", "commitment", "feedback")
AS_IT_SAYS = "as the file says"
UNKNOWN = [("keep in the notes", "keep"), ("reject the row", "strict"), ("add a record", "add")]
DATES = [("as they show", ""), ("day first", "dmy"), ("month first", "mdy"), ("only 2026-12-31", "iso")]
IN_FIELDS = [
    Hint("Enter", "preview, then import", "next"),
    Hint("tab", "next", "next_pane"),
    Hint("ctrl+s", "import", "save"),
]
IN_COLUMNS = [Hint("Enter", "change what it becomes", "list_open"), *IN_FIELDS[1:]]


def kinds_offered() -> list[tuple[str, str]]:
    """Return what a row may become, what is likely first, as label and name."""
    names = [*FIRST_OFFERED, *(name for name in KINDS if name not in (*FIRST_OFFERED, "settings"))]
    return [(AS_IT_SAYS, ""), *((KINDS[name].label, name) for name in names)]
