"""What all tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.known import schema_known, statements_known, style_sheets_known
from tests.postgres_server import Server, start

LONGEST = (
    "test_every_screen_shows_hostile_texts_harmlessly",
    "test_a_promise_goes_from_draft_to_kept",
    "test_what_takes_hours_away_says_which_promise_is_now_at_risk",
)
"""What begins first, so that at the end no process works at one of these alone while the others have nothing to do."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.name.startswith(LONGEST))


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder for this test alone: nothing that the program keeps of a person is read or written elsewhere."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for folder in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{folder}_HOME", str(home / folder.lower()))
    for name in ("ITCRM_CONFIG", "ITCRM_DB", "ITCRM_STATE"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture(scope="session", autouse=True)
def known() -> Iterator[None]:
    """Nothing is compiled, parsed or set up by revisions twice."""
    with statements_known(), style_sheets_known(), schema_known():
        yield


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """A real PostgreSQL, started when the first test asks for it."""
    server = start()
    yield server
    server.stop()
