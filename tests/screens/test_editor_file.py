"""The person's own editor: which it is, what it is given, and that nothing is left behind."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from screens.editor_file import EditorError, edited, editor_command


@pytest.fixture
def rooms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which private folders are made."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    (tmp_path / "run").mkdir()
    return tmp_path / "run"


def editor(folder: Path, code: str) -> list[str]:
    """Return the command of an editor that does this with the file `path`."""
    script = folder / "editor.py"
    script.write_text(f"import os, sys\nfrom pathlib import Path\npath = Path(sys.argv[-1])\n{code}\n")
    return [sys.executable, str(script)]


def test_the_text_comes_back_as_the_editor_left_it(tmp_path: Path, rooms: Path) -> None:
    command = editor(tmp_path, "path.write_text(path.read_text().upper() + 'and more\\n')")
    assert edited("eins\nzwei", command, "txt") == "EINS\nZWEI\nand more"


def test_an_untouched_text_comes_back_as_it_was(tmp_path: Path, rooms: Path) -> None:
    for text in ("", "one", "one\n\ntwo", "Ünïcode \u202e"):
        assert edited(text, editor(tmp_path, ""), "txt") == text


def test_only_this_person_can_read_the_file_and_it_is_gone_afterwards(tmp_path: Path, rooms: Path) -> None:
    look = "print(oct(path.stat().st_mode), oct(path.parent.stat().st_mode), path.parent, file=open(sys.argv[1], 'w'))"
    command = [*editor(tmp_path, look + "\n(path.parent / 'text.txt~').write_text('backup')"), str(tmp_path / "seen")]
    edited("secret", command, "txt")
    file_mode, folder_mode, folder = (tmp_path / "seen").read_text().split()
    assert stat.S_IMODE(int(file_mode, 8)) == 0o600
    assert stat.S_IMODE(int(folder_mode, 8)) == 0o700
    assert Path(folder).parent == rooms
    assert list(rooms.iterdir()) == []


def test_an_editor_that_fails_is_told_in_a_sentence_and_leaves_nothing(tmp_path: Path, rooms: Path) -> None:
    with pytest.raises(EditorError, match=r"ended with an error \(3\)"):
        edited("text", editor(tmp_path, "path.write_text('half'); sys.exit(3)"), "txt")
    assert list(rooms.iterdir()) == []


def test_a_file_that_the_editor_took_away_is_told(tmp_path: Path, rooms: Path) -> None:
    with pytest.raises(EditorError, match="No such file"):
        edited("text", editor(tmp_path, "path.unlink()"), "txt")


def test_ctrl_c_in_the_editor_does_not_end_the_program(tmp_path: Path, rooms: Path) -> None:
    command = editor(tmp_path, "import signal; os.kill(os.getppid(), signal.SIGINT); path.write_text('typed')")
    assert edited("text", command, "txt") == "typed"


def test_an_editor_that_writes_another_encoding_is_understood(tmp_path: Path, rooms: Path) -> None:
    command = editor(tmp_path, "path.write_bytes('Überfällige Rückmeldungen für die Abteilung'.encode('cp1252'))")
    assert edited("", command, "txt") == "Überfällige Rückmeldungen für die Abteilung"


def test_visual_comes_before_editor() -> None:
    assert editor_command({"VISUAL": "sh", "EDITOR": "ls", "PATH": os.defpath}) == ["sh"]
    assert editor_command({"VISUAL": " ", "EDITOR": "ls", "PATH": os.defpath}) == ["ls"]


def test_arguments_in_the_variable_are_split_and_never_given_to_a_shell() -> None:
    assert editor_command({"EDITOR": "sh -c 'a b'; ls", "PATH": os.defpath}) == ["sh", "-c", "a b;", "ls"]


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"EDITOR": "no-such-editor -w"}, "EDITOR names an editor that is not here: no-such-editor"),
        ({"EDITOR": "~nosuchuser/vi"}, "EDITOR names no editor: “~nosuchuser/vi” begins with the home folder of"),
        ({"EDITOR": "x" * 5000}, "File name too long"),
        ({"VISUAL": "vi 'x", "EDITOR": "sh"}, "VISUAL has a quotation mark that is not closed"),
        ({"PATH": "/nowhere"}, "set EDITOR to the one you use"),
    ],
)
def test_an_editor_that_is_not_there_is_told_in_a_sentence(environment: dict[str, str], sentence: str) -> None:
    with pytest.raises(EditorError, match=sentence):
        editor_command({"PATH": os.defpath, **environment})
