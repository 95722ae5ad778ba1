"""Working copies in words: what a copy is of and how it stands, which copies a shared database knows."""

from contextlib import closing
from datetime import datetime, tzinfo

from itcrm_tui import here
from itcrm_tui.workflows.standing import to_send_words
from storage.condition import looked_at
from storage.errors import StoreError
from storage.sync.knowing import AsCopy, KnownCopy, as_copy
from storage.sync.way_out import fresh_copy

MOST_COPIES = 10
BACKED_UP = (
    "It is a backup of a working copy: what was synced is in the shared database. Restored after the copy has sent"
    " more, it can no longer sync; `{fresh}` then takes along what it has not sent."
)
RESTORED = (
    "It is a working copy. If it has sent anything since that backup was made, it can no longer sync;"
    " `{fresh}` takes along what it has not sent; what has waited for a decision since"
    " is only in the file that stood here before."
)


def copy_words(copy: AsCopy, zone: tzinfo) -> str:
    """Return as of when a working copy knows the shared database, and what waits in it."""
    return f"{_local(copy.synced_at, zone)}, {to_send_words(copy.unsent, copy.sent)}, {copy.to_decide:,} to decide"


def known_words(copy: KnownCopy, zone: tzinfo) -> str:
    """Return whose copy one is, as far as that is known, when it last synced, and how far behind it is."""
    whose = f"{copy.by}, device {copy.device}" if copy.by else f"device {copy.device}"
    behind = f", {copy.behind:,} change{'s' * (copy.behind != 1)} behind" if copy.behind else ""
    return f"{whose}, last synced {_local(copy.seen_at, zone)}{behind}"


def _local(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M %Z}"


def told_of_copy(given: str | None, sentence: str) -> str | None:
    """Return a sentence about the named database, or the person's own, with the way to a fresh copy in it.

    None where that is no working copy; one that cannot be looked at is none.
    """
    url = here.url_for(given)
    path = here.sqlite_path(url)
    try:
        with closing(looked_at(url)) as store:
            return sentence.format(fresh=fresh_copy(path.absolute())) if path and as_copy(store) else None
    except StoreError:
        return None
