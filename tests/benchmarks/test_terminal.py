"""The harness sees what a terminal would show, when it would, and no more."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.acting import pressed
from benchmarks.terminal.answers import Answers
from benchmarks.terminal.link import Line, Travel
from benchmarks.terminal.program import NARROW, Chunk, NeverCameError, Program
from benchmarks.terminal.replay import frames, last_picture, painted_at, shown_at

TALKER = (sys.executable, str(Path(__file__).with_name("talker.py")))


@pytest.fixture
def talker() -> Iterator[Program]:
    with Program(TALKER, dict(os.environ), NARROW) as program:
        yield program


def test_words_are_found_between_styles_and_stand_where_they_were_written(talker: Program) -> None:
    talker.until_written("FIRST words")
    assert last_picture(talker.chunks, NARROW).splitlines()[1] == "  FIRST words"
    assert painted_at(talker.chunks, NARROW) == talker.chunks[0].at
    assert shown_at(talker.chunks, NARROW, lambda picture: "SECOND" in picture) is None


def test_a_key_counts_all_bytes_that_came_of_it_and_is_timed_to_the_last(talker: Program) -> None:
    talker.until_written("FIRST")
    press = pressed(talker, ["hello\n"], quiet=0.2)[0]
    assert "said hello" in last_picture(talker.chunks, NARROW)
    assert press.bytes == sum(len(chunk.data) for chunk in talker.chunks) - len(talker.chunks[0].data)
    assert 0 < press.first <= press.last


def test_a_question_of_the_program_is_answered(talker: Program) -> None:
    talker.until_written("FIRST")
    talker.type("ask\n")
    talker.until_written("2026")
    talker.type("\n")
    talker.until_written(r"told '\x1b[?2026;2$y'")


def test_leaving_is_over_when_the_program_has_ended(talker: Program) -> None:
    talker.until_written("FIRST")
    at = talker.type("q\n")
    assert talker.until_ended() > at
    with pytest.raises(ProcessLookupError):
        os.kill(talker.pid, 0)


def test_what_never_comes_is_said_with_what_was_there(talker: Program) -> None:
    talker.until_written("FIRST")
    with pytest.raises(NeverCameError, match=r"(?s)SECOND.*FIRST words"):
        talker.until_written("SECOND", patience=0.1)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a running program has used")
def test_memory_and_processor_time_are_those_of_the_program(talker: Program) -> None:
    talker.until_written("FIRST")
    assert 3 < (talker.peak_megabytes or 0) < 60
    assert 0 <= (talker.cpu_seconds or 0) < 5


def test_a_synchronized_update_stands_on_the_screen_when_it_ends() -> None:
    parts = [b"\x1b[?2026hhal", b"f\x1b[?20", b"26l", "é".encode()[:1], "é".encode()[1:]]
    chunks = [Chunk(float(at), part) for at, part in enumerate(parts)]
    pictures = {at: picture.strip() for at, picture in frames(chunks, NARROW)}
    assert pictures == {2.0: "half", 3.0: "half", 4.0: "halfé"}


def test_a_question_cut_in_two_is_answered_once() -> None:
    answers = Answers()
    found = [answers.to(part) for part in (b"abc\x1b[?20", b"26$p", b"def\x1b[c")]
    assert found == [b"", b"\x1b[?2026;2$y", b"\x1b[?62;22c"]


def test_a_line_delays_what_it_carries_and_carries_one_thing_after_the_other() -> None:
    travel = Travel(Line(delay=0.1, bits=8_000))
    travel.put(10.0, b"x" * 1_000)
    travel.put(10.0, b"y" * 500)
    assert travel.arrived(11.0) == []
    assert travel.next == pytest.approx(11.1)
    assert travel.waiting == 1_500
    assert [data[:1] for _, data in travel.arrived(11.2)] == [b"x"]
    ((at, data),) = travel.arrived(11.7)
    assert at == pytest.approx(11.6)
    assert data == b"y" * 500


def test_a_slow_line_lets_a_flood_arrive_late() -> None:
    with Program(TALKER, dict(os.environ), NARROW, Line(delay=0.05, bits=1_000_000)) as program:
        program.until_written("FIRST")
        at = program.type("flood\n")
        program.until_written("x" * 12_500)
        assert program.last_at - at >= 0.05 + 0.1 + 0.05
