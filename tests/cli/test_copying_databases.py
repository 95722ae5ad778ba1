"""`itcrm db copy`, as a person uses it."""

from __future__ import annotations

from pathlib import Path

import pytest

from itcrm_tui import paths
from itcrm_tui.cli import main
from storage.moving import transfer
from tests.cli.conftest import Run


def names(run: Run, *database: str) -> list[str]:
    return [item["name"] for item in run("list", "clients", "--json", *database).json["items"]]


def test_a_copy_is_named_by_files_or_urls_and_says_what_it_holds(crm: Run, home: Path) -> None:
    done = crm("db", "copy", str(paths.default_database()), "new.db")
    assert (done.code, done.err) == (0, "")
    held = f"sqlite:///{home}/new.db holds what sqlite:///{paths.default_database()} holds, "
    assert done.out.startswith(f"Copied: {held}")
    assert done.out.endswith("rows, up to change set 5. Compared row by row, and verified.\n")
    assert names(crm, "--db", f"sqlite:///{home}/new.db") == names(crm)
    item = crm("db", "copy", f"sqlite:///{home}/new.db", "newer.db", "--json").json["item"]
    assert (item["change_sets"], item["continued"], item["findings"]) == (5, False, [])


def test_a_copy_that_is_stopped_says_how_to_go_on_and_does(
    crm: Run, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("db", "copy", str(paths.default_database()), "new.db")

    def pressed(*_given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(transfer, "write_rows", pressed)
        assert main(words) == 130
    assert capsys.readouterr().err == (
        "Stopped. The same command goes on where this one was; until then the copy cannot be opened.\n"
    )
    refused = crm("list", "clients", "--db", f"sqlite:///{home}/new.db")
    assert (refused.code, refused.out) == (3, "")
    assert refused.err.endswith("new.db is an unfinished copy. Go on with it: itcrm db copy FROM TO\n")
    assert "Go on with the copy: itcrm db copy FROM TO" in crm("doctor", "--db", f"sqlite:///{home}/new.db").out
    assert crm(*words).out.startswith("Went on with a copy: ")
    assert names(crm, "--db", f"sqlite:///{home}/new.db") == names(crm)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("copy", 2, "Which two? itcrm db copy FROM TO"),
        ("copy one.db", 2, "Which two?"),
        ("copy none.db new.db", 3, "There is no database at"),
        ("copy mysql://host/crm new.db", 3, "There is no engine for “mysql”"),
        ("copy one.db two.db three.db", 2, "Which two?"),
        ("copy one.db two.db --force", 2, "takes two databases and nothing else"),
        ("backup one.db two.db", 2, "go with `itcrm db grant`"),
    ],
)
def test_what_cannot_be_copied_is_one_sentence(crm: Run, home: Path, words: str, code: int, said: str) -> None:
    done = crm("db", *words.split())
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert not (home / "new.db").exists()


def test_a_database_with_findings_is_copied_with_them_and_ends_with_3(crm: Run, home: Path) -> None:
    import sqlite3

    with sqlite3.connect(paths.default_database()) as connection:
        connection.execute("UPDATE client SET tier = 9 WHERE code = 'FIN'")
    done = crm("db", "copy", str(paths.default_database()), "new.db")
    assert done.code == 3
    assert "The self check finds in both:\nThe client " in done.out
