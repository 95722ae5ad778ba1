"""A path as a person types it, with `~` for a home folder."""

from pathlib import Path

SHOWN = 60


class PathError(Exception):
    """No file can be called so; the message is a sentence."""


def as_path(text: str) -> Path:
    """Return the path that was typed, whether or not there is such a file. Raises PathError."""
    try:
        path = Path(text).expanduser()
        path.stat()
    except RuntimeError:
        raise PathError(f"{_short(text)} begins with the home folder of somebody who is not known here.") from None
    except ValueError:
        raise PathError(f"{_short(text)} holds a character that no path can hold.") from None
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return path
    except OSError as error:
        raise PathError(f"{_short(text)} cannot be used as a path: {error.strerror}.") from None
    return path


def _short(text: str) -> str:
    return f"“{text[:SHOWN]}...”" if len(text) > SHOWN else f"“{text}”"
