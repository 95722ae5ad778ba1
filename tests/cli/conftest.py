"""The command line in a home of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from itcrm_tui.cli import main


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed, as JSON."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        """What it printed, line by line."""
        return self.out.splitlines()


Run = Callable[..., Done]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with nothing in it, and an environment that names no database."""
    live_in(tmp_path, monkeypatch)
    return tmp_path


def live_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a folder the home, with nothing in the environment that names a place elsewhere."""
    for name in ("ITCRM_DB", "ITCRM_CONFIG", "ITCRM_STATE", "ITCRM_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(folder / name.lower()))
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.chdir(folder)


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `itcrm` with arguments; nobody sits at a terminal."""

    def run_it(*arguments: str) -> Done:
        capsys.readouterr()
        code = main(arguments)
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        assert captured.err.count("\n") <= 1
        return Done(code, captured.out, captured.err)

    return run_it


@pytest.fixture(scope="session")
def small_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a small database, made once; tests take copies of it."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as monkeypatch, redirect_stdout(StringIO()):
        live_in(folder, monkeypatch)
        for arguments in (
            ("client", "name=Finance", "code=FIN", "tier=2"),
            ("client", "name=Human Resources", "parent=FIN", "segment=key"),
            ("service", "name=Mail", "code=MAIL"),
            ("commitment", "client=FIN", "title=VPN for 40 users", "due=2026-12-12"),
        ):
            assert main(["add", *arguments]) == 0
    return folder


@pytest.fixture
def crm(small_home: Path, home: Path, run: Run) -> Run:
    """Run `itcrm` on a database with two clients, a service and a promise."""
    copytree(small_home, home, dirs_exist_ok=True)
    return run
