"""The word “offline” stands for the working copy in the data folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from itcrm_tui import paths
from itcrm_tui.cli import unlocking
from storage.engines import passphrases
from tests.cli.conftest import Run


def test_offline_stands_for_the_working_copy_in_the_data_folder(crm: Run, home: Path) -> None:
    missing = crm("list", "clients", "--db", "offline")
    assert (missing.code, missing.out) == (3, "")
    assert "There is no working copy yet." in missing.err
    assert crm("add", "client", "name=Sales", "--db", "offline").code == 3
    assert not paths.working_copy().exists()
    assert crm("offline", "checkout").out.endswith("Work with it: itcrm --db offline\n")
    assert crm("edit", "client", "FIN", "tier=3", "--db", "offline").code == 0
    assert crm("show", "client", "FIN", "--json", "--db", "offline").json["item"]["tier"] == 3
    assert crm("offline", "sync").out == "1 sent, 0 received.\n"
    assert "Offline copy of" in crm("offline", "status", "--db", "offline").out


def test_the_app_starts_on_the_working_copy(crm: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str | None] = []
    monkeypatch.setattr("itcrm_tui.cli.starting._at_a_terminal", lambda: True)
    monkeypatch.setattr("itcrm_tui.app.run", lambda url, _settled, **_how: started.append(url) or 0)
    assert crm("--db", "offline").code == 3
    crm("offline", "checkout", "--plain")
    assert crm("--db", "offline").code == crm("--db", "sqlite:///crm.db").code == crm().code == 0
    assert started == [f"sqlite:///{paths.working_copy()}", "sqlite:///crm.db", None]


@pytest.mark.parametrize("how", ["environment", "configuration"])
def test_the_passphrase_of_the_working_copy_is_asked_for_before_the_screen_starts_however_it_is_named(
    crm: Run, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    started: list[str | None] = []
    crm("offline", "checkout")
    if how == "environment":
        monkeypatch.setenv("ITCRM_DB", "offline")
    else:
        paths.config_file().parent.mkdir(parents=True)
        paths.config_file().write_text('version = 1\ndatabase = "offline"\n')
    monkeypatch.delenv("ITCRM_PASSPHRASE")
    monkeypatch.setattr(passphrases, "_ask", None)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(unlocking, "getpass", lambda _question: "a secret of dana's")
    for at_a_terminal in (True, False):
        monkeypatch.setattr(passphrases, "_said", {})
        monkeypatch.setattr("itcrm_tui.cli.starting._at_a_terminal", lambda is_one=at_a_terminal: is_one)
        monkeypatch.setattr("itcrm_tui.app.run", lambda url, _settled, **_how: started.append(url) or 0)
        assert crm().code == 0
        assert passphrases._said == {paths.working_copy(): "a secret of dana's"}
    assert started == [f"sqlcipher:///{paths.working_copy()}"]


def test_a_file_that_is_called_offline_is_reached_by_its_url(run: Run, home: Path) -> None:
    assert run("add", "client", "name=Sales", "--db", "sqlite:///offline").code == 0
    assert (home / "offline").exists()
    assert "Sales" in run("list", "clients", "--db", "sqlite:///./offline").out


def test_the_configuration_and_the_environment_may_say_offline(
    crm: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crm("offline", "checkout")
    crm("edit", "client", "FIN", "tier=3", "--db", "offline")
    monkeypatch.setenv("ITCRM_DB", "offline")
    assert crm("show", "client", "FIN", "--json").json["item"]["tier"] == 3
    monkeypatch.delenv("ITCRM_DB")
    paths.config_file().parent.mkdir(parents=True)
    paths.config_file().write_text('version = 1\ndatabase = "offline"\n')
    assert crm("show", "client", "FIN", "--json").json["item"]["tier"] == 3
