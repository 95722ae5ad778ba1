"""The commands that read and write records: what they print, and their exit codes."""

from __future__ import annotations

import csv
import io
import stat
from pathlib import Path

import pytest

from itcrm_tui import paths
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.ids import new_id
from tests.cli.conftest import Run

NO_MATCH = "01a20023-ef6e-737d-a78b-5b030e6986d3"


def test_the_first_record_makes_the_database_for_its_owner_alone(run: Run) -> None:
    done = run("add", "client", "name=Finance", "code=FIN")
    assert (done.code, done.out.split()[:3]) == (0, ["Added", "client", "Finance"])
    file = paths.default_database()
    assert [stat.S_IMODE(path.stat().st_mode) for path in (file.parent, file)] == [0o700, 0o600]


@pytest.mark.parametrize("command", ["list clients", "show client x", "history", "undo", "db info", "export clients"])
def test_a_command_that_reads_makes_no_database(run: Run, command: str) -> None:
    done = run(*command.split())
    assert (done.code, done.out) == (3, "")
    assert "There is no database" in done.err
    assert not paths.default_database().exists()


def test_a_list_is_aligned_and_has_no_lines_or_colours(crm: Run) -> None:
    assert crm("list", "clients").lines == [
        "CODE  NAME             SEGMENT  TIER  STATUS  PARENT   RELATIONSHIP OWNER",
        "FIN   Finance                      2  active",
        "      Human Resources  key            active  Finance",
    ]


@pytest.mark.parametrize("word", ["client", "clients", "Clients", "CLIENT"])
def test_a_kind_is_understood_in_singular_and_plural(crm: Run, word: str) -> None:
    assert len(crm("list", word).lines) == 3


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_listed_as_text_csv_and_json(crm: Run, kind: str) -> None:
    for form in ((), ("--csv",), ("--json",)):
        assert crm("list", kind.replace("_", "-"), *form).code == 0


def test_words_sort_and_limit_narrow_a_list(crm: Run) -> None:
    assert [line.split()[0] for line in crm("list", "clients", "human", "res").lines] == ["CODE", "Human"]
    names = [line[6:13] for line in crm("list", "clients", "--sort", "-name").lines[1:]]
    assert names == ["Human R", "Finance"]
    limited = crm("list", "clients", "--limit", "1")
    assert (len(limited.lines), limited.err) == (2, "1 of 2 shown; --limit 0 shows all.\n")
    nothing = crm("list", "clients", "zebra")
    assert (nothing.code, nothing.out, nothing.err) == (0, "", "No clients hold these words.\n")


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


def test_json_of_a_list_and_of_a_record_has_a_version(crm: Run) -> None:
    listed = crm("list", "clients", "--json").json
    assert (listed["version"], [item["code"] for item in listed["items"]]) == (1, ["FIN", None])
    shown = crm("show", "client", "FIN", "--json").json
    assert (shown["version"], shown["item"]["tier"], shown["item"]["segment"]) == (1, 2, None)
    added = crm("add", "client", "name=Legal", "--json").json
    assert added["item"]["name"] == "Legal"


def test_csv_of_a_list_has_every_field(crm: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(crm("list", "clients", "--csv").out)))
    assert [(row["name"], row["parent"]) for row in rows] == [("Finance", ""), ("Human Resources", "FIN")]
    assert set(rows[0]) >= {"id", "notes", "role_in_risk_today"}


def test_a_record_is_shown_by_id_code_or_the_beginning_of_its_name(crm: Run) -> None:
    record_id = crm("show", "client", "FIN", "--json").json["item"]["id"]
    for name in (["FIN"], ["fin"], ["finan"], [record_id], ["human"], ["Human", "Resources"]):
        assert crm("show", "client", *name).code == 0
    assert "Finance" in crm("show", "client", "human").out


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


def test_an_ambiguous_name_lists_the_candidates_as_wrong_usage(crm: Run) -> None:
    crm("add", "client", "name=Finland")
    done = crm("show", "client", "fi")
    assert done.code == 2
    assert "Finance (FIN); Finland (" in done.err


def test_fields_are_named_as_people_do(crm: Run) -> None:
    crm("edit", "client", "FIN", "Cost-Centre=CC 1", "perceived health=red", "role-in-risk-today=holds data")
    item = crm("show", "client", "FIN", "--json").json["item"]
    assert (item["cost_centre"], item["perceived_health"], item["role_in_risk_today"]) == ("CC 1", "red", "holds data")


def test_an_edit_takes_a_name_of_several_words_and_empties_fields(crm: Run) -> None:
    done = crm("edit", "client", "Human", "Resources", "tier=3", "segment=")
    assert (done.code, done.out.split()[0]) == (0, "Changed")
    item = crm("show", "client", "human", "--json").json["item"]
    assert (item["tier"], item["segment"]) == (3, None)
    assert crm("edit", "client", "human", "tier=3").out.startswith("Nothing to change")


def test_settings_need_no_name(crm: Run) -> None:
    assert crm("edit", "settings", "currency=USD").code == 0
    assert "USD" in crm("show", "settings").out


def test_delete_undo_and_redo(crm: Run) -> None:
    assert crm("delete", "commitment", "VPN").out.startswith("Deleted commitment VPN for 40 users.")
    assert crm("show", "commitment", "VPN").code == 1
    assert crm("undo").out == "Undid: Delete commitment VPN for 40 users\n"
    assert crm("show", "commitment", "VPN").code == 0
    assert crm("redo").out == "Redid: Delete commitment VPN for 40 users\n"
    assert crm("show", "commitment", "VPN").code == 1


def test_any_change_set_can_be_taken_back_or_what_of_it_still_stands(crm: Run) -> None:
    crm("edit", "client", "FIN", "tier=3", "cost_centre=A")
    crm("edit", "client", "FIN", "tier=4")
    refused = crm("undo", "6")
    assert refused.code == 1
    assert "tier was changed" in refused.err
    assert "--rest" in refused.err
    assert crm("undo", "6", "--rest").code == 0
    item = crm("show", "client", "FIN", "--json").json["item"]
    assert (item["tier"], item["cost_centre"]) == (4, None)


def test_history_of_all_and_of_one_record(crm: Run) -> None:
    crm("edit", "client", "FIN", "tier=3")
    lines = crm("history").lines
    assert lines[0].split() == ["NUMBER", "WHEN", "WHO", "WHAT"]
    assert (lines[1].split()[0], lines[1].partition("Edit")[1] + lines[1].partition("Edit")[2]) == (
        "6",
        "Edit client Finance: tier",
    )
    assert len(crm("history", "--limit", "2").lines) == 3
    mine = crm("history", "client", "FIN").lines
    assert mine[1] == "    Tier: 2 -> 3"
    items = crm("history", "client", "FIN", "--json").json["items"]
    assert [(item["sequence"], item["title"]) for item in items] == [
        (6, "Edit client Finance: tier"),
        (2, "Add client Finance"),
    ]


def test_the_history_of_a_deleted_record_is_found_by_its_id(crm: Run) -> None:
    record_id = crm("show", "commitment", "VPN", "--json").json["item"]["id"]
    crm("delete", "commitment", "VPN")
    assert "Delete commitment" in crm("history", "commitment", record_id).out
    assert crm("history", "commitment", new_id()).out == ""


def test_hostile_names_reach_no_terminal(run: Run) -> None:
    name = "\x1b[31mred\u202e\nnext"
    run("add", "client", f"name={name}", "notes=\x1b]0;title\x07")
    for arguments in (["list", "clients"], ["show", "client", "\x1b"], ["history"], ["profile", "\x1b"]):
        done = run(*arguments)
        assert done.code == 0
        assert not set(done.out) & {"\x1b", "\u202e", "\x07"}
    failed = run("show", "client", "\x1b[2Jnobody")
    assert (failed.code, "\x1b" in failed.err) == (1, False)


def test_wide_characters_keep_columns_aligned(run: Run) -> None:
    run("add", "client", "name=東京支店", "tier=1")
    run("add", "client", "name=Acme", "tier=2")
    first, second = run("list", "clients").lines[1:]
    assert first.index("2") - second.index("1") == 4


def test_what_cannot_be_stored_is_refused(run: Run) -> None:
    for text in ("a\x00b", "a\udcffb"):
        done = run("add", "client", f"name={text}")
        assert (done.code, "cannot be stored" in done.err) == (2, True)


def test_a_kind_that_is_not_for_a_role_says_so_everywhere(crm: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    crm("add", "internal-note", "service=MAIL", "body=secret")
    monkeypatch.setattr("storage.store.Store.unreadable", lambda *_: frozenset({"internal_note"}))
    for arguments in (
        "list internal_notes",
        "list internal_notes --json",
        "export internal_notes",
        "show internal_note x",
    ):
        done = crm(*arguments.split())
        assert (done.code, done.out) == (1, "")
        assert "not for your role" in done.err


def test_profile_prints_text_markdown_and_json(crm: Run) -> None:
    assert crm("profile", "FIN").lines[0].startswith("Finance  FIN  tier 2")
    assert crm("profile", "finance", "--markdown").lines[0] == "# Finance"
    item = crm("profile", "FIN", "--json", "--section", "prom").json["item"]
    assert list(item["sections"]) == ["promises"]
    assert item["client"]["name"] == "Finance"


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
    assert "these are the defaults" in run("config", "show").err
    (home / "my.toml").write_text('dates = "dmy"\n', encoding="utf-8")
    assert run("config", "show", "--json").json["item"]["dates"] == "dmy"
    (home / "my.toml").write_text("themes = 1\n", encoding="utf-8")
    assert run("config", "path").code == 0
    for command in ("config show", "list clients"):
        done = run(*command.split())
        assert (done.code, "did you mean theme" in done.err) == (3, True)


def test_typed_dates_follow_the_configuration(crm: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = crm("edit", "commitment", "VPN", "due=01/12/2026")
    assert (refused.code, "can be" in refused.err) == (2, True)
    monkeypatch.setenv("ITCRM_CONFIG", str(home / "my.toml"))
    (home / "my.toml").write_text('dates = "dmy"\n', encoding="utf-8")
    crm("edit", "commitment", "VPN", "due=01/12/2026")
    assert crm("show", "commitment", "VPN", "--json").json["item"]["due"] == "2026-12-01"
