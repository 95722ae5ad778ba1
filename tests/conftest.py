"""What all tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.postgres_server import Server, start


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """A real PostgreSQL, started when the first test asks for it."""
    server = start()
    yield server
    server.stop()
