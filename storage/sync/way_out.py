"""The way out where a working copy can be used no longer: a fresh one, and what the old one has not sent goes along."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from shlex import quote


def fresh_copy(old: Path) -> str:
    """Return the command, as it is to be typed, that makes a fresh working copy beside an old one."""
    free = next(path for path in _names(old) if not path.exists())
    return f"itcrm offline checkout {_typed(free)} --from {_typed(old)}"


def _typed(path: Path) -> str:
    """Return a path for a shell, short where it is in the person's own folder."""
    home = Path.home()
    return f"~/{quote(str(path.relative_to(home)))}" if path.is_relative_to(home) else quote(str(path))


def _names(old: Path) -> Iterator[Path]:
    return (old.with_name(f"{old.stem}-{number}{old.suffix}") for number in count(2))
