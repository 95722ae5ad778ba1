"""`itcrm add`, `edit`, `delete`, and what becomes of it in history and undo."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from itcrm_tui import paths
from itcrm_tui.ids import new_id
from tests.cli.conftest import Run


def test_the_first_record_makes_the_database_for_its_owner_alone(run: Run) -> None:
    done = run("add", "client", "name=Finance", "code=FIN")
    assert (done.code, done.out.split()[:3]) == (0, ["Added", "client", "Finance"])
    file = paths.default_database()
    assert [stat.S_IMODE(path.stat().st_mode) for path in (file.parent, file)] == [0o700, 0o600]


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


def test_a_long_name_is_shortened_where_it_is_told_what_was_done_with_it(crm: Run) -> None:
    name = "Finance " * 1_000
    added = crm("add", "client", f"name={name}", "code=LNG")
    item = crm("show", "client", "LNG", "--json").json["item"]
    assert item["name"] == name.strip()
    changed, same = (crm("edit", "client", "LNG", "tier=3") for _ in range(2))
    for done, verb in ((added, "Added"), (changed, "Changed"), (same, "Nothing to change:")):
        assert done.out.startswith(f"{verb} client Finance Finance")
        assert done.out.endswith(f"...  {item['id']}\n")
        assert len(done.out) < 150


def test_settings_need_no_name(crm: Run) -> None:
    assert crm("edit", "settings", "currency=USD").code == 0
    assert "USD" in crm("show", "settings").out


def test_what_cannot_be_stored_is_refused(run: Run) -> None:
    for text in ("a\x00b", "a\udcffb"):
        done = run("add", "client", f"name={text}")
        assert (done.code, "cannot be stored" in done.err) == (2, True)


def test_typed_dates_follow_the_configuration(crm: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = crm("edit", "commitment", "VPN", "due=01/12/2026")
    assert (refused.code, "can be" in refused.err) == (2, True)
    monkeypatch.setenv("ITCRM_CONFIG", str(home / "my.toml"))
    (home / "my.toml").write_text('dates = "dmy"\n', encoding="utf-8")
    crm("edit", "commitment", "VPN", "due=01/12/2026")
    assert crm("show", "commitment", "VPN", "--json").json["item"]["due"] == "2026-12-01"


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
    assert "you changed tier from 3 to 4" in refused.err
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


def test_an_answer_that_is_written_down_says_by_which_key_the_feedback_becomes_answered(crm: Run) -> None:
    crm("add", "feedback", "kind=complaint", "subject=Slow mail", "state=assigned")
    assert crm("edit", "feedback", "Slow mail", "answer=Repaired").err == "In the app, m marks it answered.\n"
    assert crm("edit", "feedback", "Slow mail", "state=answered", "answer=Sorry").err == ""
