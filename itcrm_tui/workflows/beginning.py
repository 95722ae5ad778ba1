"""What a start shows first: the roster's first page, where it can be had before the database is open."""

from datetime import date
from pathlib import Path

from storage.first_page import FirstPage, first_page


def first_clients(path: Path, today: date | None, rows: int) -> FirstPage | None:
    """Return the first `rows` clients by name out of a SQLite file; None where only opening it can tell."""
    return first_page(path, today, rows)
