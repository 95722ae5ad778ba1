"""Import a CSV file from within the app: name it, look at the preview, take it in."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, Label, Select, Static

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.wording import Section, named
from itcrm_tui.text import safe
from screens.base import CrmScreen
from screens.bindings import bindings, hint_bar
from widgets.hint_bar import Hint
from widgets.reading_pane import ReadingPane
from widgets.safe_input import SafeInput

if TYPE_CHECKING:
    from itcrm_tui.workflows.importing import Preview
    from storage.change import ChangeSet
    from storage.store import Store

FIRST_OFFERED = ("client", "service", "person", "stakeholder", "team", "role", "commitment", "feedback")
REJECTS_SHOWN = 50


class ImportFile(CrmScreen[None]):
    """Enter makes the preview; Enter again, with nothing changed since, takes the rows in."""

    CSS_PATH = "import_file.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("leave.back", "pane.next", "pane.previous")

    def __init__(self) -> None:
        super().__init__()
        self.planned: Preview | None = None

    def compose(self) -> ComposeResult:
        yield Static(Content("IMPORT a CSV file"), classes="title")
        yield Label("File", classes="label")
        yield SafeInput(placeholder="/path/to/clients.csv", compact=True, select_on_focus=False)
        yield Label("Each row is a", classes="label")
        kinds = [*FIRST_OFFERED, *(name for name in KINDS if name not in (*FIRST_OFFERED, "settings"))]
        words = [(KINDS[name].label, name) for name in kinds]
        yield Select(words, value="client", allow_blank=False, compact=True)
        yield ReadingPane()
        yield hint_bar(
            [
                Hint("Enter", "preview, then import", "next"),
                Hint("tab", "next", "next_pane"),
                Hint("Esc", "back", "back"),
            ]
        )

    def on_mount(self) -> None:
        """Ask for the file first."""
        self.query_one(SafeInput).focus()

    @on(Input.Changed)
    @on(Select.Changed)
    def _start_over(self) -> None:
        self.planned = None
        self.query_one(ReadingPane).sections = []

    @on(Input.Submitted)
    def action_next(self) -> None:
        """Make the preview, or take in what it shows."""
        if self.planned is None:
            self._plan()
        else:
            self._take_in(self.planned)

    @work(exclusive=True, group="import")
    async def _plan(self) -> None:
        if not self.query_one(SafeInput).value.strip():
            self.say("Name a file first.")
            return
        path, kind = Path(self.query_one(SafeInput).value.strip()).expanduser(), str(self.query_one(Select).value)
        self.say("Reading")
        found = await self.asked(lambda store: _preview(store, path, kind))
        if found is not None:
            self.planned = found
            self.query_one(ReadingPane).sections = sections(found)
            self.say("Nothing is written yet. Enter takes it in, Esc leaves it.")

    @work(exclusive=True, group="import")
    async def _take_in(self, planned: "Preview") -> None:
        self.planned = None
        done = await self.asked(lambda store: (_take_in(store, planned),))
        if done is not None:
            written = done[0]
            self.dismiss(None)
            self.host.tell(f"{written.title}.   u takes it back" if written else "Everything was there already.")

    def action_next_pane(self) -> None:
        """Go to the next field."""
        self.focus_next()

    def action_previous_pane(self) -> None:
        """Go to the previous field."""
        self.focus_previous()

    def action_back(self) -> None:
        """Leave."""
        self.dismiss(None)


def _preview(store: "Store", path: Path, kind: str) -> "Preview":
    from itcrm_tui.workflows.importing import Request, check, preview, read

    request = Request(path=path, kind=KINDS[kind])
    sheets = read(request)
    check(request, sheets)
    return preview(store, request, sheets)


def _take_in(store: "Store", planned: "Preview") -> "ChangeSet | None":
    from itcrm_tui.workflows.importing import take_in

    return take_in(store, planned)


def sections(planned: "Preview") -> list[Section]:
    """Return a preview in words: what each column becomes, how many rows meet which fate, what is rejected."""
    columns = tuple(
        f"{safe(column.header)}: {column.field.label if column.field else column.use} {column.why}".rstrip()
        for part in planned.parts
        for column in part.columns
    )
    fates = tuple(f"{action}: {named(count, 'row')}" for action, count in planned.counts.items())
    found = [Section("ROWS", fates), Section("COLUMNS", columns)]
    if planned.rejected:
        lines = [f"row {one.row.number}: {one.reason}" for one in planned.rejected[:REJECTS_SHOWN]]
        found.append(Section("REJECTED", tuple(lines)))
    return found
