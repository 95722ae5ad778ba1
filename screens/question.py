"""One question, answered by a letter."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from itcrm_tui.text import safe_lines
from screens.bindings import bindings


class Question(ModalScreen[str]):
    """A sentence and its answers, each a letter and a word. Esc answers with nothing."""

    CSS_PATH = "question.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("leave.back")

    def __init__(self, sentence: str, answers: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.sentence, self.answers = sentence, answers

    def compose(self) -> ComposeResult:
        parts = [Content.assemble((f" {key} ", "reverse"), f" {words}   ") for key, words in self.answers]
        yield Static(Content("\n\n").join([Content(safe_lines(self.sentence)), Content("").join(parts)]))

    def on_key(self, event: events.Key) -> None:
        """Take the first key that is an answer."""
        if event.key in {key for key, _ in self.answers}:
            event.stop()
            self.dismiss(event.key)

    def action_back(self) -> None:
        """Leave without an answer."""
        self.dismiss("")
