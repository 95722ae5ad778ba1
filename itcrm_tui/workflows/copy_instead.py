"""The working copy, told of where the shared database that it is of does not answer."""

from contextlib import closing

from itcrm_tui import here, paths
from itcrm_tui.domain.wording import moment_words
from itcrm_tui.workflows.notation import time_zone, today
from storage.condition import looked_at
from storage.engines import backend_for
from storage.errors import StoreError
from storage.sync.state import find_state


def copy_instead(given: str | None) -> str:
    """Return how to go on with the working copy in the data folder, in a sentence; nothing where that is no help.

    One that nobody has said the passphrase of tells nothing of itself.
    """
    url = here.url_for(given)
    if here.sqlite_path(url) or not here.has_copy():
        return ""
    try:
        as_of = _as_of(backend_for(url).shown_url)
    except StoreError:
        return f"There is a working copy: itcrm --db {here.OFFLINE}"
    return f"Your working copy is of {as_of}: itcrm --db {here.OFFLINE}" if as_of else ""


def _as_of(hub: str) -> str | None:
    """Return as of when the working copy knows a shared database; None where it is of another."""
    with closing(looked_at(here.file_url(paths.working_copy()))) as store, store.read() as reader:
        copy, settings = find_state(reader.connection), reader.settings()
    if copy is None or copy.hub_url != hub:
        return None
    return moment_words(copy.synced_at.astimezone(time_zone(settings)), today(settings))
