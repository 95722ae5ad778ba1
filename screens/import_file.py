"""Import a file from within the app: name it, look at what becomes of it, change that, take it in."""

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Button, Input, Label, Select, Static

from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.wording import Section
from itcrm_tui.keys import key
from itcrm_tui.typed_path import PathError, as_path
from screens.base import CrmScreen
from screens.bindings import bindings, hint_bar
from screens.import_choices import DATES, IN_COLUMNS, IN_FIELDS, UNKNOWN, kinds_offered
from screens.import_words import COLUMNS, ShownColumn, choices_for, left_out, page_of, sections, shown_columns, summary
from screens.one_field import OneField
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
PROGRESS_SECONDS = 0.2
FILE = Field(holds=Type.TEXT, name="file", label="File")


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
            yield Select(kinds_offered(), value="", allow_blank=False, compact=True, id="kind")
            yield Label("Dates", classes="second")
            yield Select(DATES, value="", allow_blank=False, compact=True, id="dates")
        with Horizontal():
            yield Label("Where blank")
            yield SafeInput(placeholder="field=value; ...", compact=True, id="given", select_on_focus=False)
            yield Label("Unknown words", classes="second")
            yield Select(UNKNOWN, value="keep", allow_blank=False, compact=True, id="unknown")
        yield PagedTable[ShownColumn](COLUMNS, empty="Enter shows what becomes of each column.", rest_seconds=0)
        yield ReadingPane()
        yield Button("Write rejects", id="rejects", compact=True)
        yield hint_bar(IN_FIELDS, last=Hint("Esc", "back", "back"))

    def on_mount(self) -> None:
        """Ask for the file first."""
        self.query_one(PagedTable).reload(page_of(()))
        self.query_one("#rejects").display = False
        self.query_one("#file", Input).focus()

    @on(Input.Changed, "#file")
    def _another_file(self) -> None:
        self.told = {}
        self._looked = self._as_before = False
        self._start_over()

    @on(Input.Changed, "#given")
    def _start_over(self) -> None:
        self.planned = None
        self.query_one("#rejects").display = False
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
            path=as_path(self.query_one("#file", Input).value.strip()),
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
        try:
            request, untold = self._request(), not self.told
        except PathError as error:
            self.say(str(error))
            return
        self._looked = True

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
        self.query_one("#rejects").display = bool(planned.rejected)
        before = "Mapped as the last such file. " if self._as_before else ""
        self.say(f"{before}{summary(planned)}. Nothing is written yet: Enter takes it in.")

    @on(Button.Pressed, "#rejects")
    @work(group="question")
    async def _write_rejects(self) -> None:
        """Write the rejected rows to a file of a name to choose; one that is there is not replaced."""
        from itcrm_tui.workflows.importing import FileError, write_rejects

        planned = self.planned
        if planned is None:
            return
        source = planned.request.path
        proposed = str(source.with_name(f"{source.stem}-rejects{'.json' if source.suffix == '.json' else '.csv'}"))
        typed = await self.app.push_screen_wait(OneField("Write the rejects", FILE, proposed))
        if not typed:
            return
        try:
            path = as_path(typed)
            if path.exists():
                raise FileError(f"{path} is there already; name another file.")
            await asyncio.to_thread(write_rejects, path, planned)
        except (FileError, PathError) as error:
            self.say(str(error))
        else:
            self.say(f"Wrote {len(planned.rejected):,} rejected to {path}.")

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
            back = f"{key('data.undo')} takes it back"
            rest = left_out(planned)
            if written:
                self.host.tell(f"{written.title}{f', {rest}' if rest else ''}.   {back}")
            else:
                self.host.tell(f"Nothing was added{f': {rest}' if rest else ''}.")

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
