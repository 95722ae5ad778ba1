"""A fresh working copy in place of an old one is of what the old one is of, whatever else is configured."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from itcrm_tui import here, paths
from tests.cli.conftest import Run
from tests.cli.offline.naming import on


@pytest.fixture
def unsent(along: Run, home: Path) -> Run:
    """A working copy with one change that was not sent, and a database of the person's own beside the shared one."""
    along("edit", "client", "FIN", "tier=4", *on("laptop.db"))
    assert along("add", "client", "name=Private", "code=FIN", "--db", "sqlite:///own.db").code == 0
    return along


@pytest.mark.parametrize("how", ["environment", "configuration"])
def test_another_database_in_use_is_not_what_the_fresh_copy_is_of(
    unsent: Run, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    if how == "environment":
        monkeypatch.setenv("ITCRM_DB", "sqlite:///own.db")
    else:
        paths.config_file().parent.mkdir(parents=True)
        paths.config_file().write_text('version = 1\ndatabase = "sqlite:///own.db"\n')
    made = unsent("offline", "checkout", "new.db", "--from", "laptop.db", "--json").json["item"]
    assert made["hub"] == here.default_url()
    assert unsent("offline", "sync", "new.db").out == "1 sent, 0 received.\n"
    assert unsent("show", "client", "FIN", "--json", "--db", here.default_url()).json["item"]["tier"] == 4
    assert unsent("show", "client", "FIN", "--json", "--db", "sqlite:///own.db").json["item"]["name"] == "Private"


def test_another_database_that_is_named_is_refused_until_the_person_says_that_it_is_the_one(
    unsent: Run, home: Path
) -> None:
    words = ("offline", "checkout", "new.db", "--from", "laptop.db", "--db", "sqlite:///own.db")
    refused = unsent(*words)
    assert (refused.code, refused.out) == (1, "")
    assert "own.db does not know it. Nothing was made. Leave --db out" in refused.err
    assert not (home / "new.db").exists()
    moved = unsent(*words, "--moved")
    assert moved.code == 0
    assert f"What laptop.db, which was a copy of {here.default_url()}, has not sent goes along." in moved.out
    assert "--moved goes with --from" in unsent("offline", "checkout", "third.db", "--moved").err


def test_a_shared_database_that_has_moved_is_known_at_its_new_place(unsent: Run, home: Path) -> None:
    old = paths.default_database()
    assert unsent("db", "copy", str(old), "moved.db").code == 0
    old.rename(home / "away.db")
    gone = unsent("offline", "checkout", "new.db", "--from", "laptop.db")
    assert (gone.code, gone.out) == (3, "")
    assert f"The file of the shared database is not there now: {old}. If the shared database has moved" in gone.err
    made = unsent("offline", "checkout", "new.db", "--from", "laptop.db", "--db", "sqlite:///moved.db")
    assert made.code == 0
    assert f"which was a copy of {here.default_url()}," in made.out
    assert unsent("offline", "sync", "new.db").out == "1 sent, 0 received.\n"


def test_a_shared_database_set_back_to_before_the_copy_is_still_the_one_but_one_made_anew_is_not(
    crm: Run, home: Path
) -> None:
    hub = paths.default_database()
    shutil.copyfile(hub, home / "backup.db")
    crm("edit", "client", "FIN", "tier=3")
    assert crm("offline", "checkout", "laptop.db").code == 0
    crm("edit", "client", "FIN", "tier=4", *on("laptop.db"))
    _replace(hub, home / "backup.db")
    told = crm("offline", "sync", "laptop.db")
    command = "itcrm offline checkout ~/laptop-2.db --from ~/laptop.db"
    assert told.code == 3
    assert told.err.endswith(f"A new one takes along what you have not sent: {command}\n")
    assert crm(*command.split()[1:]).code == 0
    assert crm("add", "client", "name=Sales", "--db", "sqlite:///anew.db").code == 0
    _replace(hub, home / "anew.db")
    refused = crm("offline", "checkout", "third.db", "--from", "laptop.db")
    assert refused.code == 1
    assert f"What is at {here.default_url()} is another database than" in refused.err


def _replace(hub: Path, other: Path) -> None:
    for ending in ("-wal", "-shm"):
        hub.with_name(f"{hub.name}{ending}").unlink(missing_ok=True)
    shutil.copyfile(other, hub)
