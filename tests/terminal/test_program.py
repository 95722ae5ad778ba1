"""A few journeys through the program in a real pseudo-terminal."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.opening import upgrade_database
from tests.postgres_server import Server
from tests.terminal.conftest import LEFT_THE_SCREEN, Start


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database, set up, on each engine."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/unit.db"
        return
    server: Server = request.getfixturevalue("postgres_server")
    server.create_database("terminal")
    url = server.url("terminal").replace("postgresql+psycopg", "postgresql")
    upgrade_database(url, actor="owner", device="desk")
    yield url
    server.drop_database("terminal")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_the_demo_shows_its_places_and_gives_the_terminal_back(start: Start, tmp_path: Path, size: object) -> None:
    demo = start("demo", size=size)
    demo.until("1 TODAY")
    demo.until("leave the tour")
    demo.type("4")
    demo.until(r"DRAFT \d+")
    demo.type("5")
    demo.until("5 FEEDBACK")
    demo.type("q")
    assert demo.end() == 0
    assert LEFT_THE_SCREEN in demo.raw
    assert list(tmp_path.glob("itcrm-demo-*")) == []


def test_what_was_added_is_there_at_the_next_start(start: Start, url: str) -> None:
    first = start("--db", url)
    first.until("Press a to add one")
    first.type("a")
    first.until("ADD client")
    first.type("Logistics", "enter")
    first.until("Added client")
    first.type("q")
    assert first.end() == 0
    again = start("--db", url)
    again.until(">Logistics")
    again.type("u")
    again.until("Undid: Add client Logistics")
    again.type("q")
    assert again.end() == 0


def test_the_first_start_offers_three_ways_and_makes_no_file(start: Start, tmp_path: Path) -> None:
    first = start()
    first.until("Look around")
    first.type("q")
    assert first.end() == 0
    assert list(tmp_path.rglob("*.db")) == []


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("postgresql://nobody@127.0.0.1:1/crm", "no server answers"),
        ("mysql://localhost/crm", "no engine for"),
        ("not a url", "not a database URL"),
        ("sqlite:////nowhere/at/all.db", "no folder"),
    ],
)
def test_a_database_that_cannot_be_had_is_one_sentence_and_exit_code_3(start: Start, url: str, sentence: str) -> None:
    failing = start("--db", url, size=(160, 24))
    assert failing.end() == 3
    assert sentence in failing.text
    assert "Traceback" not in failing.raw


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGQUIT])
def test_a_terminated_program_gives_the_terminal_back_and_leaves_nothing(
    start: Start, tmp_path: Path, number: signal.Signals
) -> None:
    demo = start("demo")
    demo.until("leave the tour")
    demo.kill(number)
    assert demo.end() == 128 + number
    assert LEFT_THE_SCREEN in demo.raw
    assert list(tmp_path.glob("itcrm-demo-*")) == []
