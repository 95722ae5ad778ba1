"""On a terminal no command lets a text from outside do anything but stand there."""

from __future__ import annotations

import os
import sys
import termios
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from itcrm_tui.cli import main
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.text import safe
from storage.opening import open_store
from tests.screens.hostile import HARMS, all_harms, fill

ROUNDS = 2
PORTION = 65_536
KIND_NAMES = [name for name in KINDS if name != "settings"]
EVERYDAY = (
    ("capacity",),
    ("duplicates", "clients"),
    ("history",),
    ("history", "--json"),
    ("db", "info"),
    ("db", "verify"),
    ("undo",),
    ("redo",),
    ("undo", "--json"),
)


@pytest.fixture(scope="module")
def organization(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the hostile organization."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    fill(f"sqlite:///{path}", ROUNDS)
    return path


Told = Callable[..., str]


@pytest.fixture
def told(home: Path, organization: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Told]:
    """Run `itcrm` at a pseudo-terminal and return what reaches it, from both streams."""
    monkeypatch.setenv("ITCRM_DB", f"sqlite:///{organization}")
    window, terminal = os.openpty()
    modes = termios.tcgetattr(terminal)
    modes[1] &= ~termios.OPOST  # so that a line end arrives as it was written
    termios.tcsetattr(terminal, termios.TCSANOW, modes)

    def tell(*arguments: str) -> str:
        heard: list[str] = []
        listener = threading.Thread(target=_listen, args=(window, heard))
        with os.fdopen(os.dup(terminal), "w", encoding="utf-8") as stream, monkeypatch.context() as patched:
            patched.setattr(sys, "stdout", stream)
            patched.setattr(sys, "stderr", stream)
            listener.start()
            main(arguments)
            stream.write(END)
        listener.join()
        return "".join(heard).removesuffix(END)

    yield tell
    os.close(terminal)
    os.close(window)


END = "\x04the end\x04"


def _listen(window: int, heard: list[str]) -> None:
    raw = b""
    while not raw.endswith(END.encode()):
        raw += os.read(window, PORTION)
    heard.append(raw.decode("utf-8"))


def is_harmless(text: str) -> bool:
    """Whether each line is as it may be shown."""
    return bool(text) and all(line == safe(line) for line in text.split("\n"))


def id_of(organization: Path, kind: str) -> str:
    with open_store(f"sqlite:///{organization}", actor="dana", device="desk").read() as reader:
        found = reader.find(KINDS[kind].record_type)
    assert isinstance(found, list)
    return str(found[-1].id)


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_every_kind_is_listed_and_shown_harmlessly(told: Told, organization: Path, kind: str) -> None:
    one = id_of(organization, kind)
    for words in (("list", kind), ("show", kind, one), ("show", kind, one, "--json"), ("history", kind, one)):
        assert is_harmless(told(*words)), words


def test_what_is_said_of_clients_services_people_and_promises_is_harmless(told: Told, organization: Path) -> None:
    client, commitment, role = (id_of(organization, kind) for kind in ("client", "commitment", "role"))
    for words in (
        ("profile", client),
        ("profile", client, "--json"),
        ("profile", client, "--markdown"),
        ("list", "client", "--json"),
        ("list", "client", "--csv"),
        ("export", "client", "--json"),
        ("who", client),
        ("who", id_of(organization, "service")),
        ("who", id_of(organization, "person")),
        ("check", commitment),
        ("check", client, "--need", f"{role}=30", "--by", "+1d"),
        ("propose", commitment),
        *EVERYDAY,
    ):
        assert is_harmless(told(*words)), words


@pytest.mark.parametrize("harm", [HARMS[0], all_harms(1)])
def test_a_hostile_word_that_is_typed_is_said_again_harmlessly(told: Told, harm: str) -> None:
    for words in (
        ("show", "client", harm),
        ("show", harm, "x"),
        ("list", "clients", f"name:({harm}"),
        ("list", "clients", f"{harm}:1"),
        ("list", "clients", "--sort", harm),
        ("who", harm),
        ("add", "client", f"{harm}=1"),
        ("add", "client", "name=x", f"tier={harm}"),
        ("import", harm, "--as", "client"),
        ("export", "clients", "-o", f"{harm}/x.csv"),
        ("--db", f"sqlite:///{harm}/x.db", "list", "clients"),
        ("config", harm),
        (harm,),
    ):
        assert is_harmless(told(*words)), words
