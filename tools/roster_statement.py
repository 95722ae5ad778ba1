"""Write `storage/roster_statement.py` anew, after a change to `storage/views/roster.py`."""

from datetime import date
from pathlib import Path

from sqlalchemy.dialects import sqlite

from storage.views.roster import first_rows

_DAY, _LIMIT = date(2000, 1, 1), 7_777_777
HEAD = '''"""The statement that reads the first rows of the roster from SQLite, as `views/roster.py` makes it.

Written by `python -m tools.roster_statement`.
"""
'''


def statement() -> str:
    """Return the text of the roster's first page on SQLite, with `:today` and `:limit` in it."""
    query = first_rows(_DAY).limit(_LIMIT)
    text = str(query.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))  # type: ignore[no-untyped-call]
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(lines).replace(f"'{_DAY}'", ":today").replace(f"LIMIT {_LIMIT} OFFSET 0", "LIMIT :limit")


if __name__ == "__main__":
    file = Path("storage/roster_statement.py")
    file.write_text(f'{HEAD}\n# ruff: noqa: E501\n\nROSTER = """\n{statement()}\n"""\n', encoding="utf-8")
