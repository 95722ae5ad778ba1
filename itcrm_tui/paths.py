"""Where the program keeps things on this machine."""

import os
from pathlib import Path

from itcrm_tui.typed_path import as_path

PROGRAM = "itcrm"
PRIVATE_FOLDER = 0o700


def data_folder() -> Path:
    """Where the default database lives."""
    from platformdirs import user_data_path

    return user_data_path(PROGRAM, appauthor=False)


def config_file() -> Path:
    """What the person has settled for this machine; `ITCRM_CONFIG` names another file."""
    if given := os.environ.get("ITCRM_CONFIG"):
        return as_path(given)
    from platformdirs import user_config_path

    return user_config_path(PROGRAM, appauthor=False) / "config.toml"


def state_folder() -> Path:
    """What the program remembers of itself; `ITCRM_STATE` names another folder."""
    if given := os.environ.get("ITCRM_STATE"):
        return as_path(given)
    from platformdirs import user_state_path

    return user_state_path(PROGRAM, appauthor=False)


def default_database() -> Path:
    """The SQLite file that is used when no database is named."""
    return data_folder() / "itcrm.db"


def working_copy() -> Path:
    """The file of the working copy when nobody names another one."""
    return data_folder() / "working-copy.db"


def make_private(folder: Path) -> None:
    """Make a folder that nobody else may look into; one that is there stays as it is. Raises OSError."""
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
