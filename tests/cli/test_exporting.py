"""`itcrm export`, as a person uses it."""

from __future__ import annotations

import errno
import json
import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from python_calamine import CalamineWorkbook

from itcrm_tui.workflows.exporting import to_file
from tests.cli.conftest import Run


def files(folder: Path) -> set[str]:
    """The names of the files in a folder, hidden ones too."""
    return {path.name for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_the_ending_of_the_file_says_how_it_is_written(crm: Run, home: Path, ending: str) -> None:
    done = crm("export", "clients", "-o", f"out.{ending}")
    assert (done.code, done.out, done.err) == (0, "", f"Wrote 2 clients to out.{ending}.\n")
    assert (home / "out.xlsx").exists() is (ending == "xlsx")
    if ending != "xlsx":
        printed = crm("export", "client", *(["--json"] if ending == "json" else [])).out
        assert (home / f"out.{ending}").read_text(encoding="utf-8") == printed


def test_a_dash_is_the_output_of_the_command(crm: Run, home: Path) -> None:
    assert crm("export", "clients", "-o", "-").out == crm("export", "clients").out
    assert not (home / "-").exists()


def test_an_export_takes_the_words_the_order_and_the_limit_of_a_list(crm: Run, home: Path) -> None:
    for name in ("Harbour", "Harbour Pilots", "Pier"):
        crm("add", "client", f"name={name}")
    for words in (["harbour"], ["--sort", "-name"], ["harbour", "--sort", "-name", "--limit", "1"], ["--limit", "0"]):
        assert crm("export", "clients", *words).out == crm("list", "clients", *words, "--csv").out
    crm("export", "clients", "harbour", "--sort", "-name", "--limit", "1", "-o", "out.json")
    found = json.loads((home / "out.json").read_text(encoding="utf-8"))
    assert [item["name"] for item in found["items"]] == ["Harbour Pilots"]


@pytest.mark.parametrize(
    ("kind", "output", "code", "said"),
    [
        ("clients", "out.txt", 2, "should end in .csv, .xlsx or .json"),
        ("clients", "out", 2, "should end in .csv, .xlsx or .json"),
        ("clients", "out.vcf", 2, "can hold stakeholders or people, not clients"),
        ("services", "out.ics", 2, "can hold touchpoints, commitments, follow ups or time off, not services"),
        ("everything", "out.csv", 2, ".json or .xlsx"),
        ("clients", "nowhere/out.csv", 3, "no such folder: nowhere"),
        ("clients", "there.csv", 3, "there.csv is a folder"),
    ],
)
def test_what_cannot_be_written_is_said_in_a_sentence(
    crm: Run, home: Path, kind: str, output: str, code: int, said: str
) -> None:
    (home / "there.csv").mkdir()
    before = files(home)
    done = crm("export", kind, "-o", output)
    assert (done.code, said in done.err) == (code, True), done.err
    assert files(home) == before


@pytest.mark.parametrize("words", [["finance"], ["--sort", "name"], ["--limit", "3"]])
def test_everything_is_not_a_list_with_words(crm: Run, words: list[str]) -> None:
    done = crm("export", "everything", *words)
    assert (done.code, done.out) == (2, "")
    assert "whole" in done.err


def test_everything_goes_to_one_file_and_what_is_not_for_the_role_is_named(
    crm: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = crm("export", "everything")
    assert (printed.code, printed.err) == (0, "")
    crm("export", "everything", "-o", "unit.json")
    assert (home / "unit.json").read_text(encoding="utf-8") == printed.out
    monkeypatch.setattr("storage.store.Store.unreadable", lambda *_: frozenset({"internal_note", "negotiated_price"}))
    said = "Wrote 5 records to unit.xlsx. Left out, as not for your role: internal notes, negotiated prices.\n"
    assert crm("export", "everything", "-o", "unit.xlsx").err == said
    assert "internal_notes" not in CalamineWorkbook.from_path(str(home / "unit.xlsx")).sheet_names


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_an_export_that_fails_leaves_what_was_there_and_nothing_else(
    crm: Run, home: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    (home / f"out.{ending}").write_text("precious", encoding="utf-8")
    before = files(home)
    monkeypatch.setattr("storage.store.Store.unreadable", lambda *_: frozenset({"client"}))
    assert crm("export", "clients", "-o", f"out.{ending}").code == 1
    assert (home / f"out.{ending}").read_text(encoding="utf-8") == "precious"
    assert files(home) == before


@pytest.mark.parametrize(
    ("error", "code"), [(OSError(errno.ENOSPC, "No space left on device"), 3), (KeyboardInterrupt(), 130)]
)
def test_a_full_disk_or_an_interrupt_in_the_middle_leaves_what_was_there(
    crm: Run, home: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int
) -> None:
    def broken(*_: object) -> Iterator[str]:
        yield "half"
        raise error

    (home / "out.csv").write_text("precious", encoding="utf-8")
    before = files(home)
    monkeypatch.setattr(to_file, "_pieces", broken)
    done = crm("export", "clients", "-o", "out.csv")
    assert done.code == code
    assert ("out.csv could not be written: No space left on device." in done.err) is (code == 3)
    assert (home / "out.csv").read_text(encoding="utf-8") == "precious"
    assert files(home) == before


def test_a_folder_that_may_not_be_written_into_is_named(crm: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: object, *_: object) -> NoReturn:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    (home / "closed").mkdir()
    monkeypatch.setattr("itcrm_tui.workflows.exporting.whole_file.os.open", refuse)
    done = crm("export", "clients", "-o", "closed/out.csv")
    assert (done.code, done.err) == (3, "itcrm: Nothing can be written into the folder closed: Permission denied.\n")


def test_a_new_file_is_as_open_as_the_umask_says_and_one_that_was_there_stays_as_open_as_it_was(
    crm: Run, home: Path
) -> None:
    before = os.umask(0o027)
    try:
        crm("export", "clients", "-o", "new.csv")
    finally:
        os.umask(before)
    (home / "old.csv").touch(0o600)
    (home / "old.csv").chmod(0o600)
    crm("export", "clients", "-o", "old.csv")
    assert [stat.S_IMODE((home / name).stat().st_mode) for name in ("new.csv", "old.csv")] == [0o640, 0o600]
    assert (home / "old.csv").read_text(encoding="utf-8") == (home / "new.csv").read_text(encoding="utf-8")


def test_a_link_stays_a_link_and_a_pipe_stays_a_pipe(crm: Run, home: Path) -> None:
    """A pipe stands for all that is no file, devices too: a broken program would put a file in the place of those."""
    (home / "real").mkdir()
    (home / "real" / "out.csv").touch()
    (home / "out.csv").symlink_to("real/out.csv")
    os.mkfifo(home / "pipe.csv")
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append((home / "pipe.csv").read_text(encoding="utf-8")), daemon=True)
    reader.start()
    for name in ("out.csv", "pipe.csv"):
        assert crm("export", "clients", "-o", name).code == 0
    reader.join(10)
    assert (home / "out.csv").is_symlink()
    assert "Finance" in (home / "real" / "out.csv").read_text(encoding="utf-8")
    assert stat.S_ISFIFO((home / "pipe.csv").stat().st_mode)
    assert "Finance" in read[0]


def test_an_export_imports_into_another_database(crm: Run, home: Path) -> None:
    crm("export", "clients", "-o", "out.csv")
    other = f"sqlite:///{home / 'other.db'}"
    assert crm("import", "out.csv", "--as", "client", "--db", other).code == 0
    assert crm("export", "clients", "--db", other).out == crm("export", "clients").out
