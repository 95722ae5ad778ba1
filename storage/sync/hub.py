"""The hub: what a working copy asks of the shared database, in four questions."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from itcrm_tui.ids import RecordId
from storage.change import Change, ChangeSet, Key
from storage.errors import StoreError
from storage.sync.parcel import Parcel


class Outcome(StrEnum):
    """What became of a change set that was pushed."""

    WRITTEN = "written"
    """It stands in the journal of the hub, whole or in part."""
    EQUAL = "equal"
    """There was nothing left to do."""
    CONFLICT = "conflict"
    """Nothing of it was written."""


class ApartError(StoreError):
    """Hub and copy are not as they know each other: only a fresh copy brings them together again."""


class HubRestoredError(ApartError):
    """The shared database is not the one that this copy has read: it was set back to an earlier state."""


class CopyRestoredError(ApartError):
    """The working copy is not as far as it has been already: it was set back, or there are two of it."""


class OtherRoleError(ApartError):
    """The role of the copy's owner reads other records by now than the copy holds."""


class ForgottenError(ApartError):
    """The working copy was away for so long that deletions no longer waited for it."""


class OvertakenError(StoreError):
    """Another sync of the same working copy has begun since."""


class UnheardError(StoreError):
    """Something was erased in the hub that the working copy has not heard of: it has to forget before it sends."""


@dataclass(frozen=True)
class Card:
    """How a working copy introduces itself.

    `cursor`: the number of the hub's change set up to which it has read; `cursor_set`, `cursor_at`: that one's id and
    moment. The moment tells it from the same change set sent once more to a hub that was set back, which may get the
    same number by chance. `numbered`: the copy's own change sets by number, at least the last ones. `unreadable`: the
    tables, `unwritable`: the kinds that are not for its owner's role, as far as it knows.
    """

    copy_id: str
    cursor: int
    cursor_set: RecordId | None
    cursor_at: datetime | None
    numbered: Mapping[int, RecordId]
    unreadable: frozenset[str]
    unwritable: frozenset[str]


@dataclass(frozen=True)
class Ticket:
    """Lets one sync of one copy push: `number` is the highest that the hub has taken."""

    copy_id: str
    session: int
    number: int


Part = tuple[str, RecordId, tuple[str, ...]]
"""Fields of one record that belong together; without fields, the record as a whole."""


@dataclass(frozen=True)
class Receipt:
    """What became of a parcel; `parked` is what of it was not written, None stands for all.

    `reason`: the rule by which all of it was refused, in a sentence; `reasons`: the rules by which single records were.
    Where parts had moved on, they tell themselves.
    """

    outcome: Outcome
    reason: str = ""
    parked: frozenset[Part] | None = frozenset()
    reasons: Mapping[Key, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Delivered:
    """A change set of the hub, as far as this role may read it, each change with its position."""

    header: ChangeSet
    changes: Sequence[tuple[int, Change]]


@dataclass(frozen=True)
class Feed:
    """What the hub has written between two numbers, and what became of what was pushed.

    `erased`: which fields of which records each erasure in between has blanked, whom it is about first; nothing that is
    delivered holds them any more. `unwritable`: the kinds that are not for the role to write.
    """

    start: int
    end: int
    end_set: RecordId | None
    sets: Iterator[Delivered]
    receipts: Mapping[RecordId, Receipt]
    erased: Sequence[Mapping[Key, frozenset[str]]] = ()
    unwritable: frozenset[str] = frozenset()


class Hub(Protocol):
    """The shared database as a working copy sees it. Any call may be lost, or its answer, or be heard twice."""

    def has_news(self, card: Card) -> bool:
        """Ask in one turn whether there is more to ask; only for a copy of which everything has been taken.

        True as well where the two do not know each other as they are, or the role is another, which `since` tells, and
        where they have not met for a day, which `greet` notes.
        """

    def greet(self, card: Card) -> Ticket:
        """Begin a sync. Whatever an earlier one has sent and the hub has not taken by now is never taken.

        Raises HubRestoredError, CopyRestoredError, ForgottenError or OtherRoleError.
        """

    def take(self, ticket: Ticket, number: int, parcel: Parcel) -> None:
        """Write a parcel in one transaction, with its receipt; at most once, however often it comes.

        Raises OvertakenError, and UnheardError where anything was erased since the copy has read.
        """

    def since(self, card: Card, sent: Sequence[RecordId]) -> AbstractContextManager[Feed]:
        """Return what was written since the cursor, and the receipts of what was sent, of one moment."""
