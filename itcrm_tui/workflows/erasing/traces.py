"""What outside of the database still holds somebody who was erased: backups, and what this machine remembers."""

import re
from collections.abc import Iterable
from pathlib import Path

from itcrm_tui import paths
from itcrm_tui.remembered import forget_where
from itcrm_tui.text import folded
from itcrm_tui.workflows.backing_up import known_backups
from storage.engines.sqlite import SqliteBackend
from storage.erasing.blanking import Fields
from storage.erasing.in_backups import still_hold
from storage.store import Store


def backups_that_hold(store: Store, fields: Fields) -> list[Path]:
    """Return the backups of a SQLite file that are known of here and still hold some of the fields."""
    if not isinstance(store.backend, SqliteBackend):
        return []
    return still_hold(known_backups(store.backend.path), fields, store.backend.driver)


def forget_here(fields: Fields, words: Iterable[str]) -> bool:
    """Forget what the app remembers of the records on this machine, by their ids and by the words; whether any was."""
    ids = {record_id for _, record_id in fields}
    whole = [re.compile(rf"(?<!\w){re.escape(folded(word))}(?!\w)") for word in words]

    def named(text: str) -> bool:
        return any(one in text for one in ids) or any(one.search(folded(text)) for one in whole)

    return forget_where(paths.state_folder(), named)
