"""What the tests of working copies share."""

from __future__ import annotations

import pytest

from tests.postgres_server import Server
from tests.sync.beginning import Beginning, begin, begin_on


@pytest.fixture(scope="session")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Beginning:
    """A hub and a working copy, to be copied."""
    return begin(tmp_path_factory.mktemp("sync"))


@pytest.fixture(scope="session")
def beginning_on_a_server(postgres_server: Server, tmp_path_factory: pytest.TempPathFactory) -> Beginning:
    """The same with the hub in a PostgreSQL database."""
    return begin_on(postgres_server, tmp_path_factory.mktemp("sync"))
