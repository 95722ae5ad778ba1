"""The safe themes keep their colours apart for eyes that see two of the three basic colours."""

from itertools import combinations

import pytest
from textual.color import Color
from textual.theme import Theme

from screens.themes import SAFE_DARK, SAFE_LIGHT, THEMES, WORDS

APART = 20
"""In steps of CIE 1976 Lab, of which a person sees about two."""

SEEN_BY = {
    "all": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deuteranopia": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritanopia": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}
"""Machado, Oliveira and Fernandes 2009, on linear light, at full strength."""


def linear(color: Color) -> list[float]:
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized]


def lab(light: list[float]) -> tuple[float, float, float]:
    red, green, blue = (min(1.0, max(0.0, part)) for part in light)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    a, b, c = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * b - 16, 500 * (a - b), 200 * (b - c)


def seen(color: Color, eyes: str) -> tuple[float, float, float]:
    light = linear(color)
    return lab([sum(weight * part for weight, part in zip(row, light, strict=True)) for row in SEEN_BY[eyes]])


def meanings(theme: Theme) -> dict[str, Color]:
    """The colours as text has them, by what they mean."""
    colours = theme.to_color_system().generate() | theme.variables
    return {name: Color.parse(colours[f"text-{name}"]) for name in ("error", "warning", "success", "accent")}


@pytest.mark.parametrize("eyes", SEEN_BY)
@pytest.mark.parametrize("theme", [SAFE_DARK, SAFE_LIGHT], ids=lambda theme: theme.name)
def test_late_at_risk_fine_and_here_are_told_apart_by_all_eyes(theme: Theme, eyes: str) -> None:
    close = {}
    for (one, first), (other, second) in combinations(meanings(theme).items(), 2):
        far = sum((a - b) ** 2 for a, b in zip(seen(first, eyes), seen(second, eyes), strict=True)) ** 0.5
        if far < APART:
            close[one, other] = round(far)
    assert close == {}


def test_every_theme_of_our_own_is_named_and_described_first() -> None:
    assert list(WORDS)[: len(THEMES)] == [theme.name for theme in THEMES]
