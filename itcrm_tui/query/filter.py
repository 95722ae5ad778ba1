"""A filter that is understood: the text that was typed, with the tree it means for its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from itcrm_tui.query.tree import Tree


class Filter(str):
    """The text of a filter, which goes wherever plain words go; whoever looks for them finds what it means."""

    tree: Tree

    def __new__(cls, text: str, tree: Tree) -> Self:
        """Return a text with its meaning."""
        made = super().__new__(cls, text)
        made.tree = tree
        return made

    def strip(self, chars: str | None = None, /) -> Self:
        """Return it without the blanks around it; it means the same."""
        return type(self)(super().strip(chars), self.tree)
