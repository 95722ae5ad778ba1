"""A small organization in a shared database, and people who have taken working copies of it along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from itcrm_tui.workflows.conflict import ToDecide
from itcrm_tui.workflows.conflicts import to_decide
from itcrm_tui.workflows.promising.gate import guarded
from storage.opening import open_store
from storage.store import Store
from storage.sync.checkout import checkout
from storage.sync.hub_store import HubStore
from storage.sync.syncing import Synced, sync

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@dataclass
class Laptop:
    """A working copy, and its owner's connection to the shared database."""

    store: Store
    hub: HubStore

    def sync(self) -> Synced:
        """Send and receive."""
        return sync(self.store, self.hub)

    @property
    def waiting(self) -> list[ToDecide]:
        """What is still to be decided."""
        return to_decide(self.store)


CheckOut = Callable[[str], Laptop]


def taken_along(url: str, folder: Path, name: str) -> Laptop:
    """Check a working copy out for a person, with the gate before both databases, at noon of the organization's day."""
    hub = guarded(open_store(url, actor=name, device=f"{name}'s laptop", clock=lambda: NOON))
    checkout(hub, folder / f"{name}.db", lambda *_: None)
    copy = open_store(f"sqlite:///{folder / name}.db", actor=name, device=f"{name}'s laptop", clock=lambda: NOON)
    return Laptop(guarded(copy), HubStore(hub))
