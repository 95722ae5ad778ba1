"""What is said with a step of a promise: records, days and hours, read from the arguments."""

from datetime import date
from typing import TYPE_CHECKING, TypeVar

from itcrm_tui.cli.explaining import UsageError

if TYPE_CHECKING:
    from itcrm_tui.domain.record import Record
    from storage.reader import Reader

    R = TypeVar("R", bound=Record)


def named(reader: "Reader", record_type: "type[R]", words: str) -> "R":
    """Return the one record of a type that the words name; raises as `finding.find` does."""
    from itcrm_tui.domain.kinds import kind_of
    from itcrm_tui.workflows.finding import find

    found = find(reader, kind_of(record_type), words)
    assert isinstance(found, record_type)
    return found


def day(reader: "Reader", text: str) -> date:
    """Return a typed day. Raises UsageError."""
    from itcrm_tui.domain import parsing_dates
    from itcrm_tui.domain.notation import ParseError
    from itcrm_tui.workflows import notation

    try:
        return parsing_dates.day(text, notation.typed(reader))
    except ParseError as error:
        raise UsageError(str(error)) from None


def minutes(reader: "Reader", text: str) -> int:
    """Return typed hours in minutes. Raises UsageError."""
    from itcrm_tui.domain import parsing_numbers
    from itcrm_tui.domain.notation import ParseError
    from itcrm_tui.workflows import notation

    try:
        found = parsing_numbers.minutes(text, notation.typed(reader))
    except ParseError as error:
        raise UsageError(str(error)) from None
    if found < 0:
        raise UsageError(f"“{text}” is less than no hours.")
    return found


def today(reader: "Reader") -> date:
    """Return the day it is for the organization."""
    from itcrm_tui.workflows import notation

    return notation.today(reader.settings())
