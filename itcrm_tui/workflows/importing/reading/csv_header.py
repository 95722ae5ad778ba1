"""Which row of a CSV file is its header: below the title, the notes or the comments that some programs write first."""

from collections.abc import Sequence

_LEAST = 3
"""Columns that a list below a title has at least; with fewer, commas may be part of a text."""

_MOST = 0.6
"""A header names this share of the columns at least."""


def header_below(widths: Sequence[int]) -> int:
    """Return which row is the header: the first, unless it is one cell above rows of many; `widths` counts cells."""
    if not widths or widths[0] != 1:
        return 0
    usual = sorted(widths)[len(widths) // 2]
    if usual < _LEAST:
        return 0
    return next(at for at, width in enumerate(widths) if width >= _MOST * usual)
