"""A figure of the table: what was measured, against what, and whether that is good enough."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One line. `met` is None where there is no target; `ours` and `theirs` are said with their units."""

    what: str
    ours: str
    theirs: str = ""
    ratio: float | None = None
    target: str = ""
    met: bool | None = None


def compared(what: str, ours: float, theirs: float, unit: str, yardstick: str, limit: float | None) -> Figure:
    """Return a figure held against a yardstick measured in the same run; `limit` is how often it may be that."""
    ratio = ours / theirs if theirs else float("inf")
    return Figure(
        what=what,
        ours=said(ours, unit),
        theirs=f"{yardstick} {said(theirs, unit)}",
        ratio=round(ratio, 3),
        target="" if limit is None else f"≤ {limit:g} ×",
        met=None if limit is None else ratio <= limit,
    )


def bounded(what: str, ours: float, limit: float, unit: str, theirs: str = "") -> Figure:
    """Return a figure that must not be more than a limit."""
    return Figure(what=what, ours=said(ours, unit), theirs=theirs, target=f"≤ {said(limit, unit)}", met=ours <= limit)


def told(what: str, ours: str, theirs: str = "") -> Figure:
    """Return a figure without a target."""
    return Figure(what=what, ours=ours, theirs=theirs)


def said(value: float, unit: str) -> str:
    """Return a value with its unit: three digits, or whole where it is large."""
    return f"{value:,.0f} {unit}" if abs(value) >= 100 or value == int(value) else f"{value:.3g} {unit}"


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the smallest value that so many in a hundred do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, ceil(percent / 100 * len(ordered)) - 1)]


def p50_and_p99(values: Sequence[float], unit: str) -> str:
    """Return median and 99th percentile in words."""
    return f"{said(median(values), unit)} / {said(percentile(values, 99), unit)}"
