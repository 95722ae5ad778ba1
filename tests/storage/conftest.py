"""A fresh database for each test, once on SQLite and once on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.store import Store
from tests.postgres_server import Server
from tests.storage.places import (
    SCHEME,
    Fresh,
    Place,
    make_postgres_template,
    make_sqlite_template,
    passing_sqlite_place,
    postgres_place,
    sqlite_place,
)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave only what every engine has to do, where `ITCRM_ENGINE` names the encrypted one."""
    if SCHEME == "sqlite":
        return
    others = [item for item in items if "[sqlite" not in item.nodeid]
    config.hook.pytest_deselected(items=others)
    items[:] = [item for item in items if "[sqlite" in item.nodeid]


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file that is set up, to be copied."""
    return make_sqlite_template(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="session")
def postgres_template(postgres_server: Server) -> str:
    """A PostgreSQL database that is set up, to be copied."""
    return make_postgres_template(postgres_server)


@pytest.fixture
def sqlite(sqlite_template: Path, tmp_path: Path) -> Iterator[Place]:
    """A SQLite database of this test alone."""
    place = sqlite_place(sqlite_template, tmp_path)
    yield place
    place.close()


@pytest.fixture
def postgres(postgres_server: Server, postgres_template: str) -> Iterator[Place]:
    """A PostgreSQL database of this test alone."""
    with postgres_place(postgres_server, postgres_template) as place:
        yield place


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest) -> Place:
    """A database of this test alone, on either engine."""
    found: Place = request.getfixturevalue({"sqlite": "sqlite", "postgresql": "postgres"}[request.param])
    return found


@pytest.fixture
def store(place: Place) -> Store:
    """Ana's store, at her desk."""
    return place.open()


@pytest.fixture
def bens(place: Place) -> Store:
    """Ben's store on the same database."""
    return place.open("ben", "bens laptop")


@pytest.fixture
def fresh_sqlite(sqlite_template: Path, tmp_path: Path) -> Fresh:
    """One SQLite database after the other."""
    return lambda: passing_sqlite_place(sqlite_template, tmp_path)


@pytest.fixture
def fresh_postgres(postgres_server: Server, postgres_template: str) -> Fresh:
    """One PostgreSQL database after the other."""
    return lambda: postgres_place(postgres_server, postgres_template)
