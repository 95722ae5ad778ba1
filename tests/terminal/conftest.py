"""The program in a pseudo-terminal, ended at last."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal

LEFT_THE_SCREEN = "\x1b[?1049l"
Start = Callable[..., Terminal]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts the program, and ends at last what still runs."""
    running: list[Terminal] = []

    def start_it(*arguments: str, **options: object) -> Terminal:
        running.append(Terminal(tmp_path, *arguments, **options))  # type: ignore[arg-type]
        return running[-1]

    yield start_it
    for terminal in running:
        terminal.close()
