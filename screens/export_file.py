"""Write the list of a place to a file: name it, see how far it is, stop it with Esc."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Label, Static

from itcrm_tui import export_folder
from itcrm_tui.domain.kinds import Kind
from itcrm_tui.domain.wording import Section
from itcrm_tui.text import safe
from itcrm_tui.typed_path import PathError, as_path
from screens.base import CrmScreen
from screens.bindings import bindings, hint_bar
from widgets.hint_bar import Hint
from widgets.reading_pane import ReadingPane
from widgets.safe_input import SafeInput

if TYPE_CHECKING:
    from itcrm_tui.workflows.exporting import Account, Wanted
    from itcrm_tui.workflows.many import Selection
    from storage.store import Store

LOOK_SECONDS = 0.2
FORMS = {
    "csv": "a table that imports again",
    "xlsx": "a workbook for Excel or LibreOffice",
    "json": "every field, for programs",
    "vcf": "contact cards for an address book",
    "ics": "dates for a calendar",
}


class ExportFile(CrmScreen[None]):
    """Enter writes the file, and asks once more before it replaces one; Esc stops or leaves."""

    CSS_PATH = "export_file.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("leave.back")

    def __init__(self, kind: Kind, words: str, selection: "Selection | None" = None) -> None:
        super().__init__()
        self.kind, self.words, self.selection = kind, words.strip(), selection
        self.account: Account | None = None
        self._looking: Timer | None = None
        self._may_replace: str | None = None

    def compose(self) -> ComposeResult:
        plural = self.kind.plural.replace("_", " ")
        yield Static(Content(safe(f"EXPORT {plural}{self._which()}")), classes="title")
        yield Label("File", classes="label")
        proposed = export_folder.as_typed(export_folder.last() / f"{self.kind.plural}.csv")
        yield SafeInput(proposed, compact=True, select_on_focus=True)
        yield ReadingPane()
        yield hint_bar([Hint("Enter", "write the file", "write")], last=Hint("Esc", "back, or stop", "back"))

    def _which(self) -> str:
        if self.selection is None:
            return f" holding “{self.words}”" if self.words else ""
        number = f"{len(self.selection.ids):,}"
        return f": {number} marked" if self.selection.words is None else f": all marked, {number} left out"

    def on_mount(self) -> None:
        """Say what a file's name can end in."""
        from itcrm_tui.workflows.exporting.formats import formats_for

        lines = tuple(f".{form:<5} {FORMS[form]}" for form in formats_for(self.kind))
        self.query_one(ReadingPane).sections = [Section("THE ENDING SAYS HOW IT IS WRITTEN", lines)]
        self.query_one(SafeInput).focus()
        self.call_after_refresh(self.host.release_keys)

    @on(Input.Submitted)
    def action_write(self) -> None:
        """Write the file."""
        typed = self.query_one(SafeInput).value.strip()
        if self.account is not None:
            return
        if not typed:
            self.say("Name a file first.")
            return
        try:
            path = as_path(typed)
        except PathError as error:
            self.say(str(error))
            return
        if _is_there(path) and typed != self._may_replace:
            self._may_replace = typed
            self.say("There is such a file already. Enter again replaces it.")
        else:
            self._export(path)

    @work(exclusive=True, group="export")
    async def _export(self, path: Path) -> None:
        from itcrm_tui.workflows.exporting import Account

        account = self.account = Account()
        self.query_one(SafeInput).disabled = True
        self._looking = self.set_interval(LOOK_SECONDS, self._show_progress)
        done = await self.asked(lambda store: _written(store, self._wanted(), path, account))
        self._looking.stop()
        self.account = None
        self.query_one(SafeInput).disabled = False
        self.query_one(SafeInput).focus()
        if done is not None:
            export_folder.remember(path.parent)
            self.dismiss(None)
            self.host.tell(done)

    def _wanted(self) -> "Wanted":
        from itcrm_tui.workflows.exporting import Wanted

        marked = self.selection
        if marked is None:
            return Wanted(self.kind, self.words)
        if marked.words is None:
            return Wanted(self.kind, ids=marked.ids)
        return Wanted(self.kind, marked.words, besides=marked.ids)

    def _show_progress(self) -> None:
        if self.account is not None:
            self.say(f"{self.kind.counted(self.account.rows)} so far. Esc stops it.")

    def action_back(self) -> None:
        """Stop what is being written, else leave."""
        if self.account is not None:
            self.account.stop()
        else:
            self.dismiss(None)

    def on_unmount(self) -> None:
        """Leave no export behind that nobody waits for."""
        if self.account is not None:
            self.account.stop()


def _is_there(path: Path) -> bool:
    with suppress(OSError):  # a folder that may not be entered is told when the file is written
        return path.is_file()
    return False


def _written(store: "Store", wanted: "Wanted", path: Path, account: "Account") -> str:
    """Write the file; return what to say of it. Called in a thread."""
    from itcrm_tui.workflows.exporting import export_to

    export_to(store, wanted, path, account)
    where = export_folder.as_typed(path.absolute())
    return " ".join((f"Wrote {wanted.kind.counted(account.rows)} to {where}.", *account.remarks))
