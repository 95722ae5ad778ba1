"""By which rule mine is refused as things are now: it is tried, and nothing of the trial stays."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from storage.errors import NOT_YOURS, Clash, ConflictError, DeletedError, ReadOnlyError, RefusedError, StoreError
from storage.journal import last_touch
from storage.store import Store
from storage.sync.deciding import Choice, unit_for
from storage.sync.disputed import Conflict
from storage.sync.together import Group, together
from storage.sync.unsaying import ERASED

TRIES = 200
"""Each is a write that comes to nothing: of what is beyond, the words are told with which it was refused."""
SAID_BY_THE_HUB = {ERASED, NOT_YOURS}
"""Reasons that no trial in a working copy finds out."""
THEN = "When it was sent: {reason}"


def with_reasons(store: Store, found: Sequence[Conflict]) -> list[Conflict]:
    """Return conflicts with the reasons for which they wait now, in the same order.

    Where something has moved on, that is the reason. What waits behind another conflict is not looked at.
    """
    doubtful = [group for group in together(found) if _is_doubtful(group)]
    if not doubtful:
        return list(found)
    now = {one.id: one for group in _tried(store, doubtful[:TRIES]) for one in group}
    untried = {one.id: _as_sent(one) for group in doubtful for one in group}
    return [now.get(one.id) or untried.get(one.id, one) for one in found]


def _is_doubtful(group: Group) -> bool:
    """Whether a rule has refused it that can be tried here, or nothing is known to stand in its way."""
    if any(one.under for one in group):
        return False
    moved = any(one.clash for one in group)
    reasons = {one.reason for one in group if one.reason}
    return bool(reasons - SAID_BY_THE_HUB) or not (reasons or moved or any(one.behind for one in group))


def _as_sent(one: Conflict) -> Conflict:
    return replace(one, clash=None, reason=THEN.format(reason=one.reason)) if one.reason else one


def _tried(store: Store, groups: Sequence[Group]) -> list[Group]:
    """Return groups with what is found out; none where nothing can be tried."""
    try:
        with store.below() as connection:
            told = [tuple(_told(store, connection, group)) for group in groups]
            connection.rollback()
            return told
    except StoreError:  # the file may be read only, or somebody else writes for long
        return []


def _told(store: Store, connection: Connection, group: Group) -> Iterator[Conflict]:
    refused = _refusal(store, connection, group)
    first, *others = group
    if isinstance(refused, Clash):
        yield replace(first, reason="", clash=refused)
    else:
        yield replace(first, reason=refused, clash=None if refused else first.clash)
    yield from (replace(one, reason="") for one in others)


def _refusal(store: Store, connection: Connection, group: Group) -> Clash | str:
    """Return why mine would be refused now; nothing where it would be taken."""
    try:
        unit = unit_for(store, group, Choice.MINE)
        unit.again = True
        store.rehearse(connection, unit)
    except DeletedError as error:
        by, at = last_touch(connection, *error.key, None) or (None, None)
        return Clash(*error.key, error.called, None, None, None, "deleted", by, at)
    except (RefusedError, ReadOnlyError) as error:
        return str(error)
    except ConflictError:
        return ""
    return ""
