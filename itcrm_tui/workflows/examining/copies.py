"""Whether a database is a working copy, and how it stands; which working copies of it are known."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta

from itcrm_tui import here, paths
from itcrm_tui.workflows.copies_told import MOST_COPIES, copy_words, known_words
from itcrm_tui.workflows.examining.finding import Finding
from itcrm_tui.workflows.notation import time_zone
from storage.condition import looked_at
from storage.sync.knowing import AsCopy, as_copy, known_copies
from storage.sync.registry import REMEMBERED

LONGEST_WITHOUT_SYNC = timedelta(days=60)


def examine_copies(url: str, area: str) -> Iterator[Finding]:
    """Yield what a database of this program's schema says of working copies."""
    with closing(looked_at(url)) as store:
        copy, known = as_copy(store), known_copies(store)
        with store.read() as reader:
            zone = time_zone(reader.settings())
    if copy is not None:
        yield Finding(area, "working copy", f"of {copy.hub} as of {copy_words(copy, zone)}", _advice(copy))
    for one in known[:MOST_COPIES]:
        yield Finding(area, "working copy", known_words(one, zone))
    if len(known) > MOST_COPIES:
        yield Finding(area, "working copies", f"{len(known) - MOST_COPIES:,} more, seen before")
    if copy is None and here.has_copy():
        yield Finding(area, "copy here", f"{paths.working_copy()}; `itcrm offline status` says how it stands")


def _advice(copy: AsCopy) -> str | None:
    if datetime.now(UTC) - copy.synced_at < LONGEST_WITHOUT_SYNC:
        return None
    return f"Sync it (itcrm offline sync): after {REMEMBERED.days} days deletions no longer wait for it."
