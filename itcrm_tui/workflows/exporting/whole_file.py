"""A file that is written all at once or not at all."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.errors import StoreError


class NotWrittenError(StoreError):
    """The file could not be written; the message says why, and what was there is still there."""


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a new file beside `path` to write into; at the end it takes the place of what is there.

    Any error leaves what was there and nothing else. Raises NotWrittenError where the system refuses. A device or
    a pipe has no place to take: it is given itself.
    """
    if path.exists() and not path.is_file():
        _refuse_a_folder(path)
        yield path
        return
    target = Path(os.path.realpath(path))
    part = _begun(path, target)
    try:
        yield part
        _finish(part, target)
    except OSError as error:
        raise NotWrittenError(f"{path} could not be written: {error.strerror or error}.") from error
    finally:
        part.unlink(missing_ok=True)


def _refuse_a_folder(path: Path) -> None:
    if path.is_dir():
        raise NotWrittenError(f"{path} is a folder; name a file in it.")


def _begun(path: Path, target: Path) -> Path:
    """Make the neighbour: open to whom a file is that is there already, else to whom a new file would be."""
    if not path.parent.is_dir():
        raise NotWrittenError(f"There is no such folder: {path.parent}.")
    if target.exists() and not os.access(target, os.W_OK):
        raise NotWrittenError(f"{path} may not be changed; name another file.")
    part = target.with_name(f".itcrm-{secrets.token_hex(6)}")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        if target.exists():
            part.chmod(target.stat().st_mode & 0o777)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise NotWrittenError(f"Nothing can be written into the folder {path.parent}: {error.strerror}.") from error
    return part


def _finish(part: Path, target: Path) -> None:
    handle = os.open(part, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    part.replace(target)
