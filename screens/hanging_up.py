"""Notice that the terminal has gone: the window was closed, or the connection broke.

The kernel tells only the session's leader and what runs in the foreground, so a program that was suspended, or whose
shell was killed, is told nothing; Textual's thread that reads keys would then read the end of the file for ever.
"""

import os
import select
import signal
import threading
from contextlib import suppress
from typing import IO

SECONDS_TO_END = 5
GONE = select.POLLHUP | select.POLLERR


def watch(terminal: int) -> None:
    """Send this process SIGHUP when the terminal behind a file descriptor has gone."""
    threading.Thread(target=_watch, args=(terminal,), name="hanging-up", daemon=True).start()


def end_soon(code: int) -> None:
    """End the process after some seconds whatever still waits for the terminal."""
    last = threading.Timer(SECONDS_TO_END, os._exit, [code])
    last.daemon = True
    last.start()


def _watch(terminal: int) -> None:
    poll = select.poll()
    poll.register(terminal, 0)
    if any(event & GONE for _, event in poll.poll()):
        end_soon(128 + signal.SIGHUP)
        os.kill(os.getpid(), signal.SIGHUP)


class Outlet:
    """A file to write to that may go away: what can no longer be shown is dropped, and nobody waits for it."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> None:
        """Write, as far as there is anybody to read it."""
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        """Write out what was kept back."""
        with suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        """Return the number of the file."""
        return self._file.fileno()
