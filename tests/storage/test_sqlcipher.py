"""An encrypted database: nothing of it can be read without the passphrase, which is asked for once."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from itcrm_tui.domain.client import Client
from storage.backup import write_backup
from storage.backup_contents import look_into
from storage.engines import passphrases, sqlite_driver
from storage.engines.sqlite_driver import HEADER, Encrypted
from storage.errors import OpenError
from storage.opening import open_store
from storage.restoring import restore
from storage.store import Store
from storage.verify import verify

SECRET = 'it\'s "a" sécret'
LOGISTICS = b"Logistics and Transport"


@pytest.fixture(autouse=True)
def nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passphrases, "_said", {})
    monkeypatch.setattr(passphrases, "_ask", None)
    monkeypatch.delenv(passphrases.VARIABLE, raising=False)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "unit.db"
    passphrases.say(path, SECRET)
    store = opened(path, create=True)
    with store.write("Add a client") as unit:
        unit.add(Client(name=LOGISTICS.decode()))
    store.close()
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    shutil.copyfile(made, tmp_path / "unit.db")
    return tmp_path / "unit.db"


def opened(path: Path, *, create: bool = False, scheme: str = "sqlcipher") -> Store:
    return open_store(f"{scheme}:///{path}", actor="ana", device="desk", create=create)


def names(store: Store) -> list[str]:
    with store.read() as reader:
        found = [client.name for client in reader.find(Client)]
    store.close()
    return found


def test_what_is_written_can_be_read_with_the_passphrase_alone(path: Path) -> None:
    passphrases.say(path, SECRET)
    store = opened(path)
    with store.write("Add another") as unit:
        unit.add(Client(name="Another"))
    files = list(path.parent.iterdir())
    assert len(files) > 1  # the log lies beside it
    for file in files:
        assert LOGISTICS not in file.read_bytes()
        assert b"Another" not in file.read_bytes()
        assert not file.read_bytes().startswith(HEADER)
    assert not verify(store)
    assert names(store) == [LOGISTICS.decode(), "Another"]


def test_the_key_is_the_one_that_the_library_derives(path: Path) -> None:
    connection = Encrypted(SECRET).module.connect(str(path))
    connection.execute("PRAGMA key = 'it''s \"a\" sécret'")
    assert connection.execute("SELECT name FROM client").fetchall() == [(LOGISTICS.decode(),)]
    connection.close()


def test_a_wrong_passphrase_is_one_sentence_and_nothing_on_the_screen(
    path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    passphrases.say(path, "guessed")
    before = path.read_bytes()
    with pytest.raises(OpenError, match="The passphrase is not that of"):
        opened(path)
    assert capfd.readouterr() == ("", "")
    assert path.read_bytes() == before


def test_without_a_passphrase_it_is_said_where_one_can_be_put(path: Path) -> None:
    with pytest.raises(OpenError, match=r"is encrypted.*ITCRM_PASSPHRASE"):
        opened(path)


def test_the_passphrase_comes_from_the_environment_or_is_asked_for_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def ask(of: Path) -> str:
        asked.append(of)
        return SECRET

    passphrases.ask_by(ask)
    assert names(opened(path)) == names(opened(path)) == [LOGISTICS.decode()]
    assert asked == [path]
    monkeypatch.setattr(passphrases, "_said", {})
    monkeypatch.setenv(passphrases.VARIABLE, SECRET)
    assert names(opened(path)) == [LOGISTICS.decode()]
    assert asked == [path]


def test_a_file_is_opened_only_as_what_it_is(path: Path, tmp_path: Path) -> None:
    passphrases.say(path, SECRET)
    with pytest.raises(OpenError, match="an encrypted one as sqlcipher"):
        opened(path, scheme="sqlite")
    plain = tmp_path / "plain.db"
    opened(plain, create=True, scheme="sqlite").close()
    passphrases.say(plain, SECRET)
    with pytest.raises(OpenError, match=r"is not encrypted\. Name it with sqlite:///FILE"):
        opened(plain)


def test_backups_are_encrypted_too_and_come_back(path: Path, tmp_path: Path) -> None:
    driver = Encrypted(SECRET)
    backup = tmp_path / "copy.db"
    passphrases.say(path, SECRET)
    opened(path).close()
    write_backup(path, backup, driver=driver)
    assert LOGISTICS not in backup.read_bytes()
    assert look_into(backup, thorough=True, driver=driver).counts["client"] == 1
    with pytest.raises(OpenError, match="passphrase is not that of"):
        look_into(backup, driver=Encrypted("guessed"))
    store = opened(path)
    with store.write("Add another") as unit:
        unit.add(Client(name="Another"))
    store.close()
    restore(path, backup, datetime(2026, 11, 23, tzinfo=UTC), driver)
    assert names(opened(path)) == [LOGISTICS.decode()]


def test_without_the_library_the_extra_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlcipher3.dbapi2", None)
    monkeypatch.setenv(passphrases.VARIABLE, SECRET)
    with pytest.raises(OpenError, match=sqlite_driver.NEEDS_EXTRA.split("“")[0]):
        opened(path)


def test_the_passphrase_is_in_no_file_beside_it(path: Path) -> None:
    passphrases.say(path, SECRET)
    names(opened(path))
    assert not [file for file in path.parent.iterdir() if SECRET.encode() in file.read_bytes()]
    assert os.environ.get(passphrases.VARIABLE) is None
