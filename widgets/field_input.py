"""One field of a form: its label, a fitting input, and what is wrong with it."""

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.suggester import Suggester
from textual.widgets import Input, Label, Select, TextArea

from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.text import safe, safe_lines
from widgets.safe_input import SafeInput

Complete = Callable[[str, str], Awaitable[str | None]]
"""`complete(kind, typed)`: the name of the first record of the kind that begins like that."""

_EXAMPLES: dict[Type, str] = {
    Type.DATE: "2026-12-31, fri, +2w, 12 dec",
    Type.INSTANT: "2026-12-31 14:00",
    Type.MONTH: "2026-12",
    Type.MINUTES: "hours: 40, 7.5, 90m",
    Type.MONEY: "1100.04",
    Type.TEXTS: "several, separated by ;",
    Type.REFERENCES: "names, separated by ;",
    Type.SHARES: "DBA:0.6;Network:0.4",
    Type.REFERENCE: "name or code",
}


class NameSuggester(Suggester):
    """Completes the name of a record as it is typed; the right arrow takes it. What was there first is complete."""

    def __init__(self, target: str, complete: Complete, first: str) -> None:
        super().__init__(case_sensitive=True)
        self._target, self._complete, self._first = target, complete, first

    async def get_suggestion(self, value: str) -> str | None:
        """Return a name that begins with what was typed, in the typed letters."""
        typed = value.strip() and value != self._first
        found = await self._complete(self._target, value) if typed else None
        return value + found[len(value) :] if found else None


class FieldInput(Vertical):
    """A label, an input and a line for errors. `text` is what was typed; an empty one is "unknown"."""

    DEFAULT_CSS: ClassVar[str] = """
    FieldInput { height: auto; }
    FieldInput Horizontal { height: auto; }
    FieldInput Label { width: 24; padding: 0 1; color: $text-muted; }
    FieldInput.required Label { color: $foreground; text-style: bold; }
    FieldInput Input, FieldInput Select { width: 1fr; }
    FieldInput TextArea { width: 1fr; height: auto; min-height: 2; max-height: 8; padding: 0; }
    FieldInput > .problem { display: none; width: 1fr; padding: 0 1 0 24; color: $text-error; text-style: bold; }
    FieldInput.wrong > .problem { display: block; }
    """

    def __init__(self, field: Field, text: str, complete: Complete) -> None:
        super().__init__(classes="required" if field.required else None)
        self.field, self._before, self._complete = field, text, complete
        self._shown_first = text

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Label(Content(safe(self.field.label)))
            yield self._input()
        yield Label("", classes="problem", markup=False)

    def _input(self) -> Input | TextArea | Select[str]:
        match self.field.holds:
            case Type.LINES:
                return TextArea(safe_lines(self._before), compact=True, tab_behavior="focus", soft_wrap=True)
            case Type.CHOICE if self.field.choices:
                return self._select([str(word) for word in self.field.choices])
            case Type.FLAG:
                return self._select(["yes", "no"])
        name = self.field.holds is Type.REFERENCE and self.field.target
        suggester = NameSuggester(self.field.target or "", self._complete, self._before) if name else None
        example = _EXAMPLES.get(self.field.holds, "")
        return SafeInput(self._before, placeholder=example, compact=True, suggester=suggester, select_on_focus=False)

    def _select(self, words: list[str]) -> Select[str]:
        chosen = self._before if self._before in words else Select.NULL
        return Select([(word, word) for word in words], value=chosen, allow_blank=True, compact=True, prompt="-")

    def on_mount(self) -> None:
        """Remember what the person finds here."""
        self._shown_first = self.text

    @property
    def text(self) -> str:
        """What the field holds now, as typed."""
        control = self.query_one("Input, TextArea, Select")
        match control:
            case TextArea():
                return control.text
            case Input():
                return control.value
            case Select():
                return "" if control.value is Select.NULL else str(control.value)
        return ""

    @property
    def changed(self) -> bool:
        """Whether the person has changed anything here; what was only made safe to show is as it was."""
        return self.text != self._shown_first

    def say(self, problem: str) -> None:
        """Show what is wrong beside the field; an empty sentence takes it away."""
        self.set_class(bool(problem), "wrong")
        self.query_one(".problem", Label).update(Content(safe(problem)))
