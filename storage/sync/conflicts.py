"""The conflicts of a working copy: what a person has still to decide, as it is now."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import Connection

from storage.change import Key, Operation
from storage.errors import Clash, named
from storage.store import Store
from storage.sync.bringing_back import with_what_is_gone
from storage.sync.disputed import Conflict, Disputed
from storage.sync.refusing import with_reasons
from storage.sync.unsent import Unsent
from storage.sync.waiting import waiting
from storage.transaction import Standing, Transaction


def open_conflicts(store: Store) -> list[Conflict]:
    """Return what is still to be decided, in the order in which it was made."""
    with store.connected() as connection:
        put_aside, unsent = waiting(connection)
        transaction = Transaction(connection, store.backend, store.clock())
        transaction.read({one.key for one in put_aside}, locked=False)
        found = [_compared(connection, one, transaction.standing.get(one.key), unsent) for one in put_aside]
        found = with_what_is_gone(store, connection, found)
    return with_reasons(store, found)


def _compared(connection: Connection, one: Conflict, there: Standing | None, unsent: Unsent) -> Conflict:
    """Return a conflict with what the hub has, and who has changed it there."""
    living = unsent.beneath(one.key, there.state) if there and not there.deleted_at else {}
    fields = {name: replace(said, theirs=living.get(name)) for name, said in one.fields.items()}
    known = {name: _with_author(connection, one.key, name, said, unsent) for name, said in fields.items()}
    found = replace(one, fields=known, there=there)
    return replace(found, clash=_moved(connection, found, living, unsent))


def _with_author(connection: Connection, key: Key, name: str, said: Disputed, unsent: Unsent) -> Disputed:
    if said.base == said.theirs:
        return said
    by, at = unsent.author(connection, key, name)
    return replace(said, by=by, at=at)


def _moved(connection: Connection, one: Conflict, living: Mapping[str, object], unsent: Unsent) -> Clash | None:
    """Return what is not as its author saw it; None where everything is, and only what it belongs to is not."""
    key, there = one.key, one.there
    if there is not None and there.deleted_at is None and one.operation is not Operation.CREATE:
        looked_at = {**living, **one.fields} if one.operation is Operation.DELETE else one.fields
        seen = {name: one.fields.get(name, Disputed(None, None, living.get(name))) for name in looked_at}
        for name, said in seen.items():
            if said.base != said.theirs:
                by, at = (said.by, said.at) if said.by else unsent.author(connection, key, name)
                return Clash(*key, named(key[0], there.state), name, said.base, said.mine, said.theirs, by, at)
        return None
    if there is None:
        gone = one.operation is not Operation.CREATE
        return Clash(*key, named(key[0], {}), None, None, None, "not there") if gone else None
    how = "deleted" if there.deleted_at else "made already"
    by, at = unsent.author(connection, key, None)
    return Clash(*key, named(key[0], there.state), None, None, None, how, by, at)
