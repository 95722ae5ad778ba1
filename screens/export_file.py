"""Write the list of a place to a file: name it, see how far it is, stop it with Esc."""

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
from screens.base import CrmScreen
from screens.bindings import bindings, hint_bar
from widgets.hint_bar import Hint
from widgets.reading_pane import ReadingPane
from widgets.safe_input import SafeInput

if TYPE_CHECKING:
    from itcrm_tui.workflows.exporting import Account
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

    def __init__(self, kind: Kind, words: str) -> None:
        super().__init__()
        self.kind, self.words = kind, words.strip()
        self.account: Account | None = None
        self._looking: Timer | None = None
        self._may_replace: str | None = None

    def compose(self) -> ComposeResult:
        plural = self.kind.plural.replace("_", " ")
        filtered = f" holding “{self.words}”" if self.words else ""
        yield Static(Content(safe(f"EXPORT {plural}{filtered}")), classes="title")
        yield Label("File", classes="label")
        proposed = export_folder.as_typed(export_folder.last() / f"{self.kind.plural}.csv")
        yield SafeInput(proposed, compact=True, select_on_focus=True)
        yield ReadingPane()
        yield hint_bar([Hint("Enter", "write the file", "write")], last=Hint("Esc", "back, or stop", "back"))

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
        path = Path(typed).expanduser()
        if self.account is not None:
            return
        if not typed:
            self.say("Name a file first.")
        elif path.is_file() and typed != self._may_replace:
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
        done = await self.asked(lambda store: _written(store, self.kind, self.words, path, account))
        self._looking.stop()
        self.account = None
        self.query_one(SafeInput).disabled = False
        self.query_one(SafeInput).focus()
        if done is not None:
            export_folder.remember(path.parent)
            self.dismiss(None)
            self.host.tell(done)

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


def _written(store: "Store", kind: Kind, words: str, path: Path, account: "Account") -> str:
    """Write the file; return what to say of it. Called in a thread."""
    from itcrm_tui.workflows.exporting import Wanted, export_to

    export_to(store, Wanted(kind, words), path, account)
    where = export_folder.as_typed(path.absolute())
    return " ".join((f"Wrote {kind.counted(account.rows)} to {where}.", *account.remarks))
