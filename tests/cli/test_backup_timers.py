"""What docs/backups.md tells a timer to do works as it stands there."""

from __future__ import annotations

import os
import plistlib
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

REPOSITORY = Path(__file__).parents[2]
TEXT = (REPOSITORY / "docs" / "backups.md").read_text(encoding="utf-8")


def block(language: str, holding: str) -> str:
    """The block of a language in the document that holds some words."""
    (found,) = (one for one in re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL) if holding in one)
    return str(found)


@pytest.fixture
def program(crm: Run, home: Path) -> Path:
    """The program where pipx puts it, in a home with a folder for backups."""
    path = home / ".local" / "bin" / "itcrm"
    path.parent.mkdir(parents=True)
    path.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m itcrm_tui "$@"\n', encoding="utf-8")
    path.chmod(0o755)
    (home / "backups" / "itcrm").mkdir(parents=True)
    return path


def backups_after(home: Path, *command: str) -> int:
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(REPOSITORY)}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return len(list((home / "backups" / "itcrm").glob("itcrm.db-*-scheduled.db")))


def test_the_service_of_systemd_makes_a_backup(program: Path, home: Path) -> None:
    (line,) = re.findall(r"^ExecStart=(.*)$", block("ini", "ExecStart"), re.MULTILINE)
    assert backups_after(home, *shlex.split(line.replace("%h", str(home)))) == 1


def test_the_line_of_cron_makes_a_backup(program: Path, home: Path) -> None:
    minute, hour, *_, line = block("cron", "itcrm").split(None, 5)
    assert (minute, hour) == ("15", "12")
    assert backups_after(home, "/bin/sh", "-c", line) == 1


def test_the_agent_of_launchd_makes_a_backup(program: Path, home: Path) -> None:
    agent = plistlib.loads(block("xml", "ProgramArguments").encode())
    assert agent["StartCalendarInterval"] == {"Hour": 12, "Minute": 15}
    words = [word.replace("/Users/ana", str(home)) for word in agent["ProgramArguments"]]
    assert backups_after(home, *words) == 1
