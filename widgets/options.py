"""A list of options that bears what a person does to it: a window of one cell, keys before it has been laid out."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Self

from textual.content import Content
from textual.geometry import Size
from textual.visual import VisualType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from itcrm_tui.text import safe

NARROWEST = 8
"""Cells for which its height is reckoned at least."""


class Options(OptionList):
    """Textual's list of options. Plain words are made safe, and are never markup."""

    def add_options(self, new_options: "Iterable[Option | VisualType | None]") -> Self:
        """Add options."""
        return super().add_options([_harmless(one) for one in new_options])

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return its height; in less than a few cells nothing can be wrapped."""
        return super().get_content_height(container, viewport, max(width, NARROWEST))

    def action_page_down(self) -> None:
        """Go a page down, once it is known how much a page is."""
        with suppress(KeyError):
            super().action_page_down()  # type: ignore[no-untyped-call]

    def action_page_up(self) -> None:
        """Go a page up, once it is known how much a page is."""
        with suppress(KeyError):
            super().action_page_up()  # type: ignore[no-untyped-call]


def _harmless(one: "Option | VisualType | None") -> "Option | VisualType | None":
    match one:
        case str():
            return Content(safe(one))
        case Option(prompt=str() as words):
            return Option(Content(safe(words)), id=one.id, disabled=one.disabled)
    return one
