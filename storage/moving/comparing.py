"""Whether a copy is what its source is: a count and a digest a table, worked out in the same way from both."""

from sqlalchemy import Connection

from storage.moving import forms
from storage.moving.parts import Part, parts
from storage.moving.transfer import STREAMED, Count


def differing(source: Connection, target: Connection, count: Count) -> list[Part]:
    """Return the tables whose rows are not the same in both."""
    return [part for part in parts() if digest(source, part, count) != digest(target, part, count)]


def digest(connection: Connection, part: Part, count: Count) -> tuple[int, str]:
    """Return how many rows a table has, and a digest over them in the order of their key."""
    found, formed = forms.Digest(), forms.reading(connection.dialect.name, part.table)
    with connection.execute(part.rows(connection.dialect.name), execution_options=STREAMED) as stream:
        for portion in stream.partitions():
            for row in portion:
                found.add(formed(row))
            count.more(len(portion))
    return found.found
