"""`itcrm history`, `undo` and `redo`: words for what they do, before and after, and for what stands in the way."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run

DONE, NO = 0, 1


@pytest.fixture
def edited(crm: Run) -> Run:
    """Finance has become tier 5 and got a parent; then somebody made it tier 7."""
    assert crm("edit", "client", "FIN", "tier=5", "tags=big").code == DONE
    assert crm("edit", "client", "FIN", "tier=7").code == DONE
    return crm


def numbered(run: Run, title: str) -> str:
    items = run("history", "--json").json["items"]
    return str(next(one["sequence"] for one in items if one["title"] == title))


def test_a_dry_run_says_what_undo_would_do_and_does_nothing(edited: Run) -> None:
    said = edited("undo", "--dry-run")
    assert (said.code, said.lines) == (
        DONE,
        ["Would undo: Edit client Finance: tier", "    changed client Finance", "      Tier: 5 -> 7"],
    )
    tried = edited("undo", "--dry-run", "--json").json["item"]
    assert (tried["dry_run"], tried["number"], tried["taken_back"]["title"]) == (
        True,
        None,
        "Edit client Finance: tier",
    )
    assert edited("show", "client", "FIN", "--json").json["item"]["tier"] == 7
    assert edited("redo", "--dry-run").code == NO
    edited("undo")
    assert edited("redo", "--dry-run").lines[0] == "Would redo: Edit client Finance: tier"
    assert edited("redo").out == "Redid: Edit client Finance: tier\n"


def test_as_json_undo_and_redo_number_what_was_written_and_name_what_was_taken_back(edited: Run) -> None:
    edit = int(numbered(edited, "Edit client Finance: tier"))
    undone, redone = (edited(act, "--json").json["item"] for act in ("undo", "redo"))
    assert (undone["number"], redone["number"]) == (edit + 1, edit + 2)
    assert [one["taken_back"]["number"] for one in (undone, redone)] == [edit, edit + 1]
    newest, before, *_ = edited("history", "--json").json["items"]
    assert [newest["id"], before["id"]] == [redone["id"], undone["id"]]


def test_a_conflict_names_field_person_and_values_and_offers_the_rest(edited: Run) -> None:
    number = numbered(edited, "Edit client Finance: tier, tags")
    refused = edited("undo", number)
    assert refused.code == NO
    assert "client Finance: you changed tier from 5 to 7 on " in refused.err
    assert "; it would become 2. Nothing was undone. With --rest everything else is undone." in refused.err
    tried = edited("undo", number, "--dry-run")
    assert (tried.code, tried.lines[0], tried.lines[-1]) == (
        NO,
        "This has moved on since:",
        "With --rest everything else is undone.",
    )
    assert len(edited("undo", number, "--dry-run", "--json").json["item"]["conflicts"]) == 1
    assert edited("undo", number, "--rest").code == DONE
    item = edited("show", "client", "FIN", "--json").json["item"]
    assert (item["tier"], item["tags"]) == (7, None)


def test_a_change_set_is_told_in_full_by_its_number(edited: Run) -> None:
    said = edited("history", numbered(edited, "Edit client Finance: tier, tags"))
    assert said.lines[1:] == ["    changed client Finance", "        Tier: 2 -> 5", "        Tags: nothing -> big"]
    item = edited("history", numbered(edited, "Add client Human Resources"), "--json").json["item"]
    assert item["changes"][0]["lines"][:2] == ["Name: Human Resources", "Parent: Finance"]
    assert edited("history", "99").code == NO


def test_the_history_is_filtered_and_says_what_was_undone(edited: Run) -> None:
    assert len(edited("history", "--filter", "edit FINANCE", "--json").json["items"]) == 2
    assert edited("history", "--filter", "who:nobody", "--json").json["items"] == []
    edited("undo")
    assert [line.split()[-1] for line in edited("history", "--filter", "edit").lines[2:]] == ["undone", "tags"]
    assert edited("history", "1").lines[0].endswith("final")
