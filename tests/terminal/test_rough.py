"""What a terminal does to a program in a day: other sizes, long pastes, keys held down, a database that goes away."""

import os
import pty
import signal
import threading
from pathlib import Path

import pytest

from screens import hanging_up
from tests.terminal.conftest import LEFT_THE_SCREEN, Start

HELD = 300
"""Presses: a key held down for ten seconds."""
PASTED = 100_000


def test_a_window_made_tiny_and_large_again_shows_the_same_as_before(start: Start) -> None:
    demo = start("demo", ITCRM_DEBUG="1")
    demo.until("leave the tour")
    demo.type("escape")
    demo.until("Enter open  m")
    demo.type("2")
    demo.until("Enter open  a add")
    demo.resize(40, 10)
    demo.until(r"(?s)2 CLIENTS.{,30}\n.*After-Sales")
    demo.type("j", "k")
    demo.resize(80, 24)
    demo.until(r"(?s)CLIENT +SEGMENT.*HEALTH.*\? help")
    demo.resize(20, 5)
    demo.type("j")
    demo.resize(130, 50)
    demo.until(r"(?s)OWNER.*\? help")
    demo.type("q")
    assert demo.end() == 0


def test_a_hundred_thousand_characters_are_pasted_into_a_field_and_nothing_breaks(start: Start) -> None:
    demo = start("demo", ITCRM_DEBUG="1")
    demo.until("leave the tour")
    demo.type("escape")
    demo.until("Enter open  m")
    demo.type("2")
    demo.until("Enter open  a add")
    demo.type("a")
    demo.until("ADD client")
    demo.paste("x" * PASTED)
    demo.until("xxxxxxxxxx")
    demo.type("escape")
    demo.until("not saved")
    demo.type("l")
    demo.until("2 CLIENTS")
    demo.type("q")
    assert demo.end() == 0
    assert LEFT_THE_SCREEN in demo.raw


def test_a_key_held_down_is_caught_up_with(start: Start) -> None:
    demo = start("demo", ITCRM_DEBUG="1")
    demo.until("leave the tour")
    demo.type("escape")
    demo.until("Enter open  m")
    demo.type("2")
    demo.until("Enter open  a add")
    demo.type(*["j"] * HELD, "g", "?")
    demo.until("WORKS HERE")
    demo.type("q")
    demo.until("2 CLIENTS")
    demo.type("q")
    assert demo.end() == 0


def test_a_database_taken_away_is_told_and_the_program_still_leaves_in_order(start: Start, tmp_path: Path) -> None:
    kept = tmp_path / "kept.db"
    demo = start("demo", "--keep", str(kept))
    demo.until("leave the tour")
    demo.type("escape")
    demo.until("Enter open  m")
    demo.type("2")
    demo.until("Enter open  a add")
    for file in tmp_path.glob("kept.db*"):
        file.rename(tmp_path / f"elsewhere-{file.name}")
    demo.until("no connection")
    demo.type("j", "a")
    demo.until("ADD client")
    demo.type("Typed meanwhile", "enter")
    demo.until("Typed meanwhile")
    for file in tmp_path.glob("elsewhere-*"):
        file.rename(tmp_path / file.name.removeprefix("elsewhere-"))
    demo.type("enter")
    demo.until("Added client")
    demo.type("q")
    assert demo.end() == 0
    assert LEFT_THE_SCREEN in demo.raw


def test_a_terminal_that_has_gone_ends_the_program_though_nobody_tells_it(monkeypatch: pytest.MonkeyPatch) -> None:
    told, codes = threading.Event(), list[int]()
    monkeypatch.setattr(hanging_up, "end_soon", codes.append)
    before = signal.signal(signal.SIGHUP, lambda *_: told.set())
    window, terminal = pty.openpty()
    try:
        hanging_up.watch(terminal)
        os.close(window)
        assert told.wait(30)
    finally:
        signal.signal(signal.SIGHUP, before)
        os.close(terminal)
    assert codes == [128 + signal.SIGHUP]


def test_what_is_written_to_a_terminal_that_has_gone_is_dropped() -> None:
    window, terminal = pty.openpty()
    os.close(window)
    with os.fdopen(terminal, "w", encoding="utf-8") as file:
        outlet = hanging_up.Outlet(file)
        outlet.write("x" * PASTED)
        outlet.flush()
