"""The fields of a form in two columns: down the one, then down the other, as tab goes."""

from collections.abc import Sequence
from itertools import accumulate

from textual.containers import Container, Vertical

from itcrm_tui.domain.fields import Field, Type

LINES_OF_TEXT = 3
"""A long text counts for so many lines."""


class Halves(Container):
    """Two columns of fields, where the form has room for them; else one below the other."""

    DEFAULT_CSS = "Halves { height: auto; }"


class Half(Vertical):
    """One of the two."""

    DEFAULT_CSS = "Half { height: auto; }"


def in_halves(fields: Sequence[Field]) -> tuple[Sequence[Field], Sequence[Field]]:
    """Return the fields of the left and of the right column, of about the same height, the left one the taller."""
    heights = list(accumulate(LINES_OF_TEXT if field.holds is Type.LINES else 1 for field in fields))
    cut = next((at + 1 for at, height in enumerate(heights) if height * 2 >= heights[-1]), len(fields))
    return fields[:cut], fields[cut:]
