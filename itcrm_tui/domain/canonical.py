"""The one way to write a decimal and a moment as text."""

from datetime import UTC, datetime
from decimal import Decimal


def decimal_text(value: Decimal) -> str:
    """Return the one way to write a decimal: no exponent, no trailing zeros; `2.50` and `2.5` are equal."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def instant_text(value: datetime) -> str:
    """Return a moment as UTC with microseconds, so that text sorts as time does."""
    return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def instant_from(text: str) -> datetime:
    """Return the moment that `instant_text` wrote."""
    return datetime.fromisoformat(text)
