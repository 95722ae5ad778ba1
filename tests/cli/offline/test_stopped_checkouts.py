"""A checkout that is stopped, fails, or finds a file in its place: a working copy is there whole or not at all."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from itcrm_tui import here, paths
from storage.errors import StoreError
from tests.cli.conftest import Run

PARTIAL = ".laptop.db.partial"


def checkout(crm: Run, *words: str) -> str:
    done = crm("offline", "checkout", *words, "--plain")
    assert (done.code, done.err) == (0, "")
    return done.out


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if "laptop" in path.name]


def test_a_checkout_that_is_stopped_leaves_nothing_and_the_next_one_begins_anew(
    crm: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("storage.sync.checkout.copy_part", stopped)
        assert crm("offline", "checkout", "--plain").code == 130
    assert list(paths.working_copy().parent.glob("*working-copy*")) == []
    assert "There is no working copy yet." in crm("list", "clients", "--db", "offline").err
    checkout(crm)
    assert crm("list", "clients", "--db", "offline").code == 0


def test_a_checkout_that_fails_leaves_nothing_and_speaks_of_the_file_that_was_named(
    crm: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_reading: object, target: object, *_: object) -> None:
        raise StoreError(f"There is no room left on the disk of {home}/{PARTIAL}.")

    with monkeypatch.context() as patched:
        patched.setattr("storage.sync.checkout.copy_part", full)
        failed = crm("offline", "checkout", "laptop.db", "--plain")
    assert (failed.code, failed.err) == (3, f"itcrm: There is no room left on the disk of {home}/laptop.db.\n")
    assert names(home) == []
    checkout(crm, "laptop.db")
    assert names(home) == ["laptop.db"]


@pytest.mark.parametrize("scheme", ["sqlite", "sqlcipher"])
def test_what_a_killed_checkout_has_left_says_when_it_is_opened_to_begin_anew(
    crm: Run, home: Path, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    def killed(*_: object) -> None:
        shutil.copy(home / PARTIAL, home / "left")
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("storage.sync.checkout.copy_part", killed)
        crm("offline", "checkout", "laptop.db", *(["--plain"] if scheme == "sqlite" else []))
    (home / "left").rename(home / PARTIAL)
    left = f"{scheme}:///{home / PARTIAL}"
    again = "`itcrm offline checkout` has left: run that again for laptop.db, which begins anew, or delete this file."
    for words in (["list", "clients"], ["db", "upgrade"], ["offline", "status"]):
        refused = crm("--db", left, *words)
        assert (refused.code, refused.err) == (3, f"itcrm: {left} is what an unfinished {again}\n")
    examined = crm("--db", left, "doctor").out
    assert "run that again for laptop.db" in examined
    assert "db copy" not in examined
    checkout(crm, "laptop.db")
    assert names(home) == ["laptop.db"]


def test_what_a_killed_checkout_has_left_goes_with_the_next_one(crm: Run, home: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        (home / f"{PARTIAL}{ending}").write_bytes(b"half of it" * 1000)
    checkout(crm, "laptop.db")
    assert names(home) == ["laptop.db"]
    assert crm("offline", "status", "laptop.db").code == 0


@pytest.mark.parametrize("through_link", [False, True])
def test_a_working_copy_takes_the_place_of_an_empty_file_for_its_owner_alone(
    crm: Run, home: Path, *, through_link: bool
) -> None:
    if through_link:
        (home / "laptop.db").symlink_to("elsewhere.db")
    else:
        (home / "laptop.db").touch(0o644)
    checkout(crm, "laptop.db")
    assert stat.S_IMODE((home / "laptop.db").stat().st_mode) == 0o600
    assert (home / "laptop.db").is_symlink() == through_link
    assert crm("offline", "status", "laptop.db").code == 0


def test_a_working_copy_takes_the_place_of_a_database_in_which_there_is_no_table_yet(crm: Run, home: Path) -> None:
    _first_page(home / "laptop.db")
    checkout(crm, "laptop.db")
    assert crm("offline", "status", "laptop.db").code == 0


@pytest.mark.parametrize("page", [False, True])
def test_an_empty_file_in_the_place_of_the_working_copy_is_no_database(crm: Run, home: Path, *, page: bool) -> None:
    there = paths.working_copy()
    there.parent.mkdir(parents=True, exist_ok=True)
    there.touch()
    if page:
        _first_page(there)
    size = there.stat().st_size
    for words in (["list", "clients", "--db", "offline"], ["offline", "status"]):
        assert crm(*words).err == "itcrm: There is no working copy yet. `itcrm offline checkout` makes one.\n"
    assert there.stat().st_size == size
    assert checkout(crm).endswith(" itcrm --db offline\n")
    assert crm("list", "clients", "--db", "offline").code == 0


def test_an_empty_file_that_is_named_is_no_working_copy_and_stays_empty(crm: Run, home: Path) -> None:
    (home / "empty.db").touch()
    for words in (["empty.db"], ["--db", "sqlite:///empty.db"]):
        assert "empty.db is empty: it is no working copy." in crm("offline", "status", *words).err
    assert not (home / "empty.db").stat().st_size


def test_a_database_that_was_named_is_used_or_refused_though_there_is_a_copy_in_the_data_folder(crm: Run) -> None:
    checkout(crm)
    assert crm("offline", "status").code == 0
    for action in ("status", "sync", "conflicts"):
        missing = crm("--db", "sqlite:///typo.db", "offline", action)
        assert (missing.code, missing.out) == (3, "")
        assert "There is no database at" in missing.err
        assert "This database is no working copy." in crm("--db", here.default_url(), "offline", action).err


def test_the_environment_may_name_the_shared_database_and_the_copy_in_the_data_folder_serves(
    crm: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkout(crm)
    monkeypatch.setenv("ITCRM_DB", here.default_url())
    assert "0 to send" in crm("offline", "status").out


def test_a_file_of_another_kind_is_left_as_it_is(crm: Run, home: Path) -> None:
    (home / "laptop.db").write_text("notes\n")
    assert crm("offline", "checkout", "laptop.db", "--plain").code == 3
    assert (home / "laptop.db").read_text() == "notes\n"
    assert names(home) == ["laptop.db"]


def test_a_passphrase_that_is_no_text_is_one_sentence_and_no_file(
    crm: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ITCRM_PASSPHRASE", "\udcff\udcfe")
    done = crm("offline", "checkout", "laptop.db")
    assert (done.code, done.out) == (3, "")
    assert "The passphrase is not text in UTF-8." in done.err
    assert crm("add", "client", "name=Sales", "--db", "sqlcipher:///laptop.db").code == 3
    assert names(home) == []


def test_a_name_that_no_url_can_say_is_refused_and_no_other_file_is_written(crm: Run, home: Path) -> None:
    before = sorted(home.iterdir())
    for words in (["offline", "checkout", "a?b.db", "--plain"], ["db", "copy", here.default_url(), "a?b.db"]):
        assert "can hold no “?”" in crm(*words).err
    assert sorted(home.iterdir()) == before
    checkout(crm, "laptop#2.db")
    assert crm("offline", "status", "laptop#2.db").code == 0
    assert names(home) == ["laptop#2.db"]


def _first_page(path: Path) -> None:
    """Make what is there after the very first step of making a database."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
