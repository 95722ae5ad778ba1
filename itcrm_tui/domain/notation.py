"""How the text at hand writes numbers, dates and money, and what is said when it cannot be read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, tzinfo


class ParseError(ValueError):
    """The text is no value of the field; the message is a sentence that says what would be."""


class TwoReadingsError(ParseError):
    """The text says two things, and which is meant has to be told."""


@dataclass(frozen=True, kw_only=True)
class Notation:
    """What has been told about a text. None is "not told": then only what has a single reading is read.

    `ahead`: `fri` and `12 dec` are the next such day, else the last.
    `today` makes `fri`, `+2w` and `12 dec` understood; a file has no today, so that it says the same every day.
    `is_working` says on which days the organization works.
    """

    decimal_mark: str | None = None
    day_first: bool | None = None
    today: date | None = None
    ahead: bool = True
    time_zone: tzinfo = UTC
    currency_decimals: int = 2
    is_working: Callable[[date], bool] | None = None
