"""`itcrm duplicates` and `merge`: looked at first, then done, and taken back."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run

DONE, NO, USAGE = 0, 1, 2


@pytest.fixture
def twins(crm: Run) -> Run:
    """Finance and Finanse, which is mistyped, has a promise, and says more."""
    assert crm("add", "client", "name=Finanse", "code=FN", "tags=tax;paper", "segment=key").code == DONE
    assert crm("add", "commitment", "client=FN", "title=Badges").code == DONE
    return crm


def test_duplicates_are_listed_with_the_reason(twins: Run) -> None:
    said = twins("duplicates", "clients")
    assert said.lines[1].split("  ")[0] == "names alike"
    assert "Finance (FIN)" in said.out
    assert "Finanse (FN)" in said.out
    item = twins("duplicates", "client", "--json").json["items"][0]
    assert (item["survivor"]["code"], item["merged"]["code"], item["reasons"]) == ("FIN", "FN", ["names alike"])
    assert "1 of" not in said.err
    assert twins("duplicates", "services").err.startswith("No services look like the same.")


def test_a_dry_run_tells_everything_and_changes_nothing(twins: Run) -> None:
    said = twins("merge", "client", "FN", "FIN", "--dry-run")
    assert said.code == DONE
    assert said.lines[0] == "Would merge client Finanse into Finance."
    assert "1 commitment" in said.lines[1]
    assert ["Segment", "take", "key", "-"] in [line.split() for line in said.lines]
    assert ["Code", "keep", "FIN", "FN"] in [line.split() for line in said.lines]
    assert twins("show", "client", "FN").code == DONE
    assert twins("history", "--json").json["items"][0]["title"] == "Add commitment Badges"


def test_a_merge_is_done_told_and_undone(twins: Run) -> None:
    said = twins("merge", "client", "FN", "FIN", "--take", "name")
    assert said.lines[0] == "Merged client Finanse into Finance. Moved to it: 1 commitment."
    assert twins("show", "client", "FN").code == NO
    assert twins("show", "client", "FIN", "--json").json["item"]["name"] == "Finanse"
    assert twins("undo").out.startswith("Undid: Merge client Finanse into Finance")
    assert twins("show", "client", "FN", "--json").json["item"]["name"] == "Finanse"
    assert twins("db", "verify").code == DONE


def test_a_merge_in_json_tells_what_was_chosen(twins: Run) -> None:
    item = twins("merge", "client", "FN", "FIN", "--keep", "segment", "--json").json["item"]
    assert item["moves"] == {"commitment": 1}
    assert (item["choices"]["segment"], item["becomes"]["segment"]) == ("keep", None)
    assert item["dry_run"] is False
    assert item["change_set"] == twins("history", "--json").json["items"][0]["sequence"]


def test_wrong_choices_are_told_with_those_that_are_right(twins: Run) -> None:
    both = twins("merge", "client", "FN", "FIN", "--both", "name")
    assert (both.code, both.err) == (USAGE, "itcrm: Name can be: --keep, --take.\n")
    twice = twins("merge", "client", "FN", "FIN", "--keep", "name", "--take", "name")
    assert (twice.code, twice.err) == (USAGE, "itcrm: name is chosen twice.\n")
    assert twins("merge", "client", "FN", "FIN", "--take", "nam").code == USAGE


def test_what_cannot_be_merged_is_said_in_a_sentence(twins: Run) -> None:
    assert "Commitments cannot be merged" in twins("merge", "commitment", "VPN", "Badges").err
    assert "Both are the same client" in twins("merge", "client", "FN", "Finanse").err
    assert twins("merge", "client", "nobody", "FIN").code == NO
