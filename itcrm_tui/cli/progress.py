"""How far a long command is: one line on the terminal, written over and over, gone at the end."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

_AFTER = 0.5
_EVERY = 0.1
_WIDTH = 60


@contextmanager
def progress_shown() -> Iterator[Callable[[str, int, int], None]]:
    """Give a function that shows how far the work is, on a terminal and once it takes long; else shows nothing.

    It is told what is done, how much, and of how much; 0 where nobody knows.
    """
    begun = shown = monotonic()
    written = False

    def show(what: str, done: int, total: int) -> None:
        nonlocal shown, written
        now = monotonic()
        if sys.stderr.isatty() and now - begun > _AFTER and now - shown > _EVERY:
            shown, written = now, True
            of = f" of {total:,}" if total else ""
            sys.stderr.write(f"\r{what}: {done:,}{of}"[:_WIDTH].ljust(_WIDTH))
            sys.stderr.flush()

    try:
        yield show
    finally:
        if written:
            sys.stderr.write("\r" + " " * _WIDTH + "\r")
