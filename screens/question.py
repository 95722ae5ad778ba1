"""One question, answered by a letter."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Static

from screens.bindings import bindings
from screens.host import Host
from screens.leaving_once import LeavingOnce
from screens.panel import Panel
from widgets.bound import bound
from widgets.few_lines import FewLines

SIDES, GAP = 4, "  "


class Question(LeavingOnce[str], ModalScreen[str]):
    """A sentence and its answers, each a letter and a word. Esc answers with nothing."""

    CSS_PATH = "question.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("leave.back"), *bound("data.help", "app.show_help")]

    def __init__(self, sentence: str, answers: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.sentence, self.answers = sentence, answers

    def compose(self) -> ComposeResult:
        with Panel(classes="foot"):
            yield FewLines(self.sentence, most=max(1, self.app.size.height // 2), to_the_end=True)
            yield Static(self._parted(self.app.size.width - SIDES), classes="answers")

    def on_resize(self, event: events.Resize) -> None:
        """Part the answers anew."""
        for answers in self.query(".answers").results(Static):  # over a slow line it may be gone already
            answers.update(self._parted(event.size.width - SIDES))

    def _parted(self, width: int) -> Content:
        """Return the answers, none of them broken."""
        lines = [Content("")]
        for answer in (_clickable(key, words) for key, words in self.answers):
            if lines[-1] and lines[-1].cell_length + answer.cell_length - len(GAP) > width:
                lines.append(Content(""))
            lines[-1] += answer
        return Content("\n").join(lines)

    def on_mount(self) -> None:
        """Take what was typed while this was opening."""
        if isinstance(self.app, Host):
            self.call_after_refresh(self.app.release_keys)

    def on_key(self, event: events.Key) -> None:
        """Take the first key that is an answer."""
        typed = next((key for key, _ in self.answers if key in (event.key, event.character)), None)
        if typed is not None:
            event.stop()
            self._answer(typed)

    def action_answer(self, key: str) -> None:
        """Give the answer that was clicked."""
        self._answer(key)

    def action_back(self) -> None:
        """Leave without an answer."""
        self._answer("")

    def _answer(self, key: str) -> None:
        self.dismiss(key)


def _clickable(key: str, words: str) -> Content:
    answer = Style.from_meta({"@click": ("screen.answer", (key,))})
    return Content.assemble((f" {key} ", "reverse"), f" {words} ").stylize(answer) + GAP
