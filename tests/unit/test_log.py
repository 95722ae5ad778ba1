"""The log: for its owner alone, in parts of limited size, without anybody's words, and never in the way."""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from itcrm_tui import log

SECRET = "Mathilde Zyxw"


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A state folder that is not made yet, and a log that writes there."""
    monkeypatch.setenv("ITCRM_STATE", str(tmp_path / "state"))
    log.begin()
    yield tmp_path / "state"
    monkeypatch.setenv("ITCRM_STATE", str(tmp_path / "elsewhere"))


def text(state: Path) -> str:
    return (state / "itcrm.log").read_text(encoding="utf-8")


def fail(words: str) -> None:
    raise ValueError(words)


def test_a_line_says_when_and_what_in_utc(state: Path) -> None:
    log.note("backup written", rows=12, schema="0002", before=None)
    (line,) = text(state).splitlines()
    assert line.endswith(" INFO backup written rows=12 schema=0002")
    assert line[10] == "T"
    assert line[19] == "Z"


def test_the_log_and_its_folder_are_for_their_owner_alone(state: Path) -> None:
    log.note("begins")
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (state, state / "itcrm.log")]
    assert modes == [0o700, 0o600]


def test_an_error_is_told_by_its_class_and_place_and_not_by_its_words(state: Path) -> None:
    try:
        try:
            fail(SECRET)
        except ValueError as error:
            error.add_note(SECRET)
            raise RuntimeError(SECRET) from error
    except RuntimeError as error:
        log.failed("it failed", error)
    assert SECRET not in text(state)
    lines = text(state).splitlines()
    assert lines[1] == "  builtins.RuntimeError"
    assert "  builtins.ValueError" in lines
    assert lines[-1].startswith("    tests.unit.test_log:")
    assert lines[-1].endswith(" fail")


def test_no_path_is_told_as_it_may_begin_with_somebody_s_home(state: Path) -> None:
    try:
        Path("/nowhere/of/mathilde").read_text()
    except OSError as error:
        log.failed("it failed", error)
    assert "builtins.FileNotFoundError" in text(state)
    assert "/" not in text(state)


def test_the_log_is_cut_into_parts_of_which_the_oldest_go(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "MOST_BYTES", 2_000)
    for number in range(400):
        log.note("event", number=number)
    parts = sorted(path.name for path in state.iterdir())
    assert parts == ["itcrm.log", "itcrm.log.1", "itcrm.log.2", "itcrm.log.3"]
    assert all(path.stat().st_size < 2_100 for path in state.iterdir())
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in state.iterdir())
    newest = (state / "itcrm.log.1").read_text() + text(state)
    assert "number=399\n" in newest


def test_one_program_at_a_time_begins_a_new_part(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "MOST_BYTES", 10)
    state.mkdir()
    handle = os.open(state, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    log.note("a line longer than that")
    log.note("another one")
    assert [path.name for path in state.iterdir()] == ["itcrm.log"]
    os.close(handle)
    log.note("a third")
    assert (state / "itcrm.log.1").read_text().count("\n") == 3


def test_a_new_part_that_another_has_just_begun_is_not_begun_again(state: Path) -> None:
    log.note("begins")
    log.log_file().rename(state / "itcrm.log.1")  # and nothing has been noted since
    log._rotate(log.log_file())
    assert [path.name for path in state.iterdir()] == ["itcrm.log.1"]


def test_many_writers_lose_no_line(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "FILES_KEPT", 90)
    monkeypatch.setattr(log, "MOST_BYTES", 1_000)

    def write(writer: int) -> None:
        for number in range(50):
            log._append(log.log_file(), f"{writer}-{number}\n".encode())
            with suppress(BlockingIOError):  # another one is at it
                log._rotate(log.log_file())

    log.note("begins")
    with ThreadPoolExecutor(8) as pool:
        for future in [pool.submit(write, writer) for writer in range(8)]:
            future.result()
    assert len(list(state.iterdir())) > 1
    lines = [line for path in state.iterdir() for line in path.read_text().splitlines()]
    assert len(lines) == 401
    assert len(set(lines)) == 401


def test_a_state_folder_that_cannot_be_written_stops_nothing(
    state: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("ITCRM_STATE", str(tmp_path / "file" / "state"))
    log.note("begins")
    log.failed("failed", ValueError(SECRET))
    assert capsys.readouterr() == ("", "")


def test_a_link_in_the_log_s_place_is_not_followed(state: Path, tmp_path: Path) -> None:
    state.mkdir()
    (tmp_path / "precious").touch()
    (state / "itcrm.log").symlink_to(tmp_path / "precious")
    log.note("begins")
    assert (tmp_path / "precious").read_text() == ""


def test_verbose_shows_the_same_lines_on_the_error_output(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log.begin(verbose=True)
    log.note("begins")
    assert capsys.readouterr().err == text(state)
    log.begin()
    log.note("ends")
    assert capsys.readouterr().err == ""
