"""Moving house: copy one database into another, whatever the engines."""

from itcrm_tui import here, paths
from itcrm_tui.typed_path import as_path
from storage.errors import OpenError
from storage.moving.database import Copied, copy_database
from storage.moving.transfer import Progress


def copy(source: str, target: str, progress: Progress) -> Copied:
    """Copy a database into another one, each named by URL or file; go on where an earlier copy was stopped.

    `progress` hears what is done, how many rows of how many. Raises StoreError, PathError.
    """
    url = url_named(target)
    if url == here.default_url():
        _make_data_folder()
    return copy_database(url_named(source), url, progress)


def url_named(words: str) -> str:
    """Return the URL that a person means by a URL or the name of a file. Raises PathError."""
    return words if "://" in words else f"{here.SQLITE}{as_path(words).absolute()}"


def _make_data_folder() -> None:
    try:
        paths.make_private(paths.data_folder())
    except OSError as error:
        raise OpenError(f"The folder {paths.data_folder()} cannot be made: {error.strerror}.") from None
