"""What is used here: this person's taste and database, this machine's device id. Loads no database code."""

from pathlib import Path

from itcrm_tui import config, paths, state

SQLITE = "sqlite:///"


def settled() -> config.Config:
    """Return the person's configuration; raises ConfigError."""
    return config.load(paths.config_file())


def default_url() -> str:
    """Return the URL of the person's own SQLite file."""
    return f"{SQLITE}{paths.default_database()}"


def url_for(given: str | None = None) -> str:
    """Return the URL to open: the given one, else the configured one, else the person's own file."""
    return given or settled().database or default_url()


def sqlite_path(url: str) -> Path | None:
    """Return the file that a SQLite URL names; None for any other database."""
    name = url.removeprefix(SQLITE).partition("?")[0]
    return Path(name).expanduser() if url.startswith(SQLITE) and name else None


def is_missing(url: str) -> bool:
    """Whether the URL names a SQLite file that is not there yet."""
    path = sqlite_path(url)
    return path is not None and not path.exists()


def device() -> str:
    """Return the id of this device, made on first need."""
    return state.device_id(paths.state_folder())
