"""Run some work in a process of its own, and kill that process without warning at a random moment."""

from __future__ import annotations

import os
import select
import signal
import time
import traceback
import warnings
from collections.abc import Callable

Say = Callable[[str], None]
Work = Callable[[Say], None]
READY, DONE, FAILED = "ready", "done", "failed: "
PATIENCE = 60.0
"""Seconds after which a test gives up instead of waiting for ever."""


class Told(list[str]):
    """The lines that a process got out before its end."""

    @property
    def done(self) -> bool:
        """Whether the work came to its end and said so."""
        return DONE in self

    @property
    def acknowledged(self) -> list[str]:
        """What it said besides."""
        return [line for line in self if line not in (READY, DONE)]


def killed(work: Work, after: float) -> Told:
    """Kill a process with SIGKILL so many seconds after it has begun to work; return what it had said by then."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads that earlier tests may have left
        child = os.fork()
    if child == 0:
        os.close(reading)
        _be_the_child(work, writing)
    os.close(writing)
    try:
        told = _hear(reading, child, after)
    finally:
        os.waitpid(child, 0)
        os.close(reading)
    assert not [line for line in told if line.startswith(FAILED)], told
    return told


def duration(work: Work) -> float:
    """Return how many seconds the work takes when nobody kills it."""
    begun = time.monotonic()
    told = killed(work, PATIENCE)
    assert told.done, told
    return time.monotonic() - begun


def _be_the_child(work: Work, writing: int) -> None:
    def say(line: str) -> None:
        os.write(writing, f"{line}\n".encode())

    try:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        say(READY)
        work(say)
        say(DONE)
    except BaseException:  # noqa: BLE001  whatever it is, the parent has to hear of it
        say(FAILED + traceback.format_exc().replace("\n", " | "))
    finally:
        os._exit(0)


def _hear(reading: int, child: int, after: float) -> Told:
    """Read until the process ends, and end it when its time is up; what is in the pipe by then counts as said."""
    heard, deadline = b"", None
    while True:
        left = PATIENCE if deadline is None else deadline - time.monotonic()
        if left <= 0 or not select.select([reading], [], [], left)[0]:
            os.kill(child, signal.SIGKILL)
            deadline = time.monotonic() + PATIENCE
            continue
        portion = os.read(reading, 65_536)
        if not portion:
            return Told(heard.decode().splitlines())
        heard += portion
        if deadline is None and READY.encode() in heard:
            deadline = time.monotonic() + after
