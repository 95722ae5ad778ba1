"""One field of which there are two sides, or three once something else is typed: one of them is taken."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from itcrm_tui.domain.differing import Part, differing
from itcrm_tui.text import safe, safe_lines
from widgets.hung_text import HungText
from widgets.side_radio import SIDE_CELLS, SideRadio
from widgets.side_set import SideSet

if TYPE_CHECKING:
    from itcrm_tui.workflows.moved import Moved

WAS = f"    {'was':{SIDE_CELLS}}"
MUCH_THE_SAME = 20
"""So many characters at the beginning let two texts be taken for the same at a glance."""


class Side(StrEnum):
    """Whose value is taken, in the order in which they stand there."""

    MINE = "mine"
    THEIRS = "theirs"
    OTHER = "other"


class MovedField(Vertical):
    """What a field was, what I typed, what it is now and by whom; what was typed in place of mine is a third choice."""

    def __init__(self, moved: "Moved") -> None:
        super().__init__()
        self.moved = moved

    def compose(self) -> ComposeResult:
        moved = self.moved
        who = f"  changed by {safe(moved.who)}" if moved.who else ""
        yield Static(Content.assemble((safe(moved.label), "bold"), who))
        saw, mine, theirs = map(safe_lines, moved.sides)
        yield HungText(WAS, Content(differing(saw, mine)[0].text), classes="saw")
        mine_part, their_part = differing(mine, theirs)
        with SideSet(compact=True):
            yield SideRadio(Side.MINE, _marked(mine_part), value=True)
            yield SideRadio(Side.THEIRS, _marked(their_part))
            yield SideRadio(Side.OTHER, Content(), disabled=True)

    @property
    def side(self) -> Side:
        """Whose value the person takes."""
        return list(Side)[self.query_one(SideSet).pressed_index]

    def retype(self, text: str) -> None:
        """Offer something else beside mine and theirs, and take it."""
        other = self._of(Side.OTHER)
        mine, _ = differing(safe_lines(text) or "nothing", safe_lines(self.moved.typed))
        other.say(Content(mine.text))
        other.disabled = False
        self.take(Side.OTHER)

    def take(self, side: Side) -> None:
        """Take one of the sides."""
        self._of(side).value = True

    def _of(self, side: Side) -> SideRadio:
        return list(self._sides())[list(Side).index(side)]

    def _sides(self) -> Iterator[SideRadio]:
        yield from self.query(SideRadio)


def _marked(part: Part) -> Content:
    """Return what is shown of a side; where much of it is the same as on the other, the rest is underlined."""
    shown, same = Content(part.text), len(part.text) - (part.end - part.start)
    is_marked = part.start >= MUCH_THE_SAME or same * 2 >= len(part.text)
    return shown.stylize("underline", part.start, part.end) if is_marked and part.end > part.start else shown
