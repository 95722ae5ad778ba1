"""One field of a form: its label, a fitting control, what is understood of it, and what is wrong with it."""

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input, Label

from itcrm_tui.domain.candidate import Candidate
from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.notation import Notation
from itcrm_tui.domain.typed_meaning import EXPLAINED, LOOKED_UP, meaning, mistake
from itcrm_tui.text import safe
from widgets.choice_list import ChoiceList
from widgets.few_lines import MOST_OF_A_PROBLEM, FewLines
from widgets.field_control import control_for, put_in, text_in
from widgets.name_dropdown import NameDropdown

Complete = Callable[[Field, str], Awaitable[Sequence[Candidate]]]
"""`complete(field, typed)`: the records that the field may mean by what is typed."""

REQUIRED = "* "
"""Stands before the label of a field that is required."""
_LONGEST_MEANING = 60


class FieldInput(Vertical):
    """A label, a control and a line for errors. `text` is what was typed; an empty one is "unknown"."""

    DEFAULT_CSS: ClassVar[str] = """
    FieldInput {
        height: auto;
        & Horizontal { height: auto; }
        & .label { width: 24; padding: 0 1; color: $text-muted; }
        & Input, & Select, & SafeTextArea { width: 1fr; max-width: 80; }
        & SafeTextArea { width: 1fr; height: auto; min-height: 2; max-height: 8; padding: 0; }
        & .meaning { width: 1fr; height: auto; min-height: 1; padding: 0 1; color: $text-success; }
        & > .problem { display: none; width: 1fr; padding: 0 1 0 24; color: $text-error; text-style: bold; }
        &.wrong > .problem { display: block; }
        &.required .label { color: $foreground; text-style: bold; }
        &.here .label { text-style: underline; }
        &.required.here .label { text-style: bold underline; }
        &:ansi .input--placeholder { text-style: dim italic; }
    }
    """

    class Righted(Message):
        """What was wrong here is wrong no more."""

    notation: reactive[Notation | None] = reactive(None)
    """How dates and numbers are typed here; until it is known, nothing is said of them."""

    def __init__(self, field: Field, text: str, complete: Complete) -> None:
        super().__init__()
        self.set_class(field.required, "required")
        self.field, self._complete, self._name_first = field, complete, ""
        self._control = control_for(field, text)
        self._shown_first = text
        self._refused: str | None = None

    def compose(self) -> ComposeResult:
        with Horizontal():
            mark = REQUIRED if self.field.required else ""
            yield Label(Content(safe(f"{mark}{self.field.label}")), classes="label")
            yield self._control
            if self.field.holds in EXPLAINED:
                yield FewLines(classes="meaning")

    def on_mount(self) -> None:
        """Remember what the person finds here."""
        self._shown_first = self.text

    @property
    def text(self) -> str:
        """What the field holds now, as typed."""
        return text_in(self._control)

    @property
    def changed(self) -> bool:
        """Whether the person has changed anything here; what was only made safe to show is as it was."""
        return self.text != self._shown_first

    def put(self, text: str) -> None:
        """Let the field hold another text, as if it had been typed."""
        put_in(self._control, text)

    def rebase(self, text: str) -> None:
        """Take another text for what was there before; what was typed stays, what was not typed shows it."""
        typed = self.text if self.changed else None
        self.put(text)
        self._shown_first = self.text
        if typed is not None:
            self.put(typed)

    def name_first(self, name: str) -> None:
        """Say which record is meant by what was there first."""
        self._name_first = "" if name == self.text else name
        self._say_meaning()

    def begin(self) -> None:
        """Go here to type."""
        self._control.focus()

    def say(self, problem: str) -> None:
        """Show what is wrong beside the field; an empty sentence takes it away."""
        if self.has_class("wrong") and not problem:
            self.post_message(self.Righted())
        self.set_class(bool(problem), "wrong")
        self._refused = self.text if problem else None
        if problem and not self.query(".problem"):
            self.mount(FewLines(most=MOST_OF_A_PROBLEM, classes="problem"))
        for line in self.query(".problem").results(FewLines):
            line.words = problem

    @on(Input.Changed)
    @on(NameDropdown.Chosen)
    @on(ChoiceList.Changed)
    async def _follow(self) -> None:
        """Say what is understood, as it is typed; a name being typed is looked up."""
        if self.field.holds in LOOKED_UP and self.changed and self._control.has_focus:
            (await self._dropdown()).look_up()
        if self.changed and self.text != self._refused:
            self.say("")
        self._say_meaning()

    async def _dropdown(self) -> NameDropdown:
        """Return the drop-down; it is made when it is first needed, for most fields of a form never need it."""
        for dropdown in self.query(NameDropdown):
            return dropdown
        assert isinstance(self._control, Input)
        several = self.field.holds in (Type.REFERENCES, Type.SHARES)
        ending = ":" if self.field.holds is Type.SHARES else ""
        made = NameDropdown(self._control, self._ask, several=several, ending=ending)
        await self.mount(made)
        return made

    async def _ask(self, typed: str) -> Sequence[Candidate]:
        return await self._complete(self.field, typed)

    def _say_meaning(self) -> None:
        understood = self._meaning()
        for line in self.query(".meaning").results(FewLines):
            line.words = f"= {understood}" if understood else ""
        if understood:
            self.say("")

    def _meaning(self) -> str:
        if not self.changed and self._name_first:
            return self._name_first
        for dropdown in self.query(NameDropdown):
            return dropdown.named.about if dropdown.named else ""
        if self.notation is None or len(self.text) > _LONGEST_MEANING:
            return ""
        return meaning(self.field, self.text, self.notation)

    def watch_notation(self) -> None:
        """Say what is understood of what was there first."""
        if self.is_mounted:
            self._say_meaning()

    @on(events.DescendantFocus)
    def _arrive(self) -> None:
        """Show by more than a colour which field is typed in."""
        self.add_class("here")

    @on(events.DescendantBlur)
    def _leave(self) -> None:
        """Say what is wrong as soon as the person goes on to another field."""
        self.remove_class("here")
        if self.notation is not None and self.changed:
            self.say(mistake(self.field, self.text, self.notation))
