"""A person with a home of their own, and an empty database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.opening import open_store
from storage.store import Store


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the person who runs the tests, and what they have set, out of it."""
    for name in ("ITCRM_DB", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ITCRM_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("ITCRM_STATE", str(tmp_path / "state"))
    return tmp_path


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    """An empty SQLite database."""
    store = open_store(f"sqlite:///{home / 'crm.db'}", actor="tester", device="desk", create=True)
    yield store
    store.close()
