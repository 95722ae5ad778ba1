"""A real shell in a pseudo-terminal, with the completion of itcrm loaded."""

from __future__ import annotations

import os
import pty
import re
import shutil
import sys
import time
from pathlib import Path

import pyte

from tests.terminal.terminal import Terminal

START = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
LOAD = {
    "bash": "PS1='ready> '; eval \"$(itcrm completion bash)\"",
    "zsh": "PROMPT='ready> '; autoload -Uz compinit; compinit -u; eval \"$(itcrm completion zsh)\"",
    "fish": "function fish_prompt; echo -n 'ready> '; end; itcrm completion fish | source",
}

TRIES, BETWEEN = 6, 3.0


class Shell(Terminal):
    """An interactive shell that finds `itcrm` first, in a home of its own."""

    def __init__(self, name: str, home: Path, database: str) -> None:
        self.screen = pyte.Screen(200, 40)
        self.stream = pyte.Stream(self.screen)
        self.raw = ""
        self.status = None
        commands = home / "bin"
        commands.mkdir()
        (commands / "itcrm").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m itcrm_tui "$@"\n')
        (commands / "itcrm").chmod(0o755)
        program = shutil.which(name)
        assert program, f"{name} is missing: apt-get install {name}"
        environment = {
            "PATH": f"{commands}:{os.environ['PATH']}",
            "HOME": str(home),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "ITCRM_DB": database,
            "ITCRM_STATE": str(home / "state"),
            "ITCRM_CONFIG": str(home / "config.toml"),
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        }
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(home)
            os.execve(program, START[name], environment)
        self.type(LOAD[name], "enter")
        self.until("(?m)^ready>")
        self.type("clear", "enter")
        self.until(r"\Aready>")

    def complete(self, typed: str, becomes: str) -> None:
        """Type the beginning of a line, then Tab until the line shows a pattern; a busy machine may need several."""
        self.type(typed)
        for _ in range(TRIES):
            if re.search(becomes, self.text):
                return
            self.type("tab")
            end = time.monotonic() + BETWEEN
            while time.monotonic() < end and not re.search(becomes, self.text):
                self._pump(0.1)
        assert re.search(becomes, self.text), f"{typed} never became {becomes}\n{self.text}"

    def drop(self) -> None:
        """Empty the line and the screen (ctrl+u, ctrl+l)."""
        self.type("\x15", "\x0c")
        self.until(r"\Aready> *\n*\Z")
