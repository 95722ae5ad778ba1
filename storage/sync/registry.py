"""What the hub knows of its working copies, and by which it tells that one of the two was set back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, exists, func, insert, literal_column, select, update

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.ids import RecordId
from storage import journal
from storage.change import Action
from storage.engines.backend import Backend
from storage.ledger import change_set, counter
from storage.schema import check_version
from storage.sync.hub import (
    Card,
    CopyRestoredError,
    ForgottenError,
    HubRestoredError,
    OtherRoleError,
    OvertakenError,
    Ticket,
    UnheardError,
)
from storage.sync.tables import working_copy
from storage.tables import restricted_tables
from storage.version import SCHEMA_VERSION

REMEMBERED = timedelta(days=90)
"""For so long deletions wait for a copy that has not been seen."""
LATELY = timedelta(days=1)
"""A copy that was seen within this time is not noted anew though it finds nothing new."""

HUB_RESTORED = (
    "{hub} is not as this working copy knows it: it was restored from a backup, or is another database."
    " Nothing was sent or taken over."
)
COPY_RESTORED = (
    "This working copy is older than what it has sent already: a backup of it was restored, or there are two of it."
    " Nothing was sent or taken over."
)
FORGOTTEN = (
    "This working copy was not synced for 90 days, and deletions no longer waited for it."
    " Nothing was sent or taken over."
)
OTHER_ROLE = (
    "Your role on the shared database reads other records by now than this working copy holds."
    " Nothing was sent or taken over."
)
UNHEARD = "Something was erased in the shared database while this sync went on. Sync again; nothing is lost."


@dataclass(frozen=True)
class Rights:
    """The tables that are not for a role to read, and the kinds that are not for it to write."""

    unreadable: frozenset[str]
    unwritable: frozenset[str]


def check(connection: Connection, backend: Backend, card: Card, now: datetime) -> Rights:
    """Return what the role may by now; raise an ApartError unless hub and copy know each other as they are.

    Raises SchemaError where the hub is no longer of this program's version: a line may stay open for long.
    """
    there = _there(connection, backend, card)
    check_version(there.version, backend.shown_url)
    if card.cursor > there.sequence or not _is_same_hub(there, card):
        raise HubRestoredError(HUB_RESTORED.format(hub=backend.shown_url))
    if not _is_same_copy(there, card):
        raise CopyRestoredError(COPY_RESTORED)
    if there.seen_at and there.seen_at < now - REMEMBERED:
        raise ForgottenError(FORGOTTEN)
    rights = _rights(there)
    if rights.unreadable != card.unreadable:
        raise OtherRoleError(OTHER_ROLE)
    return rights


def has_news(connection: Connection, backend: Backend, card: Card, now: datetime) -> bool:
    """Whether a copy has to ask further: False only where the hub is as the card says, and has seen the copy lately."""
    there = _there(connection, backend, card)
    same = there.version == SCHEMA_VERSION and _is_same_hub(there, card) and _is_same_copy(there, card)
    may_the_same = _rights(there) == Rights(card.unreadable, card.unwritable)
    seen_lately = there.seen_at is not None and there.seen_at > now - LATELY
    return not (same and may_the_same and there.sequence == card.cursor and seen_lately)


def _rights(there: Row[Any]) -> Rights:
    return Rights(frozenset(there.unreadable or ()), frozenset(there.unwritable or ()))


def _there(connection: Connection, backend: Backend, card: Card) -> Row[Any]:
    """Return what the hub has where a card says what it should have, in one statement."""
    query = select(
        literal_column("(SELECT version_num FROM alembic_version)").label("version"),
        *(counter.c.value.label("sequence"), change_set.c.id.label("set"), change_set.c.at),
        *(working_copy.c.number, working_copy.c.newest, working_copy.c.seen_at),
        backend.denied(restricted_tables(), "SELECT").label("unreadable"),
        backend.denied(list(KINDS), "INSERT").label("unwritable"),
    )
    beside = counter.outerjoin(change_set, change_set.c.sequence == card.cursor)
    beside = beside.outerjoin(working_copy, working_copy.c.id == card.copy_id)
    return connection.execute(query.select_from(beside)).one()


def _is_same_hub(there: Row[Any], card: Card) -> bool:
    return (there.set, there.at) == (card.cursor_set, card.cursor_at)


def _is_same_copy(there: Row[Any], card: Card) -> bool:
    """What the hub has taken last is known to the copy under the same number."""
    return not there.number or card.numbered.get(there.number) == there.newest


def set_at(connection: Connection, sequence: int) -> RecordId | None:
    """Return the id of the change set with a number."""
    found: RecordId | None = connection.scalar(select(change_set.c.id).where(change_set.c.sequence == sequence))
    return found


def begin(connection: Connection, card: Card, device: str, now: datetime) -> Ticket:
    """Note that a copy is there, how far it has read, and that no earlier sync of it goes on."""
    this = working_copy.c.id == card.copy_id
    values = {"session": working_copy.c.session + 1, "cursor": card.cursor, "seen_at": now, "device": device}
    step = update(working_copy).where(this).values(values).returning(working_copy.c.session, working_copy.c.number)
    row = connection.execute(step).first()
    if row:
        return Ticket(card.copy_id, row.session, row.number)
    first = {"id": card.copy_id, "device": device, "number": 0, "session": 1, "cursor": card.cursor, "seen_at": now}
    connection.execute(insert(working_copy).values(first))
    return Ticket(card.copy_id, 1, 0)


def advance(connection: Connection, ticket: Ticket, number: int, change_set_id: RecordId) -> None:
    """Note that a number has been taken; raises OvertakenError or UnheardError where that is not to be.

    Whoever writes has the change set's number by now: no erasure can come in between.
    """
    this = (working_copy.c.id == ticket.copy_id) & (working_copy.c.session == ticket.session)
    later = (change_set.c.action == str(Action.ERASE)) & (change_set.c.sequence > working_copy.c.cursor)
    unheard = exists().where(later).correlate(working_copy)
    step = update(working_copy).where(this, working_copy.c.number < number, ~unheard)
    if connection.execute(step.values(number=number, newest=change_set_id)).rowcount != 1:
        if connection.scalar(select(working_copy.c.id).where(this, unheard)):
            raise UnheardError(UNHEARD)
        raise OvertakenError(
            "Another sync of this working copy has begun meanwhile. Nothing is lost; that one goes on."
        )


def passed_by_all(connection: Connection, now: datetime) -> int:
    """Return up to which number every copy seen in the last 90 days has read: what was deleted by then may go."""
    seen = working_copy.c.seen_at >= now - REMEMBERED
    slowest: int | None = connection.scalar(select(func.min(working_copy.c.cursor)).where(seen))
    return journal.sequence(connection) if slowest is None else slowest
