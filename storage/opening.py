"""Open a store by its URL: the one way in."""

from collections.abc import Callable
from datetime import datetime
from json import loads

from sqlalchemy import text

from storage import schema
from storage.engines import backend_for
from storage.errors import ReadOnlyError, SchemaError
from storage.store import Store, utc_now


def open_store(
    url: str, *, actor: str, device: str, create: bool = False, clock: Callable[[], datetime] = utc_now
) -> Store:
    """Return a store over the database at `url`.

    A SQLite file is made when `create` says so, and set up or migrated when it needs to be; a shared
    database never is. Raises UrlError, OpenError or SchemaError, each a sentence with the way out.
    """
    store = Store(backend_for(url), actor=actor, device=device, clock=clock, create=create)
    try:
        _check_schema(store)
    except BaseException:
        store.close()
        raise
    return store


def open_to_look(url: str) -> Store:
    """Return a store for reading over the database at `url` as it is: nothing is made, set up or migrated.

    Raises UrlError, OpenError or SchemaError.
    """
    store = Store(backend_for(url), actor="", device="")
    try:
        with store.connected() as connection:
            shown = store.backend.shown_url
            schema.check_version(schema.installed_version(connection, shown), shown)
    except BaseException:
        store.close()
        raise
    return store


def _check_schema(store: Store) -> None:
    with store.connected() as connection:
        installed = schema.installed_version(connection, store.backend.shown_url)
        if store.backend.actor_from_database:
            store.actor = connection.scalar(text("SELECT current_user")) or store.actor
    if store.backend.migrates_itself() and schema.is_behind(installed):
        _upgrade(store, installed)
    else:
        schema.check_version(installed, store.backend.shown_url)
    if store.backend.migrates_itself():
        _know_working_copy(store)


def _know_working_copy(store: Store) -> None:
    """In a working copy people are who they are to the shared database, and may do what they may there."""
    with store.connected() as connection:
        found = connection.execute(text("SELECT actor, unreadable, unwritable FROM copy_state")).first()
    if found:
        store.is_copy = True
        store.actor = found.actor
        store.close_to(unreadable=loads(found.unreadable), unwritable=loads(found.unwritable))


def _upgrade(store: Store, installed: str | None) -> None:
    try:
        store.upgrade()
    except ReadOnlyError:
        if installed is None:
            raise
        raise SchemaError(
            f"{store.backend.shown_url} has the older schema {installed}, and cannot be upgraded as it or its folder"
            " is read-only. Open a copy of it elsewhere."
        ) from None


def upgrade_database(url: str, *, actor: str, device: str) -> str:
    """Set up or upgrade the database at `url`, as its owner does; return the version it has then."""
    store = Store(backend_for(url), actor=actor, device=device, create=True)
    try:
        store.upgrade()
    finally:
        store.close()
    return schema.SCHEMA_VERSION
