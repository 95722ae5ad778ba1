"""Import a file from within the app: name it, look at what becomes of it, change that, take it in."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Label, Select, Static

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.wording import Section
from screens.base import CrmScreen
from screens.bindings import bindings, hint_bar
from screens.import_words import COLUMNS, ShownColumn, choices_for, page_of, sections, shown_columns, summary
from widgets.bottom_line import BottomLine
from widgets.hint_bar import Hint
from widgets.list_messages import RowOpened
from widgets.paged_table import PagedTable
from widgets.reading_pane import ReadingPane
from widgets.safe_input import SafeInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from itcrm_tui.workflows.importing import Preview, Request
    from storage.change import ChangeSet
    from storage.store import Store

T = TypeVar("T")
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
PROGRESS_SECONDS = 0.2


class StoppedError(Exception):
    """The person has stopped the import."""


class ImportFile(CrmScreen[None]):
    """Enter makes the preview; Enter again, with nothing changed since, takes the rows in."""

    CSS_PATH = "import_file.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("leave.back", "form.save", "pane.next", "pane.previous")

    def __init__(self) -> None:
        super().__init__()
        self.planned: Preview | None = None
        self.told: dict[str, str] = {}
        self._done: tuple[str, int, int] | None = None
        self._stop = False
        self._looked = self._as_before = False
        self._clock: Timer | None = None

    def compose(self) -> ComposeResult:
        yield Static(Content("IMPORT a file"), classes="title")
        with Horizontal():
            yield Label("File")
            yield SafeInput(
                placeholder="CSV, Excel, JSON, YAML, contacts, calendar, mail", compact=True, id="file",
                select_on_focus=False,
            )  # fmt: skip
        with Horizontal():
            yield Label("Each row is a")
            names = [*FIRST_OFFERED, *(name for name in KINDS if name not in (*FIRST_OFFERED, "settings"))]
            kinds = [(AS_IT_SAYS, ""), *((KINDS[name].label, name) for name in names)]
            yield Select(kinds, value="", allow_blank=False, compact=True, id="kind")
            yield Label("Dates", classes="second")
            yield Select(DATES, value="", allow_blank=False, compact=True, id="dates")
        with Horizontal():
            yield Label("Where blank")
            yield SafeInput(placeholder="field=value; field=value", compact=True, id="given", select_on_focus=False)
            yield Label("Unknown words", classes="second")
            yield Select(UNKNOWN, value="keep", allow_blank=False, compact=True, id="unknown")
        yield PagedTable[ShownColumn](COLUMNS, empty="Enter shows what becomes of each column.", rest_seconds=0)
        yield ReadingPane()
        yield hint_bar(IN_FIELDS, last=Hint("Esc", "back", "back"))

    def on_mount(self) -> None:
        """Ask for the file first."""
        self.query_one(PagedTable).reload(page_of(()))
        self.query_one("#file", Input).focus()

    @on(Input.Changed, "#file")
    def _another_file(self) -> None:
        self.told = {}
        self._looked = self._as_before = False
        self._start_over()

    @on(Input.Changed, "#given")
    def _start_over(self) -> None:
        self.planned = None
        self.query_one(ReadingPane).sections = []
        self.query_one(PagedTable).reload(page_of(()))

    @on(Select.Changed)
    def _another_choice(self, event: Select.Changed) -> None:
        if event.select.id == "kind":
            self.told = {}
        self._start_over()
        if self._looked:
            self._plan()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Say what Enter does there."""
        self.query_one(BottomLine).hints = IN_COLUMNS if isinstance(event.widget, PagedTable) else IN_FIELDS

    def action_list_open(self) -> None:
        """Change what the column under the cursor becomes."""
        self.query_one(PagedTable).action_open()

    @on(Input.Submitted)
    def action_next(self) -> None:
        """Make the preview, or take in what it shows."""
        if self.planned is None:
            self._plan()
        else:
            self._take_in(self.planned)

    def action_save(self) -> None:
        """Take in what the preview shows; make it first where there is none."""
        self.action_next()

    @on(RowOpened)
    @work(group="question")
    async def _change_column(self, event: RowOpened[ShownColumn]) -> None:
        """Let the person say what becomes of a column."""
        from screens.choose import Choose

        if event.row is None or event.row.kind is None:
            return
        chosen = await self.app.push_screen_wait(Choose(f"{event.row.header} becomes", choices_for(event.row.kind)))
        if chosen is not None:
            self.told[event.row.header] = chosen
            self.planned = None
            self._plan(keep=event.row.id)

    def _request(self) -> "Request":
        from itcrm_tui.workflows.importing import Request

        kind = str(self.query_one("#kind", Select).value)
        unknown = self.query_one("#unknown", Select).value
        return Request(
            path=Path(self.query_one("#file", Input).value.strip()).expanduser(),
            kind=KINDS[kind] if kind else None,
            columns=[f"{header}={field}" for header, field in self.told.items()],
            given=[one.strip() for one in self.query_one("#given", Input).value.split(";") if one.strip()],
            dates=str(self.query_one("#dates", Select).value) or None,
            strict=unknown == "strict",
            add_missing=unknown == "add",
        )

    @work(exclusive=True, group="import")
    async def _plan(self, keep: str | None = None) -> None:
        from itcrm_tui.workflows.importing import check, preview, read, told_before

        if not self.query_one("#file", Input).value.strip():
            self.say("Name a file first.")
            return
        self._looked = True
        request, untold = self._request(), not self.told

        def planned(store: "Store") -> "Preview":
            sheets = read(request)
            check(request, sheets)
            return preview(store, request, sheets, self._progress)

        found = await self._long(planned)
        if found is None:
            return
        self.planned = found
        if untold and keep is None and (before := told_before([part.sheet for part in found.parts])):
            self._offer(before)
        self._show(found, keep)

    def _offer(self, before: dict[str, Any]) -> None:
        """Fill in what was told about the last file of this source; the preview then follows it."""
        told = dict(one.rpartition("=")[::2] for one in before.get("columns", ()))
        if told and told != self.told:
            self.told, self._as_before = told, True
            self.planned = None
            self.query_one("#given", Input).value = "; ".join(before.get("given", ()))
            self._plan(keep="")

    def _show(self, planned: "Preview", keep: str | None) -> None:
        self.query_one(PagedTable).reload(page_of(shown_columns(planned)), keep_id=keep)
        self.query_one(ReadingPane).sections = sections(planned)
        before = "Mapped as the last such file. " if self._as_before else ""
        self.say(f"{before}{summary(planned)}. Nothing is written yet: Enter takes it in.")

    @work(exclusive=True, group="import")
    async def _take_in(self, planned: "Preview") -> None:
        from itcrm_tui.workflows.importing import remember, take_in

        self.planned = None

        def taken(store: "Store") -> "tuple[ChangeSet | None]":
            written = take_in(store, planned, self._progress)
            remember(planned)
            return (written,)

        done = await self._long(taken)
        if done is not None:
            written = done[0]
            self.dismiss(None)
            self.host.tell(f"{written.title}.   u takes it back" if written else "Everything was there already.")

    async def _long(self, work: "Callable[[Store], T]") -> T | None:
        """Do long work in a thread, with its progress in the bottom line; Esc stops it."""
        from itcrm_tui.workflows.importing import KindUntoldError
        from storage.errors import StoreError

        self._stop, self._done = False, ("Reading the file", 0, 0)
        self._clock = self.set_interval(PROGRESS_SECONDS, self._show_progress)
        try:
            return await self.host.ask(work)
        except StoppedError:
            self.say("Stopped; nothing was written.")
        except KindUntoldError as untold:
            self.query_one("#kind", Select).value = untold.likely.name
        except StoreError as error:
            self.say("This cannot be imported yet.")
            self.query_one(ReadingPane).sections = [Section("NOT YET", (str(error),))]
        finally:
            self._clock.stop()
            self._done = None
        return None

    def _progress(self, what: str, done: int, total: int) -> None:
        """Note how far the work is; in its thread."""
        if self._stop:
            raise StoppedError
        self._done = (what, done, total)

    def _show_progress(self) -> None:
        if self._done:
            what, done, total = self._done
            self.say(f"{what}: {done:,} of {total:,}   Esc stops it" if total else what)

    def action_next_pane(self) -> None:
        """Go to the next field."""
        self.focus_next()

    def action_previous_pane(self) -> None:
        """Go to the previous field."""
        self.focus_previous()

    def action_back(self) -> None:
        """Stop what is going on, else leave."""
        if self._done is not None:
            self._stop = True
        else:
            self.dismiss(None)
