"""What is wrong with a screen that shows hostile texts: its lines, its bars, and what the terminal would be sent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from itcrm_tui.text import safe

SENT = re.compile(r"\x1b\[[0-9;]*[mH]|\n")
"""What the terminal is sent besides words: colours, and where they stand."""

TITLES = ".title, #title"
MOST_LINES = 3


def harm(pilot: Pilot[int]) -> list[str]:
    """Return what is wrong with the screen, in sentences; nothing when it is as wide and as high as it has to be."""
    screen = pilot.app.screen
    found = [*_wrong_lines(screen), *_wrong_bytes(screen), *_wrong_places(screen)]
    return found if pilot.app.is_running else [*found, "The app has ended."]


def _wrong_lines(screen: Screen[object]) -> Iterator[str]:
    width, height = screen.size
    strips = screen._compositor.render_strips()
    if len(strips) != height:
        yield f"There are {len(strips)} lines instead of {height}."
    for number, strip in enumerate(strips):
        text = "".join(segment.text for segment in strip)
        if text != safe(text):
            yield f"Line {number} has what is not safe: {text!r}."
        if cell_len(text) != width:
            yield f"Line {number} is {cell_len(text)} cells wide instead of {width}: {text!r}."
        if any("app.quit" in str(segment.style.meta) for segment in strip if segment.style):
            yield f"A click on line {number} would do what a text says: {text!r}."


def _wrong_bytes(screen: Screen[object]) -> Iterator[str]:
    sent = screen._compositor.render_full_update().render_segments(screen.app.console)
    words = SENT.sub("", sent)
    if not words.isprintable():
        yield f"The terminal is sent {[char for char in words if not char.isprintable()]!r}."


def _wrong_places(screen: Screen[object]) -> Iterator[str]:
    """Bars stand where they belong, and a title leaves room for what it is the title of."""
    width, height = screen.size
    for bar in shown(screen, "PlaceBar"):
        if bar.region != (0, 0, width, 2):
            yield f"The place bar stands at {bar.region}."
    for bar in shown(screen, "HintBar, BottomLine"):
        if (bar.region.x, bar.region.width, bar.region.bottom) != (0, width, height) or bar.region.height > MOST_LINES:
            yield f"The hints stand at {bar.region}."
    for title in shown(screen, TITLES):
        if not 1 <= screen.find_widget(title).visible_region.height <= MOST_LINES:
            yield f"The title stands at {title.region}."
    for panel in shown(screen, "Panel"):
        if not screen.region.contains_region(panel.region):
            yield f"The panel stands at {panel.region}."
        lost = [one for one in panel.children if one.display and not panel.region.contains_region(one.region)]
        if lost:
            yield f"In the panel {lost} has no room."


def shown(screen: Screen[object], selector: str) -> list[Widget]:
    return [one for one in screen.query(selector).results(Widget) if one.is_on_screen or one.display]
