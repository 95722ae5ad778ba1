"""The passphrase of an encrypted database is asked for at the terminal, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from itcrm_tui.cli import unlocking
from storage.engines import passphrases
from storage.errors import OpenError
from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passphrases, "_said", {})
    monkeypatch.setattr(passphrases, "_ask", None)


@pytest.fixture
def url(home: Path) -> str:
    return f"sqlcipher:///{home}/unit.db"


def typing(monkeypatch: pytest.MonkeyPatch, *passphrases_typed: str) -> Iterator[str]:
    """Let somebody sit at a terminal who types these when asked."""
    typed = iter(passphrases_typed)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(unlocking, "getpass", lambda _question: next(typed))
    return typed


def test_a_new_database_takes_a_passphrase_that_was_typed_twice(
    run: Run, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = typing(monkeypatch, "one", "other", "one", "one", "one")
    assert run("--db", url, "add", "client", "name=Finance").code == 3
    assert run("--db", url, "add", "client", "name=Finance").code == 0
    assert "Finance" in run("--db", url, "list", "clients").out  # it is known for as long as the program runs
    assert list(left) == ["one"]


def test_a_wrong_one_may_be_typed_again(run: Run, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    typing(monkeypatch, "right", "right", "wrong", "right", *["wrong"] * unlocking.TRIES)
    assert run("--db", url, "add", "client", "name=Finance").code == 0
    monkeypatch.setattr(passphrases, "_said", {})
    found = run("--db", url, "list", "clients")
    assert found.code == 0
    assert found.err == "That is not its passphrase.\n"
    monkeypatch.setattr(passphrases, "_said", {})
    with pytest.raises(OpenError, match="stays locked"):
        unlocking.unlock(url)


def test_where_nobody_can_be_asked_the_way_out_is_named(run: Run, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(passphrases.VARIABLE, "right")
    assert run("--db", url, "add", "client", "name=Finance").code == 0
    monkeypatch.delenv(passphrases.VARIABLE)
    found = run("--db", url, "list", "clients")
    assert found.code == 3
    assert passphrases.VARIABLE in found.err


def test_it_is_asked_before_the_screen_starts_and_not_over_it(
    run: Run, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    typing(monkeypatch, "right", "right", "right")
    assert run("--db", url, "add", "client", "name=Finance").code == 0
    monkeypatch.setattr(passphrases, "_said", {})
    unlocking.ask_when_needed(url)
    unlocking.unlock(url)
    assert passphrases._ask is None
    assert "Finance" in run("--db", url, "list", "clients").out


def test_a_backup_is_made_and_looked_into_with_the_same_passphrase(
    run: Run, url: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(passphrases.VARIABLE, "right")
    assert run("--db", url, "add", "client", "name=Finance").code == 0
    assert run("--db", url, "db", "backup", "copy.db").code == 0
    assert b"Finance" not in (home / "copy.db").read_bytes()
    assert run("--db", url, "delete", "client", "Finance").code == 0
    assert run("--db", url, "db", "restore", "copy.db").code == 0
    assert "Finance" in run("--db", url, "list", "clients").out
    assert run("--db", url, "db", "verify").code == 0
    assert run("--db", url, "doctor").code in (0, 1)
    assert url in run("--db", url, "db", "info").out
