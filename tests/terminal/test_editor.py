"""The terminal is handed to the person's own editor and taken back."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal

Start = Callable[[str], Terminal]
ASK = "input('the editor is open: ')"


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts the sample organization with an editor that does this to the file `path`."""
    running: list[Terminal] = []

    def start_it(code: str) -> Terminal:
        script = tmp_path / "my editor.py"
        script.write_text(f"import sys\nfrom pathlib import Path\npath = Path(sys.argv[1])\n{code}\n")
        running.append(Terminal(tmp_path, "demo", VISUAL=f"{sys.executable} '{script}'", EDITOR="false"))
        running[-1].until("leave the tour")
        running[-1].type("escape")
        running[-1].until("Enter open  m")
        running[-1].type("2")
        running[-1].until(">After-Sales")
        return running[-1]

    yield start_it
    for terminal in running:
        terminal.close()


def test_a_row_is_edited_as_text_and_the_app_goes_on(start: Start, tmp_path: Path) -> None:
    app = start(f"{ASK}\npath.write_text(path.read_text().replace('name: ', 'name: Aa '))")
    app.type("E")
    app.until("the editor is open: ")
    app.type("enter")
    app.until(r"Aa [\s\S]*Saved client")
    app.type("u")
    app.until("Undid: Edit client")
    app.type("q")
    assert app.end() == 0
    assert list(tmp_path.glob("itcrm-*")) == []


@pytest.mark.parametrize(("key", "name"), [("\x03", "SIGINT"), ("\x1c", "SIGQUIT")], ids=["ctrl+c", "ctrl+backslash"])
def test_a_key_that_ends_programs_ends_the_editor_and_not_the_app(
    start: Start, tmp_path: Path, key: str, name: str
) -> None:
    app = start(f"import signal\nsignal.signal(signal.{name}, signal.SIG_DFL)\n{ASK}")
    app.type("E")
    app.until("the editor is open: ")
    app.type(key)
    app.until("ended with an error")
    app.type("q")
    assert app.end() == 0
    assert list(tmp_path.glob("itcrm-*")) == []
