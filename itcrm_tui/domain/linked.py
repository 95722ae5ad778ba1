"""Lines to read that lead somewhere: to a record, or to the rows behind a figure."""

from collections.abc import Iterable
from dataclasses import dataclass

from itcrm_tui.domain.wording import Section
from itcrm_tui.ids import RecordId


@dataclass(frozen=True)
class Way:
    """Where a line leads: to a record of a kind, or to a tab of the view. `words` name it where there are several."""

    words: str = ""
    kind: str = ""
    record: RecordId | None = None
    tab: str = ""


@dataclass(frozen=True)
class Line:
    """Words with what is behind them, in a style where they mean more than they say."""

    words: str
    ways: tuple[Way, ...] = ()
    style: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Lines under or beside a heading; `apart` from what is above them or not."""

    heading: str
    lines: tuple[Line, ...]
    apart: bool = False


def to_record(words: str, kind: str, record: RecordId, style: str = "") -> Line:
    """Return a line that leads to a record."""
    return Line(words, (Way(words, kind, record),), style)


def to_tab(words: str, tab: str, style: str = "") -> Line:
    """Return a line that leads to the rows behind it."""
    return Line(words, (Way(words, tab=tab),), style)


def as_sections(paragraphs: Iterable[Paragraph]) -> list[Section]:
    """Return the words alone."""
    return [Section(one.heading, tuple(line.words for line in one.lines)) for one in paragraphs]
