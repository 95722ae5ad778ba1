"""A pane of plain text to read: sections under or beside their headings, wrapped, scrolled by key."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple, Protocol, TypeAlias

from rich.cells import cell_len
from textual import events
from textual.binding import BindingType
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from itcrm_tui.text import safe, safe_lines
from widgets.cells import fit, wrap
from widgets.hint_bar import Hint
from widgets.line_widget import LineWidget, Run
from widgets.list_keys import MOVING_KEYS


class Beside(NamedTuple):
    """A text with a label on its left; its further lines begin below its first one."""

    label: str
    text: str
    style: str = ""


Words: TypeAlias = str | tuple[str, str] | Beside
"""A line of text, or one with the style of `STYLE_NAMES` that it is in; it may hold line ends."""


class Section(NamedTuple):
    """Lines of text that belong together, with a heading or without."""

    heading: str | None
    lines: Sequence[Words]


class Readable(Protocol):
    """What a pane can show: anything with a heading and lines, such as a `Section`."""

    @property
    def heading(self) -> str | None: ...

    @property
    def lines(self) -> Sequence[Words]: ...


class RuleDragged(Message):
    """The rule was dragged up by so many lines, or down by a negative number."""

    def __init__(self, by: int) -> None:
        super().__init__()
        self.by = by


def _parted(words: Words) -> Beside:
    """Return words as a label, which may be none, and what stands beside it."""
    match words:
        case Beside():
            return words._replace(label=safe(words.label))
        case str():
            return Beside("", words)
        case text, style:
            return Beside("", text, style)


class ReadingPane(LineWidget):
    """A rule, and below it sections of text. Keys scroll it when it has the focus."""

    can_focus = True
    BINDINGS: ClassVar[list[BindingType]] = MOVING_KEYS
    HINTS: ClassVar[Sequence[Hint]] = (
        Hint("j k", "scroll", "move(1)"),
        Hint("PgDn", "page", "page(2)"),
        Hint("tab", "next pane", "next_pane"),
        Hint("Esc", "back", "back"),
    )
    DEFAULT_CSS = "ReadingPane { width: 1fr; height: 1fr; }"

    sections: reactive[Sequence[Readable]] = reactive((), init=False)
    heading_width: reactive[int] = reactive(0, init=False)
    """Cells for headings beside their text; 0 puts each on a line above it."""
    rule: reactive[bool] = reactive(True, init=False)
    """Whether a line of dashes parts the pane from what is above it."""

    def __init__(
        self,
        sections: Sequence[Readable] = (),
        *,
        heading_width: int = 0,
        rule: bool = True,
        name: str | None = None,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._lines: list[list[Run]] = []
        self._top = 0
        self.set_reactive(ReadingPane.sections, sections)
        self.set_reactive(ReadingPane.heading_width, heading_width)
        self.set_reactive(ReadingPane.rule, rule)

    def watch_sections(self) -> None:
        """Show other text from its beginning."""
        self._top = 0
        self._lay_out()

    def watch_heading_width(self) -> None:
        """Lay the text out anew."""
        self._lay_out()

    def on_resize(self, event: events.Resize) -> None:
        """Wrap to the new width."""
        self._lay_out()

    def on_focus(self) -> None:
        """Show that keys come here."""
        self.refresh(Region(0, 0, self.size.width, 1))

    def on_blur(self) -> None:
        """Show that keys go elsewhere."""
        self.refresh(Region(0, 0, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """Return one line: the rule, or text."""
        if self.rule and y == 0:
            return self.paint(self._rule())
        index = self._top + y - self.rule
        return self.paint(self._lines[index] if index < len(self._lines) else ())

    def action_move(self, by: int) -> None:
        """Scroll by lines."""
        self._look(self._top + by)

    def action_page(self, halves: int) -> None:
        """Scroll by half pages."""
        self._look(self._top + halves * max(1, self._room // 2))

    def action_jump(self, to_end: bool) -> None:
        """Scroll to the first or the last line."""
        self._look(len(self._lines) if to_end else 0)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll with the wheel."""
        event.stop()
        self._look(self._top + 3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll with the wheel."""
        event.stop()
        self._look(self._top - 3)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the rule."""
        if self.rule and event.y == 0:
            event.stop()
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the rule."""
        if self.app.mouse_captured is self and event.y != 0:
            self.post_message(RuleDragged(-event.y))

    def on_mouse_up(self) -> None:
        """Let go of the rule."""
        self.release_mouse()

    @property
    def _room(self) -> int:
        return max(1, self.size.height - self.rule)

    def _look(self, top: int) -> None:
        top = max(0, min(top, len(self._lines) - self._room))
        if top != self._top:
            self._top = top
            self.refresh()

    def _lay_out(self) -> None:
        self._lines = [line for section in self.sections for line in self._section(section)]
        self._top = max(0, min(self._top, len(self._lines) - self._room))
        self.refresh()

    def _section(self, section: Readable) -> Iterator[list[Run]]:
        beside = self.heading_width
        heading = section.heading
        if heading is not None and not beside:
            yield from ([(" " + line, "strong")] for line in wrap(safe(heading), self.size.width - 2))
        label = fit(safe(heading or ""), beside - 1) + " " if beside else ""
        for text, style in self._wrapped(section, self.size.width - 2 - beside):
            yield [(" " + label, "title"), (text, style)]
            label = " " * beside

    def _wrapped(self, section: Readable, width: int) -> Iterator[Run]:
        for words in section.lines:
            label, text, style = _parted(words)
            room = max(2, width - cell_len(label))
            for piece in (piece for line in safe_lines(text).split("\n") for piece in wrap(line, room)):
                yield f"{label}{piece}", style
                label = " " * cell_len(label)

    def _rule(self) -> list[Run]:
        below = len(self._lines) - self._top - self._room
        words = f" {below:,} more line{'s' if below > 1 else ''} " if below > 0 else ""
        start = ">" if self.has_focus else " "
        dashes = "-" * max(0, self.size.width - 2 - len(words) - 2 * bool(words))
        return [(start, "here"), (dashes, "faint"), (words, "muted"), ("--" if words else "", "faint")]
