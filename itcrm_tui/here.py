"""What is used here: this person's taste and database, this machine's device id. Loads no database code."""

from pathlib import Path
from typing import TYPE_CHECKING

from itcrm_tui import config, paths, state
from itcrm_tui.typed_path import as_path

if TYPE_CHECKING:
    from itcrm_tui.remapping import Chosen

SQLITE = "sqlite:///"
ENCRYPTED = "sqlcipher:///"
OFFLINE = "offline"
"""What a person calls the working copy in the data folder, in place of its URL."""
NO_COPY = "There is no working copy yet. `itcrm offline checkout` makes one."
_PLAIN = b"SQLite format 3\x00"
_PAGE = 4096
"""How many bytes a database has at least; one of a single page holds no table yet."""


class NoCopyError(config.ConfigError):
    """The working copy is named, and there is none."""


def settled() -> config.Config:
    """Return the person's configuration; raises ConfigError."""
    return config.load(paths.config_file())


def chosen_keys(settled: config.Config) -> "Chosen":
    """Return the keys that the person has given to actions; raises ConfigError with the first that cannot be."""
    if not settled.keys:
        return {}
    from itcrm_tui.remapping import remapped

    found = remapped(settled.keys)
    if found.problems:
        raise config.ConfigError(f"The configuration {paths.config_file()} cannot be used: {found.problems[0]}.")
    return found.chosen


def problems() -> list[str]:
    """Return everything that is wrong with the configuration, a sentence each."""
    file = paths.config_file()
    from itcrm_tui.remapping import remapped

    keys = remapped(config.sound(file).keys)
    return [*config.problems(file), *(f"{file.name}: {said}." for said in (*keys.problems, *keys.given_up))]


def default_url() -> str:
    """Return the URL of the person's own SQLite file."""
    return f"{SQLITE}{paths.default_database()}"


def url_for(given: str | None = None) -> str:
    """Return the URL to open: the given one, else the configured one, else the person's own file.

    Raises ConfigError, NoCopyError.
    """
    return url_named(given or settled().database) or default_url()


def url_named(words: str) -> str:
    """Return the URL by which a database is named: a URL itself, or `offline` for the working copy.

    Raises NoCopyError where there is none.
    """
    if words != OFFLINE:
        return words
    if not has_copy():
        raise NoCopyError(NO_COPY)
    return file_url(paths.working_copy())


def has_copy() -> bool:
    """Whether there is a working copy in the data folder; a file in which there is nothing yet is none."""
    try:
        return paths.working_copy().stat().st_size > _PAGE
    except OSError:
        return False


def shown_url(url: str) -> str:
    """Return a URL without the passwords in it."""
    from urllib.parse import parse_qsl, urlencode, urlsplit

    try:
        parts = urlsplit(url)
        user, at, host = parts.netloc.rpartition("@")
        query = [(name, value) for name, value in parse_qsl(parts.query) if "password" not in name]
    except ValueError:
        return "a URL that cannot be read"
    if not parts.netloc and "password" not in parts.query:
        return url
    kept = f"?{urlencode(query, safe='/:,')}" if query else ""
    return f"{parts.scheme}://{user.partition(':')[0]}{at}{host}{parts.path}{kept}"


def sqlite_path(url: str) -> Path | None:
    """Return the file that a URL names, encrypted or not; None for any other database. Raises PathError."""
    for scheme in (SQLITE, ENCRYPTED):
        if url.startswith(scheme) and (name := url.removeprefix(scheme).partition("?")[0]):
            return as_path(name)
    return None


def file_url(path: Path) -> str:
    """Return the URL that opens a database file: how it begins says whether it is encrypted."""
    try:
        with path.open("rb") as file:
            begins = file.read(len(_PLAIN))
    except OSError:
        begins = b""
    return f"{ENCRYPTED if begins and begins != _PLAIN else SQLITE}{path}"


def is_missing(url: str) -> bool:
    """Whether the URL names a SQLite file that is not there yet."""
    path = sqlite_path(url)
    return path is not None and not path.exists()


def device() -> str:
    """Return the id of this device, made on first need."""
    return state.device_id(paths.state_folder())
