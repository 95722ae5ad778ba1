"""The four lists: roster, directory, board and inbox, a page at a time, with their counts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from itcrm_tui.domain.commitment import CommitmentState
from itcrm_tui.domain.overview import BoardCard, DirectoryRow, InboxRow, Key, RosterRow
from itcrm_tui.ids import RecordId
from storage.store import Store
from storage.views import board as board_view
from storage.views import counting, parts
from storage.views import directory as directory_view
from storage.views import inbox as inbox_view
from storage.views import roster as roster_view
from storage.views.counting import Counted


@dataclass(frozen=True)
class Span:
    """Which part of a list: up to `limit` rows after `start`, or before it when backwards."""

    start: Key | None = None
    backwards: bool = False
    limit: int = 50


def roster(store: Store, words: str, today: date, span: Span) -> list[RosterRow]:
    """Return a page of clients, in order of name."""
    with store.connected() as connection:
        return roster_view.roster(
            connection, words, today=today, start=span.start, backwards=span.backwards, limit=span.limit
        )


def directory(store: Store, words: str, today: date, span: Span) -> list[DirectoryRow]:
    """Return a page of services, in order of name."""
    with store.connected() as connection:
        return directory_view.directory(
            connection, words, today=today, start=span.start, backwards=span.backwards, limit=span.limit
        )


def board_column(store: Store, states: Collection[CommitmentState], words: str, span: Span) -> list[BoardCard]:
    """Return a page of the commitments in some states, the soonest due first."""
    with store.connected() as connection:
        return board_view.board_column(
            connection, states, words, start=span.start, backwards=span.backwards, limit=span.limit
        )


def inbox(store: Store, words: str, span: Span) -> list[InboxRow]:
    """Return a page of feedback, what is open first, the newest on top."""
    with store.connected() as connection:
        return inbox_view.inbox(connection, words, start=span.start, backwards=span.backwards, limit=span.limit)


@dataclass(frozen=True)
class Counts:
    """How many there are in all, and how many the words match; `more`: at least so many."""

    all: int
    shown: int
    more: bool = False


def counts(store: Store, kind: str, words: str) -> Counts:
    """Return how many records of a kind there are, and how many of them the words match."""
    with store.connected() as connection:
        every = counting.count(connection, kind, "").rows
        found = counting.count(connection, kind, words) if words.strip() else Counted(every)
        return Counts(every, found.rows, found.more)


def board_counts(store: Store, words: str, today: date) -> dict[CommitmentState, tuple[int, int]] | None:
    """Return for each state how many commitments are in it, and how many of those are overdue.

    None where the words match too many to count.
    """
    with store.connected() as connection:
        return counting.board_counts(connection, words, today)


def open_feedback(store: Store) -> int:
    """Return how many pieces of feedback are not closed."""
    with store.connected() as connection:
        return counting.open_feedback(connection)


def place_by_name(store: Store, kind: str, record_id: RecordId) -> Key | None:
    """Return where a record stands in a list by name; None when it is not there."""
    with store.connected() as connection:
        return parts.place_by_name(connection, kind, record_id)


def place_in_inbox(store: Store, record_id: RecordId) -> Key | None:
    """Return where a piece of feedback stands in the inbox; None when it is not there."""
    with store.connected() as connection:
        return inbox_view.place(connection, record_id)
