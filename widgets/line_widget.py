"""The base of everything drawn line by line: named styles from the theme, and few bytes a line."""

from collections.abc import Iterable
from typing import Literal, TypeAlias

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.css.styles import RenderStyles
from textual.dom import DOMNode
from textual.strip import Strip
from textual.widget import Widget

Run: TypeAlias = tuple[str, str]
"""A piece of safe text and the name of its style; no name is plain text."""

Ground = Literal["", "cursor", "resting", "marked"]
"""What a line lies on: nothing, the cursor of the focused list or that of one without focus, a marked row."""

CURSOR_SIGNS: dict[Ground, str] = {"cursor": ">", "resting": ":"}
"""What stands before the row at the cursor, so that the list with the keys is known without colours."""

STYLE_NAMES = frozenset({"title", "here", "strong", "muted", "faint", "late", "risk", "good"})
"""What text can mean: a heading, where you are, weight, an aside, ornament, overdue, in danger, fine."""

_QUIET_AT_CURSOR = {"muted": ""}


class LineWidget(Widget):
    """A widget that paints lines of text in styles named by meaning.

    Its parts `line--NAME`, one for each style and ground, are styled when one is first painted, and not all of them
    whenever the widget is, as Textual does with component classes: that took a tenth of a start.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    LineWidget {
        & > .line--title { color: $text-muted; text-style: bold; }
        & > .line--here { color: $text-accent; text-style: bold; }
        & > .line--strong { text-style: bold; }
        & > .line--muted { color: $text-muted; }
        & > .line--faint { color: $foreground 30%; }
        & > .line--late { color: $text-error; text-style: bold; }
        & > .line--risk { color: $text-warning; }
        & > .line--good { color: $text-success; }
        & > .line--cursor { background: $accent 22%; text-style: bold; }
        & > .line--resting { background: $foreground 7%; }
        & > .line--marked { background: $warning 14%; }
        &:ansi > .line--muted { color: ansi_default; text-style: dim; }
        &:ansi > .line--faint { color: ansi_default; text-style: dim; }
        &:ansi > .line--title { color: ansi_default; text-style: bold; }
        &:ansi > .line--cursor { color: $accent; background: ansi_default; text-style: bold; }
        &:ansi > .line--resting { color: $accent; background: ansi_default; }
        &:ansi > .line--marked { color: ansi_yellow; background: ansi_default; }
    }
    """

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(name=name, id=id, classes=classes)
        self._looks: dict[tuple[str, Ground], Style] = {}

    def notify_style_update(self) -> None:
        """Forget the looks of an earlier theme."""
        self._looks.clear()
        self._component_styles.clear()
        super().notify_style_update()

    def get_component_styles(self, *names: str) -> RenderStyles:
        """Return the styles of parts, styled now if nothing has been painted with them yet."""
        for name in names:
            if name not in self._component_styles:
                part = DOMNode(classes=name)
                part._attach(self)
                self.app.stylesheet.apply(part)
                self._component_styles[name] = part.styles
        return super().get_component_styles(*names)

    def paint(self, runs: Iterable[Run], ground: Ground = "") -> Strip:
        """Return the runs as one line as wide as the widget; neighbours that look alike are sent as one."""
        return self.paint_pieces(((text, name, ground) for text, name in runs), ground)

    def paint_pieces(self, runs: Iterable[tuple[str, str, Ground]], ground: Ground = "") -> Strip:
        """Return runs as one line, each with what it lies on; `ground`: that of a line without any."""
        pieces: list[tuple[str, Style]] = []
        last: Ground | None = None
        for text, name, under in runs:
            look = self.look(name, under)
            if pieces and (pieces[-1][1] is look or (under == last and not text.strip())):
                pieces[-1] = (pieces[-1][0] + text, pieces[-1][1])
            elif text:
                pieces.append((text, look))
            last = under
        return self._strip(pieces or [("", self.look("", ground))])

    def _strip(self, pieces: list[tuple[str, Style]]) -> Strip:
        width = self.size.width
        spare = width - sum(cell_len(text) for text, _ in pieces)
        pieces[-1] = (pieces[-1][0] + " " * spare, pieces[-1][1])
        strip = Strip([Segment(text, look) for text, look in pieces])
        return strip.crop(0, width) if spare < 0 else strip

    def look(self, name: str, ground: Ground = "") -> Style:
        """Return the terminal style of a named style; a name that is none of `STYLE_NAMES` is plain."""
        if ground:
            name = _QUIET_AT_CURSOR.get(name, name)
        if (look := self._looks.get((name, ground))) is None:
            look = self._looks[name, ground] = self._resolve(name, ground)
        return look

    def _resolve(self, name: str, ground: Ground) -> Style:
        under = self.get_component_rich_style(f"line--{ground}") if ground else self.rich_style
        if name not in STYLE_NAMES:
            return under
        over = self.get_component_rich_style(f"line--{name}")
        return under + over + Style(bgcolor=under.bgcolor)
