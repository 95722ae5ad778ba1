"""A person with a home of their own, and an empty database on either engine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest

from storage.opening import open_store, upgrade_database
from storage.store import Store
from tests.postgres_server import Server
from tests.sync.beginning import hastened
from tests.workflows.apart import CheckOut, Laptop, taken_along
from tests.workflows.promise_steps import organized

TEMPLATE = "workflows_template"
_numbers = count(1)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the person who runs the tests, and what they have set, out of it."""
    for name in ("ITCRM_DB", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ITCRM_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("ITCRM_STATE", str(tmp_path / "state"))
    return tmp_path


@pytest.fixture(scope="session")
def new_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database that was set up once, to be copied."""
    path = tmp_path_factory.mktemp("new") / "crm.db"
    open_store(f"sqlite:///{path}", actor="tester", device="desk", create=True).close()
    return path


@pytest.fixture
def store(home: Path, new_file: Path) -> Iterator[Store]:
    """An empty SQLite database."""
    shutil.copy(new_file, home / "crm.db")
    store = open_store(f"sqlite:///{home / 'crm.db'}", actor="tester", device="desk")
    yield store
    store.close()


@pytest.fixture(scope="session")
def new_database(postgres_server: Server) -> str:
    """A PostgreSQL database that was set up once, to be copied."""
    postgres_server.create_database(TEMPLATE)
    upgrade_database(postgres_server.url(TEMPLATE), actor="tester", device="desk")
    return TEMPLATE


@pytest.fixture
def shared_store(home: Path, postgres_server: Server, new_database: str) -> Iterator[Store]:
    """An empty PostgreSQL database."""
    name = f"workflows_{next(_numbers)}"
    postgres_server.create_database(name, new_database)
    store = open_store(postgres_server.url(name), actor="tester", device="desk")
    yield store
    store.close()
    postgres_server.drop_database(name)


@pytest.fixture(params=["store", "shared_store"], ids=["sqlite", "postgresql"])
def either_store(request: pytest.FixtureRequest) -> Store:
    """An empty database, once on each engine."""
    found: Store = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def check_out(store: Store, home: Path) -> Iterator[CheckOut]:
    """Give somebody a working copy of the small organization."""
    organized(store)
    with ExitStack() as opened, hastened():

        def taken(name: str) -> Laptop:
            laptop = taken_along(f"sqlite:///{home / 'crm.db'}", home, name)
            opened.callback(laptop.store.close)
            opened.callback(laptop.hub.store.close)
            return laptop

        yield taken
