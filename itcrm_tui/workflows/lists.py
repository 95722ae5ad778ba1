"""The four lists: roster, directory, board and inbox, a page at a time, with their counts."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from itcrm_tui.domain.commitment import CommitmentState
from itcrm_tui.domain.overview import BoardCard, DirectoryRow, InboxRow, Key, RosterRow, Sort
from itcrm_tui.ids import RecordId
from storage.store import Store


@dataclass(frozen=True)
class Span:
    """Which part of a list: up to `limit` rows after `start`, or before it when backwards.

    `sort`: in which order, where it is not the one that the list has by itself.
    """

    start: Key | None = None
    backwards: bool = False
    limit: int = 50
    sort: Sort | None = None


def roster(store: Store, words: str, today: date, span: Span) -> list[RosterRow]:
    """Return a page of clients, in order of name unless the span says another."""
    from storage.views.roster import roster as page

    with store.connected() as connection:
        return page(connection, words, today=today, **vars(span))


def directory(store: Store, words: str, today: date, span: Span) -> list[DirectoryRow]:
    """Return a page of services, in order of name unless the span says another."""
    from storage.views.directory import directory as page

    with store.connected() as connection:
        return page(connection, words, today=today, **vars(span))


def board_column(store: Store, states: Collection[CommitmentState], words: str, span: Span) -> list[BoardCard]:
    """Return a page of the commitments in some states, the soonest due first."""
    from storage.views.board import board_column as page

    with store.connected() as connection:
        return page(connection, states, words, start=span.start, backwards=span.backwards, limit=span.limit)


def inbox(store: Store, words: str, span: Span) -> list[InboxRow]:
    """Return a page of feedback, what is open first, the newest on top, unless the span says another order."""
    from storage.views.inbox import inbox as page

    with store.connected() as connection:
        return page(connection, words, **vars(span))


@dataclass(frozen=True)
class Counts:
    """How many there are in all, and how many the words match; `more`: at least so many."""

    all: int
    shown: int
    more: bool = False


def counts(store: Store, kind: str, words: str) -> Counts:
    """Return how many records of a kind there are, and how many of them the words match."""
    from storage.views.counting import Counted, count

    with store.connected() as connection:
        every = count(connection, kind, "").rows
        found = count(connection, kind, words) if words.strip() else Counted(every)
        return Counts(every, found.rows, found.more)


def board_counts(store: Store, words: str, today: date) -> dict[CommitmentState, tuple[int, int]] | None:
    """Return for each state how many commitments are in it, and how many of those are overdue.

    None where the words match too many to count.
    """
    from storage.views.counting import board_counts as counted

    with store.connected() as connection:
        return counted(connection, words, today)


def shown_of(store: Store, kind: str, words: str, ids: Iterable[RecordId]) -> set[RecordId]:
    """Return those of some records that the words match; without words, those that are there."""
    from storage.views.marked import filtered_among

    with store.connected() as connection:
        return filtered_among(connection, kind, words, ids)


def open_feedback(store: Store) -> int:
    """Return how many pieces of feedback are not closed."""
    from storage.views.counting import open_feedback as counted

    with store.connected() as connection:
        return counted(connection)


def place_by_name(store: Store, kind: str, record_id: RecordId) -> Key | None:
    """Return where a record stands in a list by name; None when it is not there."""
    from storage.views.parts import place_by_name as place

    with store.connected() as connection:
        return place(connection, kind, record_id)


def place_in_inbox(store: Store, record_id: RecordId, words: str = "") -> Key | None:
    """Return where a piece of feedback stands in the inbox, or under a filter; None when it is not there."""
    from storage.views.inbox import place

    with store.connected() as connection:
        return place(connection, record_id, words)


def place_sorted(store: Store, kind: str, record_id: RecordId, today: date, sort: Sort) -> Key | None:
    """Return where a record stands in a list that is sorted so; None when it is not there."""
    from storage.views import sorted_lists

    with store.connected() as connection:
        return sorted_lists.place(connection, kind, record_id, today, sort)


def figures_of(kind: str) -> list[str]:
    """Return the names of what is counted of the records of a kind, beside their fields, such as `promises`."""
    from itcrm_tui.domain.kinds import KINDS
    from storage.views import sorted_lists

    return [name for name in sorted_lists.values(kind, date.min) if name not in KINDS[kind].by_name]


def sortable(kind: str) -> list[str]:
    """Return the names of all that the list of a kind can be sorted by: figures of its view, fields of the kind."""
    from itcrm_tui.domain.kinds import KINDS
    from storage.sort_values import UNSORTED
    from storage.views import sorted_lists

    fields = (field.name for field in KINDS[kind].fields if field.holds not in UNSORTED)
    return list(dict.fromkeys((*sorted_lists.values(kind, date.min), *fields)))
