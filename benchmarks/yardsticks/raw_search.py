"""The newest feedback that holds a word, in raw SQL: the least a search costs on each engine."""

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Ask = Callable[[str], Sequence[Any]]
TRIGRAM = 3

_SHOWN = "SELECT f.id, f.subject, f.state, f.received_at"
_INDEXED = f"""
{_SHOWN} FROM search_text_index i CROSS JOIN search_text s ON s.position = i.rowid
CROSS JOIN feedback f ON f.id = s.record_id
WHERE search_text_index MATCH :wanted AND i.rowid BETWEEN :first AND :last
  AND s.kind = 'feedback' AND instr(s.text, :word) > 0 AND f.deleted_at IS NULL
ORDER BY i.rowid DESC LIMIT 50
"""
_SHORT = f"""
{_SHOWN} FROM search_text s CROSS JOIN feedback f ON f.id = s.record_id
WHERE s.position BETWEEN :first AND :last
  AND s.kind = 'feedback' AND instr(s.text, :word) > 0 AND f.deleted_at IS NULL
ORDER BY s.position DESC LIMIT 50
"""
_RANGE = "SELECT min(position), max(position) FROM search_text WHERE kind = 'feedback'"
_ON_POSTGRES = f"""
{_SHOWN} FROM search_text s JOIN feedback f ON f.id = s.record_id
WHERE s.kind = 'feedback' AND f.deleted_at IS NULL AND s.text LIKE %(word)s
ORDER BY s.record_id DESC LIMIT 50
"""


def on_sqlite(path: Path) -> Ask:
    """Return what asks a SQLite file."""
    connection = sqlite3.connect(path)
    first, last = connection.execute(_RANGE).fetchone()

    def ask(word: str) -> Sequence[Any]:
        wanted = " AND ".join(f'"{word[at : at + TRIGRAM]}"' for at in range(len(word) - TRIGRAM + 1))
        given = {"word": word, "first": first, "last": last, "wanted": wanted}
        return connection.execute(_INDEXED if wanted else _SHORT, given).fetchall()

    return ask


def on_postgres(url: str) -> Ask:
    """Return what asks a PostgreSQL database."""
    import psycopg

    connection = psycopg.connect(url, autocommit=True)
    return lambda word: connection.execute(_ON_POSTGRES, {"word": f"%{word}%"}).fetchall()
