"""A form for any kind of record, made from the kind's declared fields."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static

from itcrm_tui.domain.asking import asked
from itcrm_tui.domain.candidate import Candidate
from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import Kind
from itcrm_tui.domain.record import Record
from itcrm_tui.text import safe
from screens.bindings import bindings, hint, hint_bar, shown_hints
from screens.earliest_date import EarliestDate
from screens.form_halves import Half, Halves, in_halves
from screens.panel import Panel
from screens.question import Question
from widgets.bottom_line import BottomLine
from widgets.field_input import REQUIRED, FieldInput
from widgets.hint_bar import Hint
from widgets.safe_text_area import SafeTextArea

FROM_TEXT = hint("form.save", "save from text")
HINTS = (
    hint("list.open", "save", "save"),
    FROM_TEXT,
    hint("pane.next", "next"),
    hint("form.editor", "$EDITOR"),
)
OUTSIDE_TEXT = [one for one in HINTS if one is not FROM_TEXT]


class RecordForm(EarliestDate):
    """Add a record, or edit the one that was seen. Ends with the id of the saved record, or None.

    `texts` are there first; `typed` then stands there as if it had been typed, and is saved at once.
    """

    CSS_PATH: ClassVar[Any] = "record_form.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "narrow"), (100, "wide"), (140, "widest")]
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("leave.back", "form.save", "form.editor"),
        # Before any field sees them: what comes in one burst with them is typed into the next field.
        *bindings("pane.next", "pane.previous", priority=True),
    ]

    small = False
    """Whether it lies over the lower part of the screen that it was opened from, which stays in sight."""

    def __init__(
        self, kind: Kind, seen: Record | None, texts: Mapping[str, str], typed: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(kind, seen)
        self.set_class(self.small, "small")
        self.texts, self._typed_before = texts, typed or {}
        self._typed_in: FieldInput | None = None
        self._is_asking = False

    def compose(self) -> ComposeResult:
        if self.small:
            with Panel(classes="foot"):
                yield from self._compose_form()
        else:
            yield from self._compose_form()
        yield hint_bar(self.hints, last=hint("leave.back", "leave"))

    def _compose_form(self) -> ComposeResult:
        fields = asked(self.asks_for)
        marked = f"   {REQUIRED}required" if any(field.required for field in fields) else ""
        yield Static(Content(safe(f"{self.title_words}{marked}")), classes="title")
        yield Static("", classes="trouble", markup=False)
        yield from self.compose_above()
        with VerticalScroll(can_focus=False), Halves():
            for half in in_halves(fields):
                with Half():
                    for field in half:
                        yield FieldInput(field, self.texts.get(field.name, ""), self._complete)
        with Horizontal(classes="buttons"):
            yield Button("Save", id="save", variant="primary", compact=True)
            yield Button("Cancel", id="back", compact=True)
            yield Button("Text in $EDITOR", id="editor", compact=True)

    @property
    def title_words(self) -> str:
        """What the form is for."""
        return f"{'EDIT' if self.seen else 'ADD'} {self.heading}"

    def compose_above(self) -> ComposeResult:
        """Return what is to be known before the fields are filled in; nothing of most records."""
        return ()

    @property
    def hints(self) -> Sequence[Hint]:
        """What the bottom line says outside of long texts."""
        return [*OUTSIDE_TEXT, hint("form.earliest")] if self.has_date else OUTSIDE_TEXT

    def on_mount(self) -> None:
        """Take what was typed while the form was opening, or before there was a form."""
        self._begin()
        self._explain()
        self.put(self._typed_before)
        if self._typed_before:
            self.call_after_refresh(self.action_save)
        self.call_after_refresh(self.host.release_keys)

    def _begin(self) -> None:
        """Let typing start in the first field that is still empty; in an edit, in the first of all."""
        if self.seen is None:
            for one in self.query(FieldInput):
                if not one.text:
                    one.begin()
                    return

    @work(group="explaining")
    async def _explain(self) -> None:
        """Say beside the fields what is understood of them, and which records they name."""
        from itcrm_tui.workflows.candidates import names_of
        from itcrm_tui.workflows.notation import typed_at
        from storage.errors import StoreError

        seen, today = self.seen, self.host.today
        with suppress(StoreError):
            how = await self.host.ask(lambda store: typed_at(store, today))
            for one in self.query(FieldInput):
                one.notation = how
            names = await self.host.ask(lambda store: names_of(store, seen) if seen else {})
            for field, name in names.items():
                if field in self.inputs:
                    self.inputs[field].name_first(name)

    async def _complete(self, field: Field, typed: str) -> Sequence[Candidate]:
        from itcrm_tui.workflows.candidates import candidates
        from storage.errors import StoreError

        kind = field.target or self.inputs["record_kind"].text.strip()
        of = self.inputs["client"].text if "client" in self.inputs else ""
        with suppress(StoreError):
            return await self.host.ask(lambda store: candidates(store, kind, typed, of=of))
        return ()

    def action_next_pane(self) -> None:
        """Go to the next field."""
        self.focus_next()

    def action_previous_pane(self) -> None:
        """Go to the previous field."""
        self.focus_previous()

    @on(events.DescendantFocus)
    def _remember(self, event: events.DescendantFocus) -> None:
        """Remember the field that is typed in, also when the button for the editor is clicked; say how it is saved."""
        in_text = isinstance(event.widget, SafeTextArea)
        self.query_one(BottomLine).hints = shown_hints(HINTS if in_text else self.hints)
        for one in event.widget.ancestors_with_self:
            if isinstance(one, FieldInput):
                self._typed_in = one

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.action_save()

    @on(Button.Pressed)
    async def _press(self, event: Button.Pressed) -> None:
        await self.run_action(event.button.id or "")

    @work(group="question")
    async def action_editor(self) -> None:
        """Open the long text that is being typed in $EDITOR; from another field, the whole form."""
        from screens.editor import in_editor
        from screens.editor_fields import fields_in_editor
        from screens.editor_file import EditorError

        here = self._typed_in
        try:
            if here is not None and here.field.holds is Type.LINES:
                here.put(in_editor(self.host, here.text))
            else:
                texts = {name: one.text for name, one in self.inputs.items()}
                self.put(await fields_in_editor(self.host, self.asks_for, self.heading, texts))
        except EditorError as error:
            self.say(str(error))

    def action_back(self) -> None:
        """Leave; a form in which something was typed asks first, once."""
        if not self.may_be_lost:
            self.dismiss(None)
        elif not self._is_asking:
            self._is_asking = True
            self.host.hold_keys()
            self._ask_whether_to_leave()

    @work(group="question")
    async def _ask_whether_to_leave(self) -> None:
        answers = [("s", "save"), ("l", "leave without saving"), ("c", "go on typing")]
        try:
            answer = await self.app.push_screen_wait(Question("What you typed is not saved.", answers))
        finally:
            self._is_asking = False
        if answer == "s":
            self.action_save()
        elif answer == "l":
            self.dismiss(None)
