"""What Tab offers does nothing where it should not: in a shell, a terminal, or a database that cannot be read."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from itcrm_tui.cli.completing import records
from tests.cli.completing.conftest import Offered
from tests.cli.completing.names import HOSTILE

SCRIPTS = Path(records.__file__).parent / "scripts"


@pytest.mark.usefixtures("hostile")
def test_what_could_drive_a_terminal_or_end_a_line_is_never_offered(ask: Offered) -> None:
    assert sorted(ask("itcrm show client ")) == sorted(HOSTILE)


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is missing")
@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_bash_takes_what_is_offered_for_the_name_and_runs_none_of_it(ask: Offered, tmp_path: Path, quote: str) -> None:
    words = [word.removesuffix(" ") + quote for word in ask(f"itcrm show client {quote}", "bash")]
    line = " ".join(f"{quote}{word}" for word in words)
    said = subprocess.run(
        ["bash", "-c", f"printf '%s\\0' {line}"], capture_output=True, cwd=tmp_path, check=True, timeout=30
    )
    assert sorted(said.stdout.decode().split("\0")[:-1]) == sorted(HOSTILE)
    assert not (tmp_path / "taken").exists()


def broken(folder: Path, state: str) -> str:
    """Return the URL of a database in which nothing can be looked up."""
    path = folder / "state.db"
    if state == "not a database":
        path.write_bytes(b"no database" * 100)
    elif state == "damaged":
        path.write_bytes(b"SQLite format 3\0" + b"\xff" * 4000)
    elif state == "a folder":
        path.mkdir()
    elif state == "another program's":
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE client (name)")
        connection.close()
    elif state == "no server":
        return "postgresql://nobody@127.0.0.1:1/nothing"
    return f"sqlite:///{path}" if state != "no engine" else "oracle://x"


@pytest.mark.parametrize(
    "state", ["missing", "not a database", "damaged", "a folder", "another program's", "no server", "no engine"]
)
def test_a_database_that_cannot_be_read_offers_nothing_says_nothing_and_is_not_made(
    ask: Offered, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], state: str
) -> None:
    monkeypatch.setenv("ITCRM_DB", broken(tmp_path, state))
    before = {path: path.stat().st_size for path in tmp_path.rglob("state*")}
    assert ask("itcrm show client F") == [""]
    assert ask("itcrm show cli") == ["client"]
    assert {path: path.stat().st_size for path in tmp_path.rglob("state*")} == before
    assert capfd.readouterr() == ("", "")


def test_a_database_that_keeps_waiting_is_not_waited_for(ask: Offered, monkeypatch: pytest.MonkeyPatch) -> None:
    from threading import Event

    release, waited = Event(), []
    monkeypatch.setattr(records, "PATIENCE", 0.01)
    monkeypatch.setattr("storage.opening.open_to_look", lambda _url: waited.append(release.wait(5)))
    assert ask("itcrm show client F") == [""]
    assert not waited
    release.set()


def test_an_older_database_is_left_as_it_is(
    ask: Offered, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(sample, tmp_path / "old.db")
    with sqlite3.connect(tmp_path / "old.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
    connection.close()
    monkeypatch.setenv("ITCRM_DB", f"sqlite:///{tmp_path}/old.db")
    assert ask("itcrm show client F") == [""]
    with sqlite3.connect(tmp_path / "old.db") as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("0000",)]
    connection.close()


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is missing")
def test_the_script_for_bash_puts_the_words_where_bash_looks_for_them(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "itcrm").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m itcrm_tui "$@"\n')
    (tmp_path / "itcrm").chmod(0o755)
    asked = 'COMP_LINE="itcrm show sub"; COMP_POINT=14; _itcrm itcrm; printf "[%s]" "${COMPREPLY[@]}"'
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    said = subprocess.run(
        ["bash", "-c", f". {SCRIPTS}/itcrm.bash; {asked}"], capture_output=True, text=True, env=environment, timeout=60
    )
    assert (said.stdout, said.stderr) == ("[subscription ]", "")
