"""A connection that breaks while something is written: what became of it is found out, not guessed.

A commit whose answer never came may have taken effect. Every writer holds the counter until its transaction has ended;
so whoever gets the counter after that sees whether the change set is there, by its id.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic, sleep
from typing import TYPE_CHECKING

from sqlalchemy import select

from itcrm_tui.ids import RecordId
from storage import journal
from storage.change import ChangeSet
from storage.errors import LostError, RefusedError, StoreError
from storage.ledger import counter

if TYPE_CHECKING:
    from storage.store import Store

PATIENCE = 30.0
"""Seconds for which a write waits until the connection is back; a standby takes over in less: docs/reliability.md."""
PAUSE = 0.3
UNSURE = (
    "The connection was lost while this was being saved. Whether it was saved is looked up before anything else is."
)
SAVED_AFTER_ALL = (
    "What was being saved when the connection was lost has been saved: “{title}”. Look at it before you save again."
)


@dataclass
class Attempt:
    """One write, however often its connection is lost."""

    store: Store
    change_set_id: RecordId
    finished: bool = False
    """Whether all was written, and only the commit was left to do."""
    until: float | None = None

    def after_loss(self) -> ChangeSet | None:
        """Wait for the connection; return what was written after all, None if it is to be tried again.

        Raises LostError when the connection does not come back in time.
        """
        self.until = self.until or monotonic() + PATIENCE
        self.store.on_lost()
        while True:
            try:
                return outcome(self.store, self.change_set_id)
            except LostError as error:
                if monotonic() < self.until:
                    sleep(PAUSE)
                    continue
                raise self._given_up(error) from error
            except StoreError as error:
                raise self._given_up(error) from error

    def _given_up(self, error: StoreError) -> LostError:
        if self.finished:
            self.store.unsure = self.change_set_id
            return LostError(UNSURE)
        return LostError(f"{error} Nothing was saved.")


def once_there(store: Store) -> Store:
    """Return the store as soon as its server answers, for what reads before it writes.

    Raises LostError when the connection does not come back in time.
    """
    until: float | None = None
    while True:
        try:
            with store.connected():
                return store
        except LostError as error:
            if until is None:
                until = monotonic() + PATIENCE
                store.on_lost()
            if monotonic() >= until:
                raise LostError(f"{error} Nothing was saved.") from error
        sleep(PAUSE)


def outcome(store: Store, change_set_id: RecordId) -> ChangeSet | None:
    """Return the change set if it has been written; waits for a transaction that is still about it to end."""
    with store.below() as connection:
        connection.execute(select(counter.c.value).with_for_update())
        return journal.get(connection, change_set_id)


def settle(store: Store) -> None:
    """Find out what became of an earlier write, if nobody knows; raises RefusedError if it was saved after all."""
    if store.unsure is None:
        return
    found = outcome(store, store.unsure)
    store.unsure = None
    if found is not None:
        raise RefusedError(SAVED_AFTER_ALL.format(title=found.title))
