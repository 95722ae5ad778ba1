"""What SQLite is taught: to fold texts and to order exact decimals, as the program itself does."""

import sqlite3
from decimal import Decimal

from itcrm_tui.text import folded


def teach(connection: sqlite3.Connection) -> None:
    """Add the functions to a connection."""
    connection.create_function("folded", 1, _folded, deterministic=True)
    connection.create_function("decimal_order", 2, _order, deterministic=True)


def _folded(text: str | None) -> str | None:
    return None if text is None else folded(text)


def _order(one: str | None, other: str | None) -> int | None:
    """Return -1, 0 or 1, as one decimal is smaller than, equal to or greater than the other."""
    if one is None or other is None:
        return None
    first, second = Decimal(one), Decimal(other)
    return (first > second) - (first < second)
