"""The commands that itcrm tells for a shared database do what it says of them."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from itcrm_tui.domain.client import Client
from storage.backup_contents import BackupError
from storage.backup_source import file_of
from storage.opening import open_store, upgrade_database
from storage.verify import verify
from tests.postgres_server import Server
from tests.storage.records import add, names


@pytest.fixture
def url(postgres_server: Server) -> Iterator[str]:
    """A shared database that is set up."""
    postgres_server.create_database("dumped")
    upgrade_database(postgres_server.url("dumped"), actor="ana", device="desk")
    yield postgres_server.url("dumped")
    postgres_server.drop_database("dumped")


def commands(url: str, file: Path) -> list[list[str]]:
    """What the sentence tells to type, to back up and to bring back."""
    with pytest.raises(BackupError) as caught:
        file_of(url)
    found = re.findall(r"(pg_dump .*?'.*?'|pg_restore .*?'.*?' FILE)", str(caught.value))
    return [[word.replace("FILE", str(file)) for word in shlex.split(one)] for one in found]


def test_what_is_dumped_comes_back_and_passes_the_self_check(url: str, tmp_path: Path) -> None:
    store = open_store(url, actor="ana", device="desk")
    add(store, Client(name="Finance"))
    dump, restore = commands(url, tmp_path / "itcrm.dump")
    environment = os.environ | {"PGPASSWORD": make_url(url).password or ""}
    subprocess.run(dump, env=environment, check=True)
    add(store, Client(name="Later"))
    store.close()
    subprocess.run(restore, env=environment, check=True)
    store = open_store(url, actor="ana", device="desk")
    assert names(store, Client) == ["Finance"]
    assert verify(store) == []
    store.close()
