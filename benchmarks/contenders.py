"""The programs that are measured: ours as a person starts it, and the yardsticks beside it."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.folder import cache
from benchmarks.terminal.link import DIRECT, Line
from benchmarks.terminal.program import WIDE, Program, Size

ROOT = Path(__file__).parent.parent
_YARDSTICKS = Path(__file__).parent / "yardsticks"
_KEPT = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "VIRTUAL_ENV")


@dataclass(frozen=True)
class Contender:
    """A command, what to call it, and what it needs in its environment."""

    name: str
    command: tuple[str, ...]
    variables: Mapping[str, str] = field(default_factory=dict)

    @contextmanager
    def running(self, home: Path, size: Size = WIDE, line: Line = DIRECT) -> Iterator[Program]:
        """Start it in a terminal of its own; `home` is where it keeps what it keeps."""
        with Program(self.command, environment(home, self.variables), size, line) as program:
            yield program


def environment(home: Path, variables: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return what a program finds in its environment: a home of its own, a modern terminal, nothing of ours."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    places = {"HOME": str(home), "TMPDIR": str(home), "ITCRM_STATE": f"{home}/state"}
    xdg = {f"XDG_{name}_HOME": f"{home}/{name.lower()}" for name in ("DATA", "CONFIG", "STATE", "CACHE")}
    shown = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    return {"LANG": "C.UTF-8", **kept, **shown, **places, **xdg, **(variables or {})}


@contextmanager
def new_home() -> Iterator[Path]:
    """Make a home in which nothing has ever been kept."""
    with TemporaryDirectory(prefix="home-", dir=cache()) as folder:
        yield Path(folder)


def _at_clients() -> Path:
    """Return a configuration by which the program begins at the roster: that is what is measured."""
    file = cache() / "at-clients.toml"
    file.write_text('version = 1\nstart_place = "clients"\n', encoding="utf-8")
    return file


def itcrm(database: Path, *arguments: str) -> Contender:
    """Return our program on a database."""
    command = (str(Path(sys.executable).with_name("itcrm")), *arguments)
    return Contender("itcrm", command, {"ITCRM_DB": f"sqlite:///{database}", "ITCRM_CONFIG": str(_at_clients())})


def python(*arguments: str) -> Contender:
    """Return a plain Python command."""
    return Contender(f"python {' '.join(arguments)}", (sys.executable, *arguments))


def yardstick(name: str) -> Contender:
    """Return one of the small Textual programs."""
    return Contender(name, (sys.executable, str(_YARDSTICKS / f"{name}.py")))
