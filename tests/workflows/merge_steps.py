"""Merging in few words."""

from __future__ import annotations

from collections.abc import Mapping

from itcrm_tui.domain.kinds import kind_of
from itcrm_tui.domain.merging import Choice
from itcrm_tui.domain.record import Record
from itcrm_tui.workflows.merging import Merge, merge, plan
from storage.change import ChangeSet
from storage.store import Store


def planned(store: Store, merged: Record, survivor: Record) -> Merge:
    """Look at a merge."""
    return plan(store, kind_of(merged), merged.id, survivor.id)


def do_merge(store: Store, merged: Record, survivor: Record, choices: Mapping[str, Choice] | None = None) -> ChangeSet:
    """Merge as advised, but for what is chosen."""
    return merge(store, planned(store, merged, survivor), choices or {})
