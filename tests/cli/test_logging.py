"""What commands leave in the log: that they ran and how it ended, and nothing of anybody's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from itcrm_tui import log
from tests.cli.conftest import Run

PERSON = "Mathilde Zyxwvut"
HOSTILE = "Zyxwvut\x1b[31m\nERROR forged line %s {0}"


def logged() -> str:
    return log.log_file().read_text(encoding="utf-8")


def test_a_command_notes_its_beginning_and_its_end(run: Run) -> None:
    run("add", "client", "name=Finance")
    lines = logged().splitlines()
    assert " INFO add begins itcrm=" in lines[0]
    assert " INFO schema moved engine=sqlite now=" in lines[1]
    assert " INFO add ends code=0 ms=" in lines[-1]


def test_wrong_usage_and_help_leave_no_log(run: Run) -> None:
    run("--help")
    run("add", "--nonsense")
    assert not log.log_file().exists()


def test_nothing_of_anybody_is_in_the_log_whatever_fails(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = [run(*words).code for words in everything_that_fails(home)]
    codes.append(an_unexpected_error(run, monkeypatch).code)
    assert len([code for code in codes if code]) >= 15
    text = logged()
    assert "Zyxwvut" not in text
    assert "Mathilde" not in text
    assert "forged" not in text
    assert str(home) not in text
    assert text.count(" ERROR ") >= 10
    assert "builtins.RuntimeError" in text
    assert "storage.errors.RefusedError" in text


def everything_that_fails(home: Path) -> list[list[str]]:
    """Commands with somebody's name in every place that a name can have, most of which fail."""
    (home / "Zyxwvut.csv").write_text(f"name,code,tier\n{PERSON},Z1,x\n{PERSON},Z1,1\n", encoding="utf-8")
    (home / "Zyxwvut.txt").write_bytes(b"\x89PNG Zyxwvut")
    return [
        ["add", "client", f"name={PERSON}", "code=Zyxwvut"],
        ["add", "client", f"name={HOSTILE}"],
        ["add", "client", "name=Other", "code=Zyxwvut"],
        ["add", "client", f"tier={PERSON}"],
        ["add", PERSON, "name=x"],
        ["edit", "client", "Other Zyxwvut", "tier=1"],
        ["edit", "client", "Zyxwvut", f"due={PERSON}"],
        ["show", "client", HOSTILE],
        ["list", PERSON],
        ["list", "clients", PERSON],
        ["delete", "client", PERSON],
        ["undo", PERSON],
        ["import", "Zyxwvut.csv", "--as", "client"],
        ["import", "Zyxwvut.txt", "--as", "client"],
        ["import", f"{PERSON}.csv", "--as", "client"],
        ["list", "clients", "--db", "sqlite:///Zyxwvut.txt"],
        ["list", "clients", "--db", "sqlite:////Zyxwvut/Zyxwvut.db"],
        ["list", "clients", "--db", "nonsense://Zyxwvut:secret@host/Zyxwvut"],
        ["db", "backup", "/Zyxwvut/Zyxwvut.db"],
        ["db", "restore", "Zyxwvut.txt"],
        ["export", "clients", "-o", "Zyxwvut.csv"],
    ]


def an_unexpected_error(run: Run, monkeypatch: pytest.MonkeyPatch) -> object:
    def broken(*_: object) -> None:
        raise RuntimeError(PERSON)

    monkeypatch.setattr("itcrm_tui.workflows.administering.info", broken)
    return run("db", "info")


def test_an_error_of_the_database_is_noted_without_the_values_it_repeats(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", "client", "name=Finance")
    from storage.engines import sqlite

    real: Callable[..., object] = sqlite.SqliteBackend.unreadable

    def failing(self: sqlite.SqliteBackend, connection: object, tables: object) -> object:
        connection.exec_driver_sql("SELECT 'Zyxwvut', Zyxwvut FROM client")  # type: ignore[attr-defined]
        return real(self, connection, tables)

    monkeypatch.setattr(sqlite.SqliteBackend, "unreadable", failing)
    assert run("list", "clients").code != 0
    assert "database error engine=sqlite" in logged()
    assert "SQLITE_ERROR" in logged()
    assert "Zyxwvut" not in logged()


def test_verbose_prints_the_lines_of_the_log_and_changes_nothing_else(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    from itcrm_tui.cli import main

    run("add", "client", "name=Finance")
    plain = run("list", "clients").out
    assert main(["list", "clients", "--verbose"]) == 0
    said = capsys.readouterr()
    assert said.out == plain
    assert said.err.splitlines() == logged().splitlines()[-2:]


def test_an_unwritable_state_folder_stops_no_command(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "file").touch()
    monkeypatch.setenv("ITCRM_STATE", str(home / "file" / "state"))
    done = run("add", "client", "name=Finance")
    assert (done.code, done.err) == (0, "")
