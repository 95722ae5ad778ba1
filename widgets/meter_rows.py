"""The lines of the capacity meter as pieces of text, without a screen: bars, hours free, and what is short."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from itcrm_tui.domain.capacity.meter import Week
from itcrm_tui.domain.capacity.words import bar
from itcrm_tui.domain.wording import day_words
from widgets.cells import fit, safe_fit
from widgets.line_widget import Ground, Run

Piece = tuple[str, str, Ground]
"""Text, the name of its style, and what it lies on."""

HEADING = "HOURS FREE"
SIGNS = {"#": "firm", "+": "soft", "?": "this", "!": "over", ".": "free", "h": "holiday"}
BAR, NUMBER = 8, 6
BLOCK = 1 + BAR + 1 + NUMBER
"""A cell for the cursor, the bar, a blank, and the hours free."""
NARROWEST_NAME, WIDEST_NAME = 12, 28
HOUR = 60
_STYLES = {"#": "", "+": "muted", "?": "here", "!": "late", ".": "faint", "h": "faint"}


@dataclass(frozen=True)
class MeterRow:
    """A role with its weeks. `is_known`: whether anybody with known hours fills it; unknown is not none."""

    id: str
    name: str
    weeks: Sequence[Week]
    is_known: bool = True

    @property
    def is_short(self) -> bool:
        """Whether more is wanted in some week than there is."""
        return any(week.free < 0 for week in self.weeks)


@dataclass(frozen=True)
class Metered:
    """All roles, in the order in which they are shown, on a day; `remark`: what could not be counted."""

    today: date
    rows: Sequence[MeterRow] = ()
    remark: str = ""

    @property
    def weeks(self) -> int:
        """How many weeks there are."""
        return len(self.rows[0].weeks) if self.rows else 0


@dataclass(frozen=True)
class Widths:
    """How many weeks a line has room for, and how many cells the name before them."""

    weeks: int
    name: int


def widths(cells: int, longest: int) -> Widths:
    """Return what fits into so many cells; the name takes what the weeks leave, as far as it needs it."""
    room = cells - 2
    weeks = max(1, (room - NARROWEST_NAME) // BLOCK)
    return Widths(weeks, max(len(HEADING), min(room - weeks * BLOCK, max(longest, len(HEADING)) + 1, WIDEST_NAME)))


def hours_free(week: Week, is_known: bool) -> str:
    """Return the hours free of a week: `44`, `-14`, `0 FULL`; `-` where nobody knows how many there are."""
    if not is_known:
        return "-" if week.free == 0 else f"{week.free // HOUR}"
    hours = week.free // HOUR
    return "0 FULL" if hours == 0 and week.available else f"{hours}"


def rule(width: int, has_focus: bool) -> tuple[Run, ...]:
    """Return the line above the meter, with what its signs mean as far as there is room."""
    legend = "  ".join(f"{sign} {words}" for sign, words in SIGNS.items())
    shown = f"---- {legend} " if len(legend) + 8 <= width else ""
    return (
        (">" if has_focus else " ", "here"),
        (shown[:4], "faint"),
        (shown[4:], "muted"),
        ("-" * max(0, width - 2 - len(shown)), "faint"),
    )


def heading(known: Metered, first: int, there: Widths) -> tuple[Run, ...]:
    """Return the heading, and the day on which each week begins."""
    weeks = known.rows[0].weeks[first : first + there.weeks] if known.rows else ()
    days = (" " + safe_fit(day_words(week.starts_on, known.today), BLOCK - 1) for week in weeks)
    return ((" " + fit(HEADING, there.name), "title"), ("".join(days), "muted"))


def role_line(row: MeterRow, first: int, there: Widths, chosen: int | None, ground: Ground) -> Iterator[Piece]:
    """Yield a role and its weeks from the first in sight on; `chosen`: the week under the cursor, if it is here."""
    yield ">" if chosen is not None else " ", "", ""
    yield safe_fit(row.name, there.name), "risk" if row.is_short else "", ""
    for number, week in enumerate(row.weeks[first : first + there.weeks], start=first):
        yield from _week(week, row.is_known, ground if number == chosen else "")
    yield " ", "", ""


def _week(week: Week, is_known: bool, ground: Ground) -> Iterator[Piece]:
    yield ">" if ground else " ", "", ground
    for sign, cells in groupby(bar(week, BAR)):
        yield "".join(cells), _STYLES.get(sign, ""), ground
    yield " ", "", ground
    style = "late" if week.free < 0 else "risk" if is_known and week.available and week.free < HOUR else ""
    yield safe_fit(hours_free(week, is_known), NUMBER, "right"), style, ground


def more_words(hidden: Iterable[MeterRow]) -> str:
    """Return what is out of sight: `2 more, none short`."""
    rows = list(hidden)
    short = sum(row.is_short for row in rows)
    return f"{len(rows):,} more, {f'{short:,} short' if short else 'none short'}"
