"""The bottom line of a screen: hints, or for a while what there is to tell."""

from textual import events
from textual.reactive import reactive
from textual.strip import Strip

from itcrm_tui.text import safe
from widgets.cells import few, fit, wrap
from widgets.hint_bar import HintBar

MOST_LINES = 3
KEY_GAP = "   "
"""What stands in a message between a sentence and the key that goes on from it."""
SENTENCE_END = ". "
COMMAND_BEGINS = ": "


class BottomLine(HintBar):
    """Hints that give way to a message as long as there is one; a long one stands on up to three lines."""

    message: reactive[str] = reactive("")

    def watch_message(self) -> None:
        """Take as many lines as the message needs."""
        self.styles.height = len(self._lines())

    def hush(self) -> None:
        """Take the message away."""
        self.message = ""

    def on_resize(self, event: events.Resize) -> None:
        """Break the message anew."""
        self.watch_message()

    def render_line(self, y: int) -> Strip:
        """Return a line of the message, or the hints."""
        if not self.message:
            return super().render_line(y)
        lines = self._lines()
        line = lines[y] if y < len(lines) else ""
        return self.paint([(" ", ""), (fit(line, self.size.width - 2), "strong")])

    def _lines(self) -> list[str]:
        return broken(safe(self.message), self.size.width - 2) if self.message and self.size.width else [""]


def broken(message: str, width: int) -> list[str]:
    """Return a safe message as at most three lines; what is cut is cut before its end, where the key or way out is."""
    if len(wrap(message, width)) == 1:
        return [message]
    sentence, _, key = message.rpartition(KEY_GAP)
    if not sentence:
        return _to_its_last_sentence(message, width)
    lines = wrap(sentence, width)
    together = f"{lines[-1]}{KEY_GAP}{key}"
    fits = len(wrap(together, width)) == 1
    lines = [*lines[:-1], together] if fits else [*lines, *wrap(key, width)]
    return few(lines, width, MOST_LINES, to_the_end=True)


def _to_its_last_sentence(message: str, width: int) -> list[str]:
    """Return a message in which the last sentence, or a command at its end, is whole if there is room for it at all.

    They say what to do; a line before them says why, also where that makes one more.
    """
    lines = wrap(message, width)
    for sign in (SENTENCE_END, COMMAND_BEGINS) if len(lines) > MOST_LINES else ():
        before, _, last = message.rpartition(sign)
        end = wrap(last, width)
        if before and len(end) <= MOST_LINES - (sign is SENTENCE_END):
            why = wrap(f"{before}{sign}".rstrip(), width)
            return [*few(why, width, max(1, MOST_LINES - len(end))), *end]
    return few(lines, width, MOST_LINES, to_the_end=True)
