"""Some of a few words: each with a box that shows by a character whether it is chosen. Nothing is chosen beforehand."""

from collections.abc import Sequence

from textual import on
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from itcrm_tui.text import safe
from widgets.options import Options


class ChoiceList(Options):
    """`[x] chosen` or `[ ] not chosen`; Space or Enter turns the one under the cursor."""

    BINDINGS = [Binding("space", "select", show=False)]
    DEFAULT_CSS = """
    ChoiceList {
        width: 1fr; max-width: 80; height: auto; border: none; padding: 0; background: transparent;
        & > .option-list--option-highlighted { text-style: none; background: transparent; color: $foreground; }
        &:focus > .option-list--option-highlighted {
            background: $block-cursor-background; color: $block-cursor-foreground;
        }
    }
    """

    class Changed(Message):
        """Other words are chosen."""

    def __init__(self, words: Sequence[str], chosen: Sequence[str]) -> None:
        self.words = tuple(words)
        self._chosen, self._strange = set(chosen) & set(words), _others(chosen, words)
        super().__init__(*(Option(self._line(word)) for word in self.words), markup=False, compact=True)
        self.highlighted = 0

    @property
    def chosen(self) -> tuple[str, ...]:
        """The words that are chosen, in the order in which they stand; at the end what was put here and is none.

        That is kept so that whoever saves it hears of it, until something else is chosen.
        """
        return (*(word for word in self.words if word in self._chosen), *self._strange)

    @chosen.setter
    def chosen(self, words: Sequence[str]) -> None:
        self._chosen, self._strange = set(words) & set(self.words), _others(words, self.words)
        for at, word in enumerate(self.words):
            self.replace_option_prompt_at_index(at, self._line(word))
        self.post_message(self.Changed())

    @on(OptionList.OptionSelected)
    def _turn(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.chosen = tuple(self._chosen ^ {self.words[event.option_index]})

    def _line(self, word: str) -> Content:
        return Content(safe(f"[{'x' if word in self._chosen else ' '}] {word}"))


def _others(chosen: Sequence[str], words: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in chosen if word not in words))
