"""A SQLite file that loses its name while it is open is missed, not written into the void."""

from __future__ import annotations

import shutil

import pytest

from itcrm_tui.domain.client import Client
from storage.errors import OpenError
from tests.storage.places import Place
from tests.storage.records import add


def test_a_file_deleted_while_it_is_open_is_told_at_the_next_read_and_write(sqlite: Place) -> None:
    store = sqlite.open()
    assert sqlite.path
    sqlite.path.unlink()
    with pytest.raises(OpenError, match="deleted or replaced"):
        add(store, Client(name="Gamma"))
    with pytest.raises(OpenError, match="deleted or replaced"), store.read():
        pass


def test_a_file_replaced_while_it_is_open_is_left_alone(sqlite: Place) -> None:
    store = sqlite.open()
    assert sqlite.path
    copy = sqlite.path.with_name("copy.db")
    shutil.copyfile(sqlite.path, copy)
    copy.replace(sqlite.path)
    with pytest.raises(OpenError, match="deleted or replaced"):
        add(store, Client(name="Gamma"))
