"""A file of a person's own, written all at once or not at all."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def put_whole(path: Path, content: bytes) -> None:
    """Put content in the place of a file; a link stays a link. Raises OSError, and then nothing is left behind."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = path.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=path.name)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        fresh.replace(target)
    finally:
        with suppress(OSError):
            fresh.unlink()
