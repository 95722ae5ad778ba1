"""Lists to test with: numbered rows behind a fetch function, and a look at what a widget shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from rich.cells import cell_len
from textual import on
from textual.app import App, ComposeResult
from textual.message import Message
from textual.widget import Widget

from widgets.filter_bar import FilterChanged, FilterClosed
from widgets.hint_bar import HintChosen
from widgets.list_messages import FetchFailed, RowHighlighted, RowOpened, RowRested, RowsArrived
from widgets.place_bar import PlaceChosen

MessageT = TypeVar("MessageT", bound=Message)

HOSTILE_NAMES = {
    "markup": "[@click=app.quit]x[/] [bold]y",
    "escape": "\x1b[31mred\x1b]0;title\x07\x1b[2J",
    "line ends": "one\r\ntwo\nthree\tfour\x00",
    "bidi": "abc\u202etxt.exe\u2066\u200f",
    "zero width": "fin\u200ban\u200dce\ufeff\u2060",
    "very wide": "全角文字の名前はとても幅が広いので切られます" * 4,
    "right to left": "حساب المالية לקוח",
    "combining": "e\u0301" * 8 + "z" + "\u0351" * 500,
    "surrogate": "a\ud800b",
    "private": "a\ue000b\U000f0000",
    "emoji": "👩\u200d👩\u200d👧 ❤\ufe0f 🏳\ufe0f\u200d🌈",
    "long": "very long name " * 700,
}


@dataclass(frozen=True)
class Item:
    """A row that stands at its number."""

    key: int
    name: str = ""

    @property
    def id(self) -> str:
        return self.name or str(self.key)


class Items:
    """A list held in memory, answered as a keyset source would; counts how often it is asked."""

    def __init__(self, count: int = 0, names: list[str] | None = None) -> None:
        self.items = [Item(key, name) for key, name in enumerate(names or [""] * count)]
        self.asked = 0

    def fetch(self, start: int | None, backwards: bool, count: int) -> list[Item]:
        self.asked += 1
        if backwards:
            return [item for item in self.items if start is None or item.key < start][-count:]
        return [item for item in self.items if start is None or item.key > start][:count]

    def find(self, wanted: str) -> int | None:
        return next((item.key for item in self.items if item.id == wanted), None)


class Stage(App[None]):
    """An app that shows some widgets and keeps what they tell."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, *widgets: Widget) -> None:
        super().__init__()
        self.widgets = widgets
        self.told: list[Message] = []

    def compose(self) -> ComposeResult:
        yield from self.widgets

    def heard(self, kind: type[MessageT]) -> list[MessageT]:
        """The messages of one kind so far, in the order they came."""
        return [message for message in self.told if isinstance(message, kind)]

    @on(RowHighlighted)
    @on(RowRested)
    @on(RowOpened)
    @on(RowsArrived)
    @on(FetchFailed)
    @on(FilterChanged)
    @on(FilterClosed)
    @on(PlaceChosen)
    @on(HintChosen)
    def _keep(self, message: Message) -> None:
        self.told.append(message)


def shown(widget: Widget) -> list[str]:
    """What the widget's lines say, without the blanks at their ends."""
    return [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]


def cells(widget: Widget) -> set[int]:
    """How many cells the widget's lines take."""
    return {cell_len(widget.render_line(y).text) for y in range(widget.size.height)}


def is_harmless(text: str) -> bool:
    """Whether a terminal would do nothing but show it."""
    return text.isprintable() and "\u202e" not in text


def repaints(widget: Widget) -> Callable[[], list[int]]:
    """Watch a widget; the function returned says which of its lines were asked to be painted since."""
    lines: list[int] = []
    refresh = widget.refresh

    def watched(*regions: object, **options: object) -> Widget:
        lines.extend(y for region in regions for y in region.line_range)  # type: ignore[attr-defined]
        if not regions:
            lines.extend(range(widget.size.height))
        return refresh(*regions, **options)  # type: ignore[arg-type]

    widget.refresh = watched  # type: ignore[method-assign, assignment]

    def seen() -> list[int]:
        found = sorted(lines)
        lines.clear()
        return found

    return seen
