"""The log of what the program did, in technical terms: never a name, a value, a path or an error's own words.

Errors and values of a database repeat what people typed, so only what stands in this program's code is noted:
events, versions, counts, durations, classes of errors, and the functions they went through.
"""

import fcntl
import logging
import os
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from itcrm_tui import paths

MOST_BYTES = 512 * 1024
FILES_KEPT = 3
_OWNER_ALONE = 0o600
_LOG = logging.getLogger("itcrm")
_LOG.propagate = False
_LOG.setLevel(logging.INFO)
_LOG.addHandler(logging.NullHandler())


_DRIVERS = ("sqlalchemy", "psycopg")
"""They would write to the terminal what they cannot say otherwise, as of a connection that cannot be closed."""
_NOWHERE = logging.NullHandler()


def log_file() -> Path:
    """Where the log is; older parts have a number behind the name."""
    return paths.state_folder() / "itcrm.log"


def begin(*, verbose: bool = False) -> None:
    """Let what is noted from now on reach the log file, and with `verbose` the error output too."""
    for name in _DRIVERS:
        logging.getLogger(name).addHandler(_NOWHERE)
    for handler in _LOG.handlers[:]:
        _LOG.removeHandler(handler)
    _LOG.addHandler(_LogFile())
    if verbose:
        _LOG.addHandler(logging.StreamHandler(sys.stderr))
    for handler in _LOG.handlers:
        handler.setFormatter(_Plain())


def note(event: str, **facts: int | str | None) -> None:
    """Note that something happened, with facts such as counts, versions and the names of engines and commands."""
    _LOG.info(_line(event, facts))


def failed(event: str, error: BaseException, **facts: int | str | None) -> None:
    """Note that something went wrong: which classes of errors, and where in the code, but not what they say."""
    _LOG.error(_line(event, facts), exc_info=error)


def milliseconds_since(begun: float) -> int:
    """Return how long ago a reading of `time.monotonic` was."""
    return round((time.monotonic() - begun) * 1000)


def _line(event: str, facts: dict[str, int | str | None]) -> str:
    return " ".join([event, *(f"{name}={value}" for name, value in facts.items() if value is not None)])


class _Plain(logging.Formatter):
    """A line an event, in UTC; below it, indented, the errors behind it."""

    def __init__(self) -> None:
        super().__init__("%(asctime)sZ %(process)d %(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%S")
        self.converter = time.gmtime

    def formatException(self, ei: object) -> str:  # noqa: N802  the library's name
        error = ei[1] if isinstance(ei, tuple) else None
        return "\n".join(_shape(error))


def _shape(error: BaseException | None) -> Iterator[str]:
    """Yield an error's class and the functions it went through, then those of the error behind it."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        kind = type(error)
        code = getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None) or ""
        yield f"  {kind.__module__}.{kind.__qualname__} {code}".rstrip()
        yield from _places(error.__traceback__)
        error = error.__cause__ or error.__context__ or _wrapped(error)


def _wrapped(error: BaseException) -> BaseException | None:
    """What ended a worker, which says so only in a value."""
    inner = getattr(error, "error", None)
    return inner if isinstance(inner, BaseException) else None


def _places(traceback: TracebackType | None) -> Iterator[str]:
    """A module's name instead of its file: a path may begin with the home of a person."""
    while traceback is not None:
        frame = traceback.tb_frame
        yield f"    {frame.f_globals.get('__name__')}:{traceback.tb_lineno} {frame.f_code.co_name}"
        traceback = traceback.tb_next


class _LogFile(logging.Handler):
    """Appends to the log file; where that cannot be written, the program goes on without."""

    def emit(self, record: logging.LogRecord) -> None:
        with suppress(OSError, ValueError):
            path = log_file()
            paths.make_private(path.parent)
            if _append(path, f"{self.format(record)}\n".encode("utf-8", "backslashreplace")) > MOST_BYTES:
                _rotate(path)


def _append(path: Path, line: bytes) -> int:
    """Write a whole line at once, as others write to the same file; return the file's size in bytes."""
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW, _OWNER_ALONE)
    try:
        os.write(handle, line)
        return os.fstat(handle).st_size
    finally:
        os.close(handle)


def _rotate(path: Path) -> None:
    """Begin a new file, unless another program is doing or has just done so."""
    from logging.handlers import RotatingFileHandler

    folder = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if path.exists() and path.stat().st_size > MOST_BYTES:
            RotatingFileHandler(path, backupCount=FILES_KEPT, delay=True).doRollover()
    finally:
        os.close(folder)
