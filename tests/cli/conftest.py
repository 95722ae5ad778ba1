"""The command line in a home of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
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
    for name in ("ITCRM_DB", "ITCRM_CONFIG", "ITCRM_STATE", "ITCRM_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


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


@pytest.fixture
def crm(run: Run) -> Run:
    """Run `itcrm` on a database with two clients, a service and a promise."""
    for arguments in (
        ("client", "name=Finance", "code=FIN", "tier=2"),
        ("client", "name=Human Resources", "parent=FIN", "segment=key"),
        ("service", "name=Mail", "code=MAIL"),
        ("commitment", "client=FIN", "title=VPN for 40 users", "due=2026-12-12"),
    ):
        assert run("add", *arguments).code == 0
    return run
