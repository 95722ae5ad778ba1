"""One line of what a promise needs: a role with hours and a start, or a thing and when it is there."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input

from itcrm_tui.domain.candidate import Candidate
from widgets.date_input import DateInput
from widgets.few_lines import MOST_OF_A_PROBLEM, FewLines
from widgets.name_dropdown import NameDropdown
from widgets.safe_input import SafeInput

Suggest = Callable[[str], Awaitable[Sequence[Candidate]]]
PARTS = ("what", "hours", "start")
_EXAMPLES = {"what": "role, licence, budget", "hours": "hours", "start": "from 5 dec"}


class NeedLine(Horizontal):
    """Three inputs, and beside them what is understood, or what is wrong. `key` tells the lines apart."""

    DEFAULT_CSS: ClassVar[str] = """
    NeedLine {
        height: auto;
        & Input { margin: 0 1 0 0; }
        & .what { width: 22; }
        & .hours { width: 8; }
        & .start { width: 12; }
        & .beside { width: 1fr; height: auto; min-height: 1; color: $text-muted; }
        &.wrong .beside { color: $text-error; text-style: bold; }
        & Input.off { text-style: underline; }
        &:ansi .input--placeholder { text-style: dim italic; }
    }
    """

    class Changed(Message):
        """Something else stands in the line."""

        def __init__(self, line: "NeedLine") -> None:
            super().__init__()
            self.line = line

    class Left(Message):
        """The person has gone on from the line."""

    def __init__(self, key: str, texts: Mapping[str, str], suggest: Suggest) -> None:
        super().__init__()
        self.key, self._suggest = key, suggest
        self._first = {part: texts.get(part, "") for part in PARTS}
        self._problems: dict[str, str] = {}
        self._beside = ""
        make = {"what": SafeInput, "hours": SafeInput, "start": DateInput}
        self._inputs = {
            part: made(
                self._first[part], placeholder=_EXAMPLES[part], compact=True, select_on_focus=False, classes=part
            )
            for part, made in make.items()
        }

    def compose(self) -> ComposeResult:
        yield from self._inputs.values()
        yield FewLines(most=1, classes="beside")

    def on_mount(self) -> None:
        """Remember what the person finds here: what may not be shown is shown otherwise."""
        self._first = self.texts

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the line, by part."""
        return {part: one.value for part, one in self._inputs.items()}

    @property
    def changed(self) -> bool:
        """Whether the person has changed anything here."""
        return self.texts != self._first

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands here."""
        return not any(text.strip() for text in self.texts.values())

    def put(self, texts: Mapping[str, str]) -> None:
        """Let parts hold other texts, as if they had been typed."""
        for part, text in texts.items():
            self._inputs[part].value = text

    @property
    def first_wrong(self) -> str:
        """The first part with which something is wrong, else the first of all."""
        return next((part for part in PARTS if part in self._problems), PARTS[0])

    def begin(self, part: str = "what") -> None:
        """Go here to type."""
        self._inputs[part].focus()

    def show_beside(self, words: str, *, is_thing: bool = False) -> None:
        """Say what is understood; what is wrong goes before it. A thing takes no hours."""
        self._beside = words
        self._inputs["hours"].placeholder = "" if is_thing else _EXAMPLES["hours"]
        self._show()

    def say(self, problems: Mapping[str, str]) -> None:
        """Say what is wrong with parts of the line; nothing takes it away."""
        self._problems = dict(problems)
        self._show()

    def _show(self) -> None:
        for part, one in self._inputs.items():
            one.set_class(part in self._problems, "off")
        self.set_class(bool(self._problems), "wrong")
        for beside in self.query(".beside").results(FewLines):
            beside.most = MOST_OF_A_PROBLEM if self._problems else 1
            beside.words = " ".join(self._problems.values()) or self._beside

    @on(Input.Changed)
    async def _follow(self, event: Input.Changed) -> None:
        """Look up a name that is typed; what was wrong with a part is no longer said of another text."""
        event.stop()
        if event.input is self._inputs["what"] and event.input.has_focus and self.changed:
            (await self._dropdown()).look_up()
        for part, one in self._inputs.items():
            if one is event.input and self._problems.pop(part, ""):
                self._show()
        self.post_message(self.Changed(self))

    async def _dropdown(self) -> NameDropdown:
        for dropdown in self.query(NameDropdown):
            return dropdown
        made = NameDropdown(self._inputs["what"], self._suggest)
        await self.mount(made)
        return made

    @on(NameDropdown.Chosen)
    def _chosen(self, event: NameDropdown.Chosen) -> None:
        event.stop()
        self.post_message(self.Changed(self))

    @on(events.DescendantBlur)
    def _leave(self) -> None:
        self.post_message(self.Left())
