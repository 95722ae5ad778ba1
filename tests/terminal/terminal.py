"""The program as a person starts it: in a pseudo-terminal, its output read as a screen."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path

import pyte

PATIENCE = 30.0
PORTION = 1_024
KEYS = {"enter": "\r", "escape": "\x1b", "down": "\x1b[B", "tab": "\t"}
_UNKNOWN_TO_PYTE = re.compile(
    r"\x1b\[\?2026[hl]|\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1bP.*?\x1b\\", re.DOTALL
)


class Terminal:
    """One run of the program. `home` is where it keeps what it keeps."""

    def __init__(self, home: Path, *arguments: str, size: tuple[int, int] = (80, 24), **environment: str) -> None:
        self.screen = pyte.Screen(*size)
        self.stream = pyte.Stream(self.screen)
        self.raw = ""
        self.status: int | None = None
        _begin_at_clients(home)
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execve(sys.executable, [sys.executable, "-m", "itcrm_tui", *arguments], _environment(home, environment))
        self._set_size(*size)

    def resize(self, columns: int, lines: int) -> None:
        """Give the window another size, as a person does with the mouse."""
        self.screen.resize(lines, columns)
        self._set_size(columns, lines)
        self.kill(signal.SIGWINCH)

    def _set_size(self, columns: int, lines: int) -> None:
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def until(self, pattern: str) -> str:
        """Wait until the screen shows what the pattern says; return the screen."""
        end = time.monotonic() + PATIENCE
        while not re.search(pattern, self.text):
            assert time.monotonic() < end, f"never came: {pattern}\n{self.text}"
            assert self._pump(0.5), f"ended before: {pattern}\n{self.text}"
        return self.text

    def type(self, *keys: str) -> None:
        """Type keys by name, or text. What the program writes meanwhile is read: neither may wait for the other."""
        for key in keys:
            left = KEYS.get(key, key).encode()
            while left:
                if select.select([], [self.fd], [], 0.1)[1]:
                    left = left[os.write(self.fd, left[:PORTION]) :]
                self._pump(0)

    def paste(self, text: str) -> None:
        """Paste a text, which a terminal marks as such."""
        self.type(f"\x1b[200~{text}\x1b[201~")

    def end(self) -> int:
        """Wait for the end of the program; return its exit code, or minus the signal that ended it."""
        end = time.monotonic() + PATIENCE
        while self._pump(0.5):
            assert time.monotonic() < end, f"never ended\n{self.text}"
        if self.status is None:
            self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self.status

    def kill(self, number: signal.Signals = signal.SIGKILL) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def close(self) -> None:
        """End what still runs."""
        if self.status is None:
            self.kill()
            self.end()
        os.close(self.fd)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def _pump(self, seconds: float) -> bool:
        if not select.select([self.fd], [], [], seconds)[0]:
            return True
        try:
            data = os.read(self.fd, 1 << 16).decode("utf-8", "replace")
        except OSError:
            return False
        self.raw += data
        self.stream.feed(_UNKNOWN_TO_PYTE.sub("", data))
        return bool(data)


def _begin_at_clients(home: Path) -> None:
    """Let the program begin at the roster, unless a test says otherwise."""
    file = home / "config" / "itcrm" / "config.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text('version = 1\nstart_place = "clients"\n', encoding="utf-8")


def _environment(home: Path, more: Mapping[str, str]) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "PYTHONPATH") if name in os.environ}
    own = {"HOME": str(home), "TERM": "xterm-256color", "XDG_DATA_HOME": str(home / "data")}
    own |= {"XDG_CONFIG_HOME": str(home / "config"), "XDG_STATE_HOME": str(home / "state"), "TMPDIR": str(home)}
    return kept | own | dict(more)
