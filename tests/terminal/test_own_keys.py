"""Keys and looks of one's own, in the real program: it binds, shows and tells them, or says what cannot be."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal

Start = Callable[..., Terminal]
KEYS = """
[keys]
record.add = ["ins", "Z"]
record.edit = "none"
find.filter = "ctrl+f"
leave.close = "0"
"""


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts the program with a configuration, and ends at last what still runs."""
    running: list[Terminal] = []

    def start_it(configuration: str, *arguments: str, **environment: str) -> Terminal:
        (tmp_path / "mine.toml").write_text(f'start_place = "clients"\n{configuration}', encoding="utf-8")
        named = {"ITCRM_CONFIG": str(tmp_path / "mine.toml"), **environment}
        running.append(Terminal(tmp_path, *arguments, size=(120, 24), **named))
        return running[-1]

    yield start_it
    for terminal in running:
        terminal.close()


def test_chosen_keys_work_and_are_the_ones_that_are_shown(start: Start, tmp_path: Path) -> None:
    app = start(KEYS, "--db", f"sqlite:///{tmp_path}/unit.db")
    app.until("Press Ins to add one")
    assert "Ins add" in app.text
    assert " e edit" not in app.text
    app.type("Z")
    app.until("ADD client")
    app.type("Legal", "enter")
    app.until(r"> +Legal")
    app.type("?")
    app.until("Ins  Z +Add a record")
    app.type("escape")
    app.until("ctrl.f filter")
    app.type("\x06")
    app.until(r"\n /")
    app.type("escape")
    app.until(r"1\s*\n\s*CODE")
    app.type(":")
    app.until("what to do")
    app.type("add")
    app.until(r"add +Add a record +Ins")
    app.type("escape")
    app.until(r"1\s*\n\s*CODE +CLIENT")
    app.type("0")
    assert app.end() == 0


def test_keys_that_clash_keep_the_app_from_starting_with_one_sentence(start: Start) -> None:
    app = start('[keys]\nrecord.add = "e"\nrecord.delete = "e"\n', "demo")
    assert app.end() == 3
    assert "“e” is asked to be record.add and record.delete" in app.text.replace("\n", "")
    assert "Traceback" not in app.raw


def test_a_theme_that_is_not_there_is_told_and_another_worn(start: Start, tmp_path: Path) -> None:
    app = start('theme = "itcrm-lihgt"', "--db", f"sqlite:///{tmp_path}/unit.db")
    app.until("There is no theme “itcrm-lihgt”; did you mean itcrm-light")
    app.type("q")
    assert app.end() == 0


def test_no_color_sends_none_and_set_to_nothing_it_does_not_count(start: Start, tmp_path: Path) -> None:
    for value, coloured in (("1", False), ("", True)):
        app = start("", "--db", f"sqlite:///{tmp_path}/unit.db", NO_COLOR=value, COLORTERM="truecolor")
        app.until("Press a to add one")
        app.type("q")
        assert app.end() == 0
        assert ("38;2;" in app.raw or "48;2;" in app.raw) is coloured
