"""The folder that the person last exported to, remembered on this machine."""

from contextlib import suppress
from pathlib import Path

from itcrm_tui import paths

_FILE = "export_folder"


def last() -> Path:
    """Return the folder, if it is still there, else the home folder."""
    with suppress(OSError, ValueError):
        told = (paths.state_folder() / _FILE).read_text(encoding="utf-8").rstrip("\n")
        if told and Path(told).is_dir():
            return Path(told)
    return Path.home()


def remember(folder: Path) -> None:
    """Keep the folder for the next time; where nothing can be kept, the next time begins at home."""
    with suppress(OSError, ValueError):
        paths.make_private(paths.state_folder())
        (paths.state_folder() / _FILE).write_text(f"{folder.absolute()}\n", encoding="utf-8")


def as_typed(path: Path) -> str:
    """Return a path as people type it: `~` for the home folder."""
    with suppress(ValueError):
        return str(Path("~") / path.relative_to(Path.home()))
    return str(path)
