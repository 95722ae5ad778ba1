"""The shared database that a working copy is of: at the place that it knows, or where the person says that it is."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from itcrm_tui import here
from itcrm_tui.workflows.opening import open_for
from storage.errors import OpenError, RefusedError
from storage.store import Store
from storage.sync.kinship import is_hub_of
from storage.sync.state import state_of


def hub_url_of(copy: Store) -> str:
    """Return the URL of the shared database that a working copy is of."""
    with copy.connected() as connection:
        return state_of(connection).hub_url


@contextmanager
def hub_of(copy: Store, given: str | None, *, moved: bool) -> Iterator[Store]:
    """Open the shared database of a working copy; `given`: where it is by now, as --db names it.

    What the configuration or the environment names counts for nothing: it may be a database of the person's own.
    Raises RefusedError for one that is another, or may be, unless the person says that it has `moved` there.
    """
    known = hub_url_of(copy)
    said = given if given and given != os.environ.get("ITCRM_DB") else None
    hub = open_for(said) if said else _open_where_it_was(known)
    try:
        if hub.is_copy:
            raise RefusedError(f"{hub.backend.shown_url} is a working copy itself. Name the shared database with --db.")
        if not moved and not is_hub_of(hub, copy):
            raise RefusedError(_another(copy, hub, known))
        yield hub
    finally:
        hub.close()


def open_known(url: str) -> Store:
    """Open the shared database where a working copy knows it to be. Raises StoreError."""
    if here.is_missing(url):
        raise OpenError(f"The file of the shared database is not there now: {here.sqlite_path(url)}.")
    return open_for(url)


def _open_where_it_was(url: str) -> Store:
    try:
        return open_known(url)
    except OpenError as error:
        raise OpenError(f"{error} If the shared database has moved, name its new place with --db URL.") from error


def _another(copy: Store, hub: Store, known: str) -> str:
    shown, old = hub.backend.shown_url, copy.backend.shown_url
    if shown == known:
        said = f"What is at {shown} is another database than {old} is a copy of."
        return f"{said} Nothing was made. If what is left in that copy is to go there all the same, add --moved."
    said = f"{old} is a working copy of {known}, and {shown} does not know it. Nothing was made."
    return f"{said} Leave --db out; or if that is where the shared database is by now, add --moved."
