"""A laptop goes along and comes back, all by commands."""

from __future__ import annotations

import re
import stat
from pathlib import Path
from pkgutil import resolve_name

import pytest

from itcrm_tui import paths
from itcrm_tui.here import settled
from screens.start import opening
from storage.errors import NOT_YOURS, LostError, OpenError, ReadOnlyError, StoreError
from storage.opening import upgrade_database
from tests.cli.conftest import Run
from tests.cli.offline.naming import on
from tests.postgres_server import Server


def test_a_working_copy_is_made_for_its_owner_alone_and_says_how_to_work_with_it(crm: Run, home: Path) -> None:
    done = crm("offline", "checkout", "laptop.db")
    assert (done.code, done.err) == (0, "")
    assert f"{home}/laptop.db holds what you may read in sqlite:///" in done.out
    assert done.out.endswith(f"Work with it: itcrm --db sqlcipher:///{home}/laptop.db\n")
    assert stat.S_IMODE((home / "laptop.db").stat().st_mode) == 0o600
    assert "Offline copy of sqlite:///" in crm("offline", "status", "laptop.db").out


def test_a_working_copy_is_encrypted_unless_it_is_to_be_plain(
    crm: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert crm("offline", "checkout", "laptop.db").code == 0
    assert b"Human Resources" not in (home / "laptop.db").read_bytes()
    assert crm("offline", "checkout", "plain.db", "--plain").out.endswith(f"--db sqlite:///{home}/plain.db\n")
    assert b"Human Resources" in (home / "plain.db").read_bytes()
    monkeypatch.delenv("ITCRM_PASSPHRASE")
    assert crm("offline", "status", "plain.db").code == 0
    assert "is encrypted" in crm("offline", "status", "laptop.db").err
    assert "third.db will be encrypted, which needs a passphrase." in (
        said := crm("offline", "checkout", "third.db").err
    )
    assert said.endswith(" With --plain anybody can read it who may read the file.\n")
    assert not (home / "third.db").exists()
    assert "plain.db is a working copy already. A fresh one: itcrm" in crm("offline", "checkout", "plain.db").err
    (home / "notes.db").write_text("notes\n")
    for action in ("checkout", "status"):
        assert "notes.db is no database. Name another file." in crm("offline", action, "notes.db").err
    monkeypatch.setattr("itcrm_tui.workflows.offline.find_spec", lambda _: None)
    assert crm("offline", "checkout", "third.db").out.endswith(f"--db sqlite:///{home}/third.db\n")


def test_what_was_done_offline_reaches_the_shared_database_with_the_next_sync(along: Run) -> None:
    assert along("edit", "client", "FIN", "tier=3", *on("laptop.db")).code == 0
    status = along("offline", "status", "laptop.db", "--json").json["item"]
    assert [one["title"] for one in status["unsent"]] == ["Edit client Finance: tier"]
    assert "1 to send." in along("offline", "status", *on("laptop.db")).out
    assert along("offline", "sync", "laptop.db").out == "1 sent, 0 received.\n"
    assert along("show", "client", "FIN", "--json").json["item"]["tier"] == 3
    assert along("offline", "sync", "laptop.db").out == "0 sent, 0 received.\n"


def test_a_sync_that_is_stopped_says_what_is_sent_and_what_is_not(along: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for tier in "34":
        along("edit", "client", "FIN", f"tier={tier}", *on("laptop.db"))
    told, stands = [], []
    for part, turn in (("hub_store.HubStore._write", 1), ("hub_store.HubStore._write", 2), ("syncing.pull", 1)):
        with monkeypatch.context() as patched:
            _press_at(patched, f"storage.sync.{part}", turn)
            stopped = along("offline", "sync", "laptop.db")
        assert (stopped.code, stopped.out) == (130, "")
        told.append(stopped.err)
        stands.append(along("offline", "status", "laptop.db").out.partition(": ")[2])
    assert told == [
        "Stopped. 0 of 2 changes sent; the next sync sends them. Nothing is lost.\n",
        "Stopped. 1 of 2 changes sent, not yet confirmed here; the next sync goes on. Nothing is lost.\n",
        "Stopped. 2 changes sent, not yet confirmed here; the next sync receives the rest. Nothing is lost.\n",
    ]
    edit, sent = "  Edit client Finance: tier", " (sent, not yet confirmed)"
    assert stands == [
        f"2 to send.\n{edit}\n{edit}\n",
        f"2 to send (1 of them sent, not yet confirmed here).\n{edit}{sent}\n{edit}\n",
        f"2 to send (2 of them sent, not yet confirmed here).\n{edit}{sent}\n{edit}{sent}\n",
    ]
    assert along("offline", "sync", "laptop.db").out == "2 sent, 0 received.\n"


@pytest.mark.parametrize(
    ("part", "turn", "error", "said"),
    [
        (
            "hub_store.HubStore._write",
            1,
            LostError("The line broke. Nothing was saved."),
            "2 changes to send, still here",
        ),
        (
            "hub_store.HubStore._write",
            2,
            LostError("The line broke."),
            "1 of 2 changes sent, not yet confirmed here; the",
        ),
        ("syncing.rebase", 1, StoreError("No room. Nothing was saved."), "2 changes sent, not yet confirmed here; the"),
        (
            "hub_store.HubStore.greet",
            1,
            ReadOnlyError(NOT_YOURS),
            "may not do that any more. 2 changes still here, to be",
        ),
    ],
)
def test_a_sync_that_fails_says_what_is_sent_and_what_is_still_here(
    along: Run, monkeypatch: pytest.MonkeyPatch, part: str, turn: int, error: StoreError, said: str
) -> None:
    for tier in "34":
        along("edit", "client", "FIN", f"tier={tier}", *on("laptop.db"))
    with monkeypatch.context() as patched:
        _press_at(patched, f"storage.sync.{part}", turn, error)
        failed = along("offline", "sync", "laptop.db")
    assert failed.out == ""
    assert said in failed.err
    assert "Nothing was saved" not in failed.err
    assert along("offline", "sync", "laptop.db").out == "2 sent, 0 received.\n"


def test_a_shared_database_whose_file_is_away_is_no_connection(along: Run, home: Path) -> None:
    along("edit", "client", "FIN", "tier=3", *on("laptop.db"))
    hub = paths.default_database()
    hub.rename(home / "away.db")
    failed = along("offline", "sync", "laptop.db")
    assert (failed.code, failed.out) == (3, "")
    assert f"The file of the shared database is not there now: {hub}. " in failed.err
    assert failed.err.endswith(" 1 change to send, still here; sync later.\n")
    (home / "away.db").rename(hub)
    assert along("offline", "sync", "laptop.db").code == 0


def _press_at(patched: pytest.MonkeyPatch, name: str, turn: int, error: StoreError | None = None) -> None:
    """Let ctrl+c be pressed, or something go wrong, when something is called for this turn."""
    usual, turns = resolve_name(name.replace(".HubStore", ":HubStore")), iter(range(1, turn + 1))

    def pressed(*given: object) -> object:
        if next(turns) == turn:
            raise error or KeyboardInterrupt
        return usual(*given)

    patched.setattr(name, pressed)


def test_a_working_copy_says_that_it_is_one_wherever_databases_are_looked_at(along: Run, home: Path) -> None:
    here = on("laptop.db")
    along("edit", "client", "FIN", "name=Finance and Tax")
    along("edit", "client", "FIN", "name=Controlling", *here)
    along("edit", "client", "FIN", "tier=3", *here)
    along("offline", "sync", "laptop.db")
    along("edit", "client", "FIN", "cost_centre=12", *here)
    hub, stands = paths.default_database(), r"\d\d\d\d-\d\d-\d\d \d\d:\d\d UTC, 1 to send, 1 to decide\n"
    info = along("db", "info", *here)
    assert re.search(rf"working copy of +sqlite:///{hub}\nas of +{stands}", info.out)
    assert re.search(rf"working copy +of sqlite:///{hub} as of {stands}", along("doctor", *here).out)
    item = along("db", "info", "--json", *here).json["item"]
    assert (item["copy"]["unsent"], item["copy"]["to_decide"], item["copies"]) == (1, 1, [])
    known = r"working copy +\w+, device [\w-]+, last synced .* UTC, 1 change behind\n"
    along("edit", "client", "FIN", "tier=4")
    assert re.search(known, along("db", "info").out)
    assert re.search(known, along("doctor").out)
    along("edit", "settings", "time_zone=Asia/Tokyo")
    for words in (["db", "info"], ["doctor"]):
        assert " JST, 2 changes behind" in along(*words).out
    assert "It is a backup of a working copy" in along("db", "backup", "copy.bak", *here).err
    fresh = "itcrm offline checkout ~/laptop-2.db --from ~/laptop.db"
    assert f"it can no longer sync; `{fresh}` takes along" in along("db", "restore", "copy.bak", *here).err
    assert along("db", "backup", "hub.bak").err == ""


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("status", 1, "There is no working copy yet. `itcrm offline checkout` makes one."),
        ("sync crm.db", 3, "/crm.db` makes a working copy there."),
        ("checkout new.db --from crm.db", 3, "There is no database at crm.db. Name the working copy of which"),
        ("conflicts laptop.db --decide 1", 2, "A decision says which and how"),
        ("checkout --from laptop.db", 2, "--from goes with a new file"),
        ("status laptop.db --decide 1 --take mine", 2, "--decide goes with"),
        ("conflicts laptop.db --decide 7 --take mine", 1, "There is no conflict 7."),
        (
            "checkout laptop.db",
            1,
            "is a working copy already. A fresh one: itcrm offline checkout ~/laptop-2.db --from ~/laptop.db",
        ),
        ("checkout nowhere/laptop.db", 3, "laptop.db cannot be made: there is no folder "),
        ("status --db sqlite:///typo.db", 3, "There is no database at typo.db. `itcrm offline checkout typo.db`"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(along: Run, words: str, code: int, said: str) -> None:
    done = along("offline", *words.split())
    assert (done.code, done.out) == (code, "")
    assert said in done.err


def test_a_working_copy_of_a_working_copy_is_refused(along: Run) -> None:
    done = along("offline", "checkout", "second.db", *on("laptop.db"))
    assert (done.code, done.err) == (1, "itcrm: This is a working copy already. Name the shared database with --db.\n")


def test_a_new_working_copy_takes_along_what_an_old_one_has_not_sent(along: Run) -> None:
    along("edit", "client", "FIN", "tier=4", *on("laptop.db"))
    assert along("offline", "checkout", "new.db", "--from", "laptop.db").code == 0
    assert along("offline", "sync", "new.db").out == "1 sent, 0 received.\n"
    assert along("show", "client", "FIN", "--json").json["item"]["tier"] == 4


def test_a_shared_database_on_a_server_is_taken_along_and_synced(
    run: Run, postgres_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    postgres_server.create_database("taken_along")
    url = postgres_server.url("taken_along")
    upgrade_database(url, actor="setup", device="setup")
    assert run("add", "client", "name=Finance", "code=FIN", "--db", url).code == 0
    assert run("offline", "checkout", "--db", url).code == 0
    assert run("edit", "client", "FIN", "tier=3", "--db", "offline").code == 0
    assert run("edit", "client", "FIN", "name=Finance and Tax", "--db", url).code == 0
    assert run("offline", "sync").out == "1 sent, 1 received.\n"
    assert run("show", "client", "FIN", "--json", "--db", url).json["item"]["tier"] == 3
    assert run("offline", "status").out.endswith(": 0 to send.\n")
    postgres_server.drop_database("taken_along")
    for passphrase, said in (
        ("a secret of dana's", r"Your working copy is of \d\d:\d\d:"),
        (None, "There is a working copy:"),
    ):
        if passphrase is None:
            monkeypatch.delenv("ITCRM_PASSPHRASE")
        with pytest.raises(OpenError, match=rf"there is no such database or user\. {said} itcrm --db offline$"):
            opening(url, settled(), demo=False, keep=None).open()
