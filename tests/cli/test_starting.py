"""The program as a process: start, no terminal, interrupts, closed pipes, and databases that cannot be opened."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from itcrm_tui.cli import main
from tests.cli.conftest import Run

REPOSITORY = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "itcrm_tui")


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The program, started as a person starts it."""
    around = {**os.environ, "PYTHONPATH": str(REPOSITORY), **environment}
    return subprocess.run([*COMMAND, *arguments], env=around, text=True, capture_output=True, check=False)


def test_version_and_help_come_from_the_process(home: Path) -> None:
    assert process("--version").stdout == "itcrm 0.1.0\n"
    for arguments in ((), ("list",), ("import",), ("undo",)):
        done = process(*arguments, "--help")
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith("usage: itcrm")


def test_without_a_terminal_and_a_database_it_says_so(run: Run) -> None:
    done = run()
    assert (done.code, done.out) == (0, "")
    assert "no terminal" in done.err


def test_without_a_terminal_the_roster_is_printed(crm: Run) -> None:
    done = crm()
    assert done.code == 0
    assert "There is no terminal" in done.err
    assert [line.split("  ")[0] for line in done.lines] == ["CLIENT", "Finance", "Human Resources"]


def test_without_a_terminal_the_demo_prints_its_roster_and_keeps_it_where_told(run: Run, home: Path) -> None:
    done = run("demo", "--keep", str(home / "demo.db"))
    assert (done.code, "There is no terminal" in done.err) == (0, True)
    assert len(done.lines) > 10
    assert len(run("list", "clients", "--db", f"sqlite:///{home / 'demo.db'}").lines) == len(done.lines)


def test_a_reader_that_goes_away_ends_it_quietly(crm: Run) -> None:
    for number in range(30):
        crm("add", "client", f"name=Client {number}")
    with subprocess.Popen(
        [*COMMAND, "list", "clients", "--json"],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        said = running.stderr.read()
    assert (running.returncode, said) == (141, b"")


def test_an_interrupt_ends_it_quietly(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("itcrm_tui.cli.listing.list_records", interrupted)
    done = run("list", "clients")
    assert (done.code, done.err) == (128 + signal.SIGINT, "")


def test_a_fault_of_its_own_is_one_sentence_and_says_where_when_asked(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(*_: object) -> int:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("itcrm_tui.cli.listing.list_records", faulty)
    done = run("list", "clients")
    assert (done.code, "ZeroDivisionError: oh" in done.err) == (3, True)
    monkeypatch.setenv("ITCRM_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["list", "clients"])


def test_a_terminal_that_lacks_a_character_still_gets_the_rest(crm: Run, home: Path) -> None:
    crm("add", "client", "name=東京")
    done = process("list", "clients", PYTHONIOENCODING="ascii")
    assert (done.returncode, "??" in done.stdout) == (0, True)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "not a database URL"),
        ("mysql://host/crm", "no engine for “mysql”"),
        ("sqlite://", "needs a file"),
        ("sqlite:////nowhere/at/all/crm.db", "There is no database"),
        ("postgresql://nobody@127.0.0.1:1/crm", "no server answers there"),
        ("postgresql://me:secret@127.0.0.1:1/crm", "no server answers there"),
    ],
)
def test_a_database_that_cannot_be_opened_is_one_sentence(
    run: Run, url: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ITCRM_DB", url)
    done = run("list", "clients")
    assert (done.code, done.out) == (3, "")
    assert said in done.err
    assert "secret" not in done.err


def test_a_password_on_the_command_line_is_refused_and_not_repeated(run: Run) -> None:
    for url in ("postgresql://me:secret@127.0.0.1:1/crm", "postgresql://me@127.0.0.1/crm?password=secret"):
        done = run("list", "clients", "--db", url)
        assert (done.code, done.out) == (2, "")
        assert "A password on a command line" in done.err
        assert "secret" not in done.err


def test_a_file_that_is_no_database_of_ours_is_left_alone(run: Run, home: Path) -> None:
    text = home / "text.db"
    text.write_text("precious words", encoding="utf-8")
    connection = sqlite3.connect(home / "other.db")
    connection.execute("CREATE TABLE precious (x)")
    connection.close()
    for name, said in (("text.db", "is not a database"), ("other.db", "of another program")):
        done = run("add", "client", "name=x", "--db", f"sqlite:///{home / name}")
        assert (done.code, said in done.err) == (3, True)
    assert text.read_text(encoding="utf-8") == "precious words"


def test_a_database_of_a_newer_program_is_left_alone(crm: Run, home: Path) -> None:
    crm("add", "client", "name=x", "--db", f"sqlite:///{home / 'new.db'}")
    connection = sqlite3.connect(home / "new.db")
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    done = crm("list", "clients", "--db", f"sqlite:///{home / 'new.db'}")
    assert (done.code, "newer itcrm" in done.err) == (3, True)
