"""Rows on their way: read from the source's one moment, written to the target some at a time, each time noted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from itcrm_tui.domain.kinds import Kind
from storage.batches import batches
from storage.bulk import insert_rows
from storage.moving import forms, notes
from storage.moving.forms import Values
from storage.moving.notes import Reached
from storage.moving.parts import Part
from storage.moving.target import Target
from storage.rows import searched_fields, words_in
from storage.search import write_words
from storage.search.texts import Texts

PORTION = 5_000
STREAMED = {"yield_per": PORTION}

Progress = Callable[[str, int, int], object]
"""Hears what is being done, how many rows of how many; what it raises ends the copy, which can go on later."""


@dataclass
class Count:
    """How many rows are done, of all; told as they become more."""

    progress: Progress
    what: str
    total: int
    done: int = 0

    def more(self, rows: int) -> None:
        """Tell that so many more rows are done."""
        self.done += rows
        self.progress(self.what, self.done, self.total)


def copy_part(source: Connection, target: Target, part: Part, reached: Reached | None, count: Count) -> None:
    """Copy the rows of a table that are still to be copied."""
    formed, at = forms.reading(source.dialect.name, part.table), reached
    query = part.rows(source.dialect.name, after=reached.after if reached else None)
    with source.execute(query, execution_options=STREAMED) as stream:
        for portion in batches(stream, PORTION):
            rows = [formed(row) for row in portion]
            now = Reached(key_of(part, rows[-1]), (at.rows if at else 0) + len(rows))
            with target.writing() as connection:
                notes.advance(connection, part.name, at, now)
                write_rows(connection, part, rows)
            at = now
            count.more(len(rows))


def write_rows(connection: Connection, part: Part, rows: Sequence[Values]) -> None:
    """Write rows in the common form, and what a search looks through."""
    driven = forms.writing(connection.dialect.name, part.table)
    insert_rows(connection, part.table, [column.name for column in part.table.columns], [driven(row) for row in rows])
    if part.kind:
        _write_words(connection, part, part.kind, rows)


def key_of(part: Part, row: Values) -> Values:
    """Return the key of a row."""
    names = [column.name for column in part.table.columns]
    return tuple(row[names.index(name)] for name in part.key)


def _write_words(connection: Connection, part: Part, kind: Kind, rows: Sequence[Values]) -> None:
    """The texts of the living, each as of the moment that the record is from."""
    at = {column.name: place for place, column in enumerate(part.table.columns)}
    searched = [at[name] for name in searched_fields(kind.name)]
    living = [row for row in rows if row[at["deleted_at"]] is None]
    texts = {row[at["id"]]: words_in([row[place] for place in searched]) for row in living}
    moments = {row[at["id"]]: (kind.dated_by and row[at[kind.dated_by]]) or row[at["created_at"]] for row in living}
    if moments:
        now = max(moments.values())
        write_words(connection, kind, Texts(kind.name, texts, now, moments))
