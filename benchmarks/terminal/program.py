"""One run of a program in a pseudo-terminal. Bytes are stamped as they are read; nothing is parsed meanwhile."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from types import TracebackType

from benchmarks.terminal.answers import Answers
from benchmarks.terminal.link import AHEAD, DIRECT, Line, Travel
from benchmarks.terminal.process import cpu_seconds, peak_megabytes

Size = tuple[int, int]
WIDE, NARROW = (120, 40), (80, 24)
PATIENCE = 60.0
KEYS = {"down": "\x1b[B", "up": "\x1b[A", "right": "\x1b[C", "enter": "\r", "escape": "\x1b", "pagedown": "\x1b[6~"}

_STYLED = re.compile(rb"\x1b\[[0-9;:?<=>]*[a-zA-Z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][A-Z0-9]")


class NeverCameError(Exception):
    """The program did not show in time what was waited for; the message says what, and what was there."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Bytes that reached the terminal, and when, on the monotonic clock."""

    at: float
    data: bytes


class Program:
    """A running program and the terminal in front of it; ends it at the end of a `with` block."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        size: Size = WIDE,
        line: Line = DIRECT,
    ) -> None:
        self.chunks: list[Chunk] = []
        self.size = size
        self.bytes = 0
        self.ended_at: float | None = None
        self._answers = Answers()
        self._down, self._up = Travel(line), Travel(line)
        self._open = True
        self.started_at = monotonic()
        self.pid, self._fd = _started(command, environment, size)

    def __enter__(self) -> "Program":
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        if self.ended_at is None:
            os.kill(self.pid, signal.SIGKILL)
            self._reap()
        os.close(self._fd)

    @property
    def last_at(self) -> float:
        """When the last byte came; the start, before any."""
        return self.chunks[-1].at if self.chunks else self.started_at

    @property
    def peak_megabytes(self) -> float | None:
        """The most memory it has held so far."""
        return peak_megabytes(self.pid)

    @property
    def cpu_seconds(self) -> float | None:
        """The processor time it has used so far."""
        return cpu_seconds(self.pid)

    def type(self, keys: str) -> float:
        """Send a named key, or text as it is; return when the terminal did."""
        now = monotonic()
        self._up.put(now, KEYS.get(keys, keys).encode())
        self._deliver(now)
        return now

    def watch(self, seconds: float) -> None:
        """Take in what comes for so long."""
        end = monotonic() + seconds
        while (left := end - monotonic()) > 0 and self.ended_at is None:
            self._pump(left)

    def until_quiet(self, seconds: float, patience: float = PATIENCE) -> float:
        """Wait until nothing has come for so long; return when the last byte did."""
        begin = monotonic()
        while (left := max(self.last_at, begin) + seconds - monotonic()) > 0 and self.ended_at is None:
            if monotonic() - begin > patience:
                raise NeverCameError(f"never quiet for {seconds} s")
            self._pump(left)
        return self.last_at

    def until_written(self, words: str, after: int = 0, patience: float = PATIENCE) -> float:
        """Wait until these words have been written since chunk number `after`; return when the last byte came.

        Words that are painted in one go are found; `replay.shown_at` says exactly when they stood on the screen.
        """
        begin, wanted = monotonic(), words.encode()
        while wanted not in self.written(after):
            if self.ended_at is not None or monotonic() - begin > patience:
                raise NeverCameError(f"never came: {words}\n{self.written(after)[-2000:].decode(errors='replace')}")
            self._pump(0.2)
        return self.last_at

    def until_answered(self, since: float, patience: float = 5.0) -> float | None:
        """Wait for the first byte after a moment; return when it came, None if none does."""
        begin, known = monotonic(), len(self.chunks)
        while self.last_at <= since:
            if self.ended_at is not None or monotonic() - begin > patience:
                return None
            self._pump(0.2)
        return next(chunk.at for chunk in self.chunks[known:] if chunk.at > since)

    def written(self, after: int = 0) -> bytes:
        """Return what was written since chunk number `after`, without styles and moves."""
        return _STYLED.sub(b"", b"".join(chunk.data for chunk in self.chunks[after:]))

    def until_ended(self, patience: float = 10.0) -> float:
        """Wait until the program has ended and its shell could go on; return when."""
        begin = monotonic()
        while self.ended_at is None:
            if monotonic() - begin > patience:
                raise NeverCameError("never ended")
            self._pump(0.2)
        return self.ended_at

    def _pump(self, seconds: float) -> None:
        """Take in what comes, waiting at most so long for something."""
        due = [at for at in (self._down.next, self._up.next) if at is not None]
        wait = max(0.0, min([seconds, *(at - monotonic() for at in due)]))
        listening = [self._fd] if self._open and self._down.waiting < AHEAD else []
        if select.select(listening, [], [], wait)[0]:
            self._read()
        self._deliver(monotonic())

    def _read(self) -> None:
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:  # Linux says so when nobody has the other end open any more
            data = b""
        now = monotonic()
        if data:
            self._down.put(now, data)
        else:
            self._open = False

    def _deliver(self, now: float) -> None:
        for at, data in self._down.arrived(now):
            self.chunks.append(Chunk(at, data))
            self.bytes += len(data)
            if answer := self._answers.to(data):
                self._up.put(at, answer)
        for _, data in self._up.arrived(now):
            if self._open:
                os.write(self._fd, data)
        if not self._open and self._down.next is None and self.ended_at is None:
            self._reap()

    def _reap(self) -> None:
        os.waitpid(self.pid, 0)
        self.ended_at = monotonic()


def _started(command: Sequence[str], environment: Mapping[str, str], size: Size) -> tuple[int, int]:
    columns, lines = size
    shape = struct.pack("HHHH", lines, columns, 0, 0)
    pid, fd = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, shape)
        os.execve(command[0], list(command), dict(environment))
    fcntl.ioctl(fd, termios.TIOCSWINSZ, shape)
    return pid, fd
