"""Copy a database into another: begun or gone on with, followed by a comparison and the self check of the copy."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, text

from itcrm_tui.log import note
from storage.engines.backend import Backend
from storage.errors import ReadOnlyError, StoreError
from storage.moving import notes
from storage.moving.comparing import differing
from storage.moving.following import follow
from storage.moving.parts import Part, parts
from storage.moving.target import Target
from storage.moving.transfer import Count, Progress, copy_part
from storage.opening import open_to_look
from storage.store import Store
from storage.verify import verify


class NotEqualError(StoreError):
    """A copy is not what its source holds; it stays unfinished."""


@dataclass(frozen=True)
class Copied:
    """A whole copy: its rows, its newest change set's number, whether an earlier run had begun it.

    `findings` is what the self check says of the copy as well as of the source.
    """

    source: str
    target: str
    rows: int
    change_sets: int
    continued: bool
    findings: Sequence[str]


def copy_database(source_url: str, target_url: str, progress: Progress) -> Copied:
    """Copy all of a database into an empty one, or go on with an unfinished copy; return what was copied.

    The source is read as it is at one moment, whoever writes meanwhile. What was copied by an earlier run and has
    moved on since is copied again. Until the copy is whole and equal, row for row, nothing opens the target.
    Raises StoreError; `progress` may raise to stop.
    """
    with closing(open_to_look(source_url)) as source, _moment(source) as reading:
        now = notes.whence(reading, source.backend.shown_url)
        target = Target(target_url)
        with closing(target.store):
            fresh = target.begin(now)
            if not fresh:
                follow(reading, target, now)
            rows = _copy(reading, target, progress)
            _compare(reading, target, Count(progress, "Comparing", 2 * rows))
            findings = _check(source, target)
            target.finish()
    note("database copied", rows=rows, change_sets=now.sequence, continued=not fresh)
    return Copied(now.shown_url, target.shown, rows, now.sequence, not fresh, findings)


@contextmanager
def _moment(store: Store) -> Iterator[Connection]:
    """One moment of the whole source. Raises ReadOnlyError where part of it is not for this role."""
    with store.connected() as connection:
        tables = [part.name for part in parts()]
        if store.backend.unreadable(connection, tables):
            raise ReadOnlyError(
                f"Part of {store.backend.shown_url} is not for your role. Its owner can copy all of it."
            )
        _take_time(connection, store.backend)
        yield connection


def _take_time(connection: Connection, backend: Backend) -> None:
    """Let a moment last as long as it takes, and let no policy leave rows out without a word."""
    backend.without_hurry(connection)
    if backend.name == "postgresql":
        connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
        connection.execute(text("SET LOCAL row_security = off"))


def _copy(reading: Connection, target: Target, progress: Progress) -> int:
    """Copy what is still to be copied; return how many rows there are in all."""
    with target.store.connected() as connection:
        begun = notes.reached(connection)
    total = sum(part.count(reading) for part in parts())
    count = Count(progress, "Copying", total)
    count.more(sum(one.rows for one in begun.values()))
    for part in parts():
        copy_part(reading, target, part, begun.get(part.name), count)
    return total


def _compare(reading: Connection, target: Target, count: Count) -> None:
    with target.store.connected() as connection:
        _take_time(connection, target.backend)
        wrong = differing(reading, connection, count)
    if wrong:
        _copy_anew(target, wrong)
        names = ", ".join(part.name for part in wrong)
        raise NotEqualError(
            f"{target.shown} does not hold what it was copied from, in: {names}."
            " The same command copies that again; until then it stays an unfinished copy."
        )


def _copy_anew(target: Target, wrong: list[Part]) -> None:
    with target.writing() as connection:
        target.empty(connection, wrong)


def _check(source: Store, target: Target) -> list[str]:
    """Return what the self check finds in the copy; raises NotEqualError where it finds what the source has not."""
    found = verify(target.store)
    known = verify(source) if found else []
    if own := [sentence for sentence in found if sentence not in known]:
        raise NotEqualError(f"{target.shown} is equal to its source, but not sound, and stays unfinished: {own[0]}")
    return found
