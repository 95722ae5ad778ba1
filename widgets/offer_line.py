"""What can stand where something is being typed, in one line: the one that Tab takes is marked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from itcrm_tui.text import safe

if TYPE_CHECKING:
    from itcrm_tui.query.completion import Offer

MOST_SHOWN = 12
LONGEST = 24


class OfferTaken(Message):
    """An offer was clicked."""

    def __init__(self, offer: "Offer") -> None:
        super().__init__()
        self.offer = offer


class OfferLine(Static):
    """Empty where there is nothing to offer, and then of no width."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__("", id=id, markup=False)
        self.offers: Sequence[Offer] = ()
        self.at = 0

    @property
    def chosen(self) -> "Offer | None":
        """The offer that is marked."""
        return self.offers[self.at] if self.offers else None

    def show(self, offers: "Sequence[Offer]") -> None:
        """Show other offers, the first one marked."""
        if (list(self.offers), self.at) != (list(offers), 0):
            self.offers, self.at = offers, 0
            self._paint()

    def move(self, by: int) -> None:
        """Mark the next offer, or the one before; after the last comes the first."""
        self.at = (self.at + by) % len(self.offers)
        self._paint()

    def _paint(self) -> None:
        around = range(self.at, min(self.at + MOST_SHOWN, len(self.offers)))
        self.update(Content("  ").join([self._shown(at) for at in around]))

    def _shown(self, at: int) -> Content:
        words = safe(self.offers[at].text)
        short = words if len(words) <= LONGEST else f"{words[:LONGEST]}..."
        click = Style.from_meta({"@click": ("take", (at,))})
        return Content.styled(short, "reverse" if at == self.at else "").stylize(click)

    def action_take(self, at: int) -> None:
        """Take the offer that was clicked."""
        if at < len(self.offers):
            self.post_message(OfferTaken(self.offers[at]))
