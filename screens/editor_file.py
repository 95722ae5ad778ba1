"""A text handed to the person's own editor in a private file, and taken back."""

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from charset_normalizer import from_bytes

from itcrm_tui.typed_path import PathError, as_path

_USUAL = ("sensible-editor", "nano", "vim", "vi", "emacs")
_LARGEST = 4_000_000
_HELD = (signal.SIGINT, signal.SIGQUIT)


class EditorError(Exception):
    """The editor could not be used; the message is one sentence for people."""


def editor_command(environment: Mapping[str, str]) -> list[str]:
    """Return the editor's command: VISUAL, else EDITOR, else one that most systems have. Raises EditorError."""
    for name in ("VISUAL", "EDITOR"):
        if environment.get(name, "").strip():
            return _found(name, environment[name], environment.get("PATH"))
    usual = next((name for name in _USUAL if shutil.which(name, path=environment.get("PATH"))), None)
    if usual is None:
        raise EditorError("No editor was found; set EDITOR to the one you use.")
    return [usual]


def _found(name: str, value: str, path: str | None) -> list[str]:
    try:
        command = shlex.split(value)
    except ValueError:
        raise EditorError(f"{name} has a quotation mark that is not closed: {value}") from None
    try:
        command[0] = str(as_path(command[0]))
    except PathError as error:
        raise EditorError(f"{name} names no editor: {error}") from None
    if shutil.which(command[0], path=path) is None:
        raise EditorError(f"{name} names an editor that is not here: {command[0]}")
    return command


def edited(text: str, command: list[str], ending: str) -> str:
    """Return the text as the editor left it. Raises EditorError; the file is removed either way.

    The file is readable by this person alone, in a folder of its own, for editors write more files beside it.
    """
    try:
        with _private_folder() as folder:
            path = folder / f"text.{ending}"
            _write(path, text)
            _run([*command, str(path)])
            return _read(path)
    except OSError as error:
        raise EditorError(f"The text could not be handed to the editor: {error.strerror or error}.") from None


@contextmanager
def _private_folder() -> Iterator[Path]:
    """Make a folder for this person alone, in memory where the system has such a place, and remove it."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    inside = runtime if runtime and os.access(runtime, os.W_OK | os.X_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="itcrm-", dir=inside))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write(path: Path, text: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="\n") as file:
        file.write(text if text.endswith("\n") else f"{text}\n")


def _run(command: list[str]) -> None:
    """Wait for the editor. Ctrl+C in it is its own business: ended by it, we would lose what was typed."""
    before = [(number, signal.signal(number, lambda *_: None)) for number in _HELD]
    try:
        code = subprocess.run(command, check=False).returncode
    finally:
        for number, handler in before:
            signal.signal(number, handler)
    if code:
        raise EditorError(f"{Path(command[0]).name} ended with an error ({code}); the text is as it was.")


def _read(path: Path) -> str:
    if path.stat().st_size > _LARGEST:
        raise EditorError("The text is longer than any field; it is as it was.")
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = str(from_bytes(content).best() or content.decode("latin-1"))
    return text.replace("\r\n", "\n").removesuffix("\n")
