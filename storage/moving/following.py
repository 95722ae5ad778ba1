"""A source that went on meanwhile: rows that were copied and have moved on since are copied again.

The journal names them. All of them go before the first comes back, as one may have what another has given up.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select

from itcrm_tui.ids import RecordId
from storage.batches import among, batches
from storage.change import Action
from storage.ledger import change_set
from storage.moving import forms, notes
from storage.moving.notes import Reached, Whence
from storage.moving.parts import Follows, Part, parts
from storage.moving.target import Target
from storage.moving.transfer import STREAMED, key_of, write_rows
from storage.search import write_words
from storage.search.texts import Texts

IDS = 1_000


def follow(source: Connection, target: Target, now: Whence) -> None:
    """Make what has been copied as it is in the source at this moment, or begin anew where that cannot be told."""
    with target.writing() as connection:
        before = notes.source_of(connection)
        begun = notes.reached(connection)
        followed = _can_be_followed(source, before)
        anew = [part for part in parts() if not followed or part.follows is Follows.NOTHING]
        target.empty(connection, anew)
        if not followed:
            notes.note_source(connection, now)
    if followed and before.sequence != now.sequence:
        _catch_up(source, target, before.sequence, begun)
        with target.writing() as connection:
            notes.note_source(connection, now)


def _can_be_followed(source: Connection, before: Whence) -> bool:
    """Not one that was set back to an earlier state, nor one that has lost a person's data from its journal since."""
    if notes.set_at(source, before.sequence) != before.newest:
        return False
    erased = (change_set.c.sequence > before.sequence) & (change_set.c.action == str(Action.ERASE))
    return source.scalar(select(change_set.c.id).where(erased).limit(1)) is None


def _catch_up(source: Connection, target: Target, since: int, begun: dict[str, Reached]) -> None:
    followed = [part for part in parts() if part.follows is not Follows.NOTHING and part.name in begun]
    for part in followed:
        for ids in _moved_on(source, part, since):
            with target.writing() as connection:
                _take_away(connection, part, ids)
    for part in followed:
        for ids in _moved_on(source, part, since):
            with target.writing() as connection:
                _bring_back(source, connection, part, ids, begun[part.name])


def _moved_on(source: Connection, part: Part, since: int) -> Iterator[Sequence[str]]:
    with source.execute(part.moved_on(since), execution_options=STREAMED) as stream:
        yield from batches((row[0] for row in stream), IDS)


def _take_away(connection: Connection, part: Part, ids: Sequence[str]) -> None:
    connection.execute(part.table.delete().where(among(part.table.c[part.known_by], ids)))
    if part.kind:
        gone = [RecordId(one) for one in ids]
        now = "1970-01-01T00:00:00.000000Z"
        write_words(connection, part.kind, Texts(part.kind.name, dict.fromkeys(ids, ""), now), gone)


def _bring_back(source: Connection, connection: Connection, part: Part, ids: Sequence[str], reached: Reached) -> None:
    """What comes after the last row that was copied is still on its way by itself."""
    formed = forms.reading(source.dialect.name, part.table)
    rows = [formed(row) for row in source.execute(part.rows(source.dialect.name, ids=ids))]
    passed = [row for row in rows if reached.after is not None and key_of(part, row) <= reached.after]
    write_rows(connection, part, passed)
