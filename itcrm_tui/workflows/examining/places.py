"""Where everything is, and who may look into it."""

import stat
from pathlib import Path

from itcrm_tui import log, paths
from itcrm_tui.workflows.examining.finding import Finding

AREA = "places"
_OTHERS = 0o077


def examine() -> list[Finding]:
    """Return where the program keeps things on this machine."""
    return [
        private("data", paths.data_folder()),
        private("state", paths.state_folder()),
        private("log", log.log_file()),
    ]


def private(name: str, path: Path, area: str = AREA) -> Finding:
    """Return who may read a file or folder of which nobody but its owner should."""
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return Finding(area, name, f"{path} (not made yet)")
    except OSError as error:
        return Finding(area, name, str(path), f"It cannot be looked at: {error.strerror}.")
    wanted = 0o700 if path.is_dir() else 0o600
    advice = f"Others on this machine may read it: chmod {wanted:o} '{path}'" if mode & _OTHERS else None
    return Finding(area, name, f"{path} (mode {mode:o})", advice)
