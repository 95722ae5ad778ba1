"""What all commands share: database and configuration, options anywhere, one sentence with its exit code, safe text."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from itcrm_tui import paths
from tests.cli.conftest import Run

NO_MATCH = "01a20023-ef6e-737d-a78b-5b030e6986d3"


@pytest.mark.parametrize("command", ["list clients", "show client x", "history", "undo", "db info", "export clients"])
def test_a_command_that_reads_makes_no_database(run: Run, command: str) -> None:
    done = run(*command.split())
    assert (done.code, done.out) == (3, "")
    assert "There is no database" in done.err
    assert not paths.default_database().exists()


def test_options_stand_before_between_and_after_other_arguments(crm: Run) -> None:
    url = f"sqlite:///{paths.default_database()}"
    for arguments in (
        ("--db", url, "--json", "list", "client", "human"),
        ("list", "--json", "client", "--db", url, "human"),
        ("list", "client", "human", "--json", f"--db={url}"),
    ):
        assert [item["name"] for item in crm(*arguments).json["items"]] == ["Human Resources"]


def test_the_environment_names_a_database_and_an_option_goes_before_it(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ITCRM_DB", f"sqlite:///{home / 'one.db'}")
    run("add", "client", "name=One")
    run("add", "client", "name=Two", "--db", f"sqlite:///{home / 'two.db'}")
    assert "One" in run("list", "clients").out
    assert "Two" in run("list", "clients", "--db", f"sqlite:///{home / 'two.db'}").out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ("show client nobody", 1, "There is no client “nobody”"),
        (f"show client {NO_MATCH}", 1, "There is no client"),
        ("show client", 2, "Which client?"),
        ("show spaceship x", 2, "There is no kind “spaceship”"),
        ("list", 2, "required: KIND"),
        ("list clients --sort shoe", 2, "no field “shoe”"),
        ("list clients --limit many", 2, "not a number"),
        ("add client code=X", 2, "Name is required."),
        ("add client name=X tier=12", 2, "Tier has to be from 1 to 9."),
        ("add client name=X tier=two", 2, "not a number"),
        ("add client name=X parent=nobody", 2, "There is no client “nobody”"),
        ("add client name=X shoe=9", 2, "A client has no field “shoe”. There are: code, name"),
        ("add client name=X name=Y", 2, "given twice"),
        ("add client Finance", 2, "not field=value"),
        ("add client name=X code=FIN", 1, "is taken by another client"),
        ("edit client FIN", 2, "Say what to change"),
        ("edit client nobody tier=1", 1, "There is no client"),
        ("edit client FIN parent=human", 1, "cannot be its own parent"),
        ("edit commitment VPN state=kept", 2, "moves step by step"),
        ("delete client FIN", 1, "still names it"),
        ("delete settings", 2, "cannot be deleted"),
        ("history spaceship x", 2, "no kind"),
        ("history client", 2, "Which client?"),
        ("undo 999", 1, "There is no change set"),
        ("undo 1", 1, "cannot be taken back"),
        ("redo", 1, "nothing to redo"),
        ("profile nobody", 1, "There is no client"),
        ("profile FIN --section shoes", 2, "There is no section"),
        ("fly", 2, "invalid choice"),
        ("list clients --fly", 2, "--fly"),
        ("db fly", 2, "is not one of them"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence_with_its_exit_code(
    crm: Run, arguments: str, code: int, said: str
) -> None:
    done = crm(*arguments.split())
    assert (done.code, done.out) == (code, "")
    assert said in done.err


def test_hostile_names_reach_no_terminal(run: Run) -> None:
    name = "\x1b[31mred\u202e\nnext"
    run("add", "client", f"name={name}", "notes=\x1b]0;title\x07")
    for arguments in (["list", "clients"], ["show", "client", "\x1b"], ["history"], ["profile", "\x1b"]):
        done = run(*arguments)
        assert done.code == 0
        assert not set(done.out) & {"\x1b", "\u202e", "\x07"}
    failed = run("show", "client", "\x1b[2Jnobody")
    assert (failed.code, "\x1b" in failed.err) == (1, False)


def test_database_info_upgrade_and_verify(crm: Run) -> None:
    info = crm("db", "info", "--json").json["item"]
    assert (info["engine"], info["records"]["clients"], info["change_sets"]) == ("sqlite", 2, 5)
    assert "clients" in crm("db", "info").out
    assert crm("db", "upgrade").code == 0
    assert crm("db", "verify").code == 0


def test_upgrade_sets_up_a_new_file(run: Run, home: Path) -> None:
    assert run("db", "upgrade", "--db", f"sqlite:///{home / 'new.db'}").code == 0
    assert run("list", "clients", "--db", f"sqlite:///{home / 'new.db'}").code == 0


def test_configuration_is_found_and_shown(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ITCRM_CONFIG", str(home / "my.toml"))
    assert run("config", "path").out == f"{home / 'my.toml'}\n"
    assert "has its default" in run("config", "show").err
    (home / "my.toml").write_text('dates = "dmy"\n[keys]\n"record.add" = "o"\n', encoding="utf-8")
    item = run("config", "show", "--json").json["item"]
    assert (item["dates"], item["sources"]["dates"], item["sources"]["theme"]) == ("dmy", "file", "default")
    told = run("config", "show").out
    assert 'dates = "dmy"                      # file' in told
    assert tomllib.loads(told)["keys"] == {"record.add": "o"}
    monkeypatch.setenv("ITCRM_DB", "postgresql://me:secret@host/crm")
    told = run("config", "show").out
    assert 'database = "postgresql://me@host/crm" # variable ITCRM_DB' in told
    assert "secret" not in told
    monkeypatch.delenv("ITCRM_DB")
    (home / "my.toml").write_text("themes = 1\n", encoding="utf-8")
    assert run("config", "path").code == 0
    for command in ("config show", "list clients"):
        done = run(*command.split())
        assert (done.code, "did you mean theme" in done.err) == (3, True)
