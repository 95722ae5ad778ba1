"""Opening a database in this person's name."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from itcrm_tui import here, paths, state
from itcrm_tui.workflows.promising.gate import guarded
from storage.errors import OpenError
from storage.opening import open_store, upgrade_database
from storage.store import Store


def open_for(given: str | None, *, create: bool = False) -> Store:
    """Return a store over the named database, or the person's own; a file is made when `create` says so.

    Raises ConfigError and the errors of `open_store`.
    """
    url = here.url_for(given)
    if create:
        _make_data_folder(url)
    return guarded(open_store(url, actor=state.login_name(), device=here.device(), create=create))


@contextmanager
def opened(given: str | None, *, create: bool = False) -> Iterator[Store]:
    """Open as `open_for` does, for the time of a block."""
    store = open_for(given, create=create)
    try:
        yield store
    finally:
        store.close()


def open_scratch(folder: Path) -> Store:
    """Return a store over a new, empty file in a folder that the caller throws away."""
    url = f"{here.SQLITE}{folder / 'scratch.db'}"
    return open_store(url, actor=state.login_name(), device=here.device(), create=True)


def upgrade(given: str | None) -> str:
    """Set up or upgrade the named database, or the person's own; return the schema's version then."""
    url = here.url_for(given)
    _make_data_folder(url)
    return upgrade_database(url, actor=state.login_name(), device=here.device())


def _make_data_folder(url: str) -> None:
    """Only the program's own folder is made; a mistyped path stays an error."""
    folder = paths.data_folder()
    if url != here.default_url():
        return
    try:
        paths.make_private(folder)
    except OSError as error:
        raise OpenError(f"The folder {folder} cannot be made: {error.strerror}. Name a file with --db.") from None
