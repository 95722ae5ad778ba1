"""`itcrm list`, `show` and `profile`: what they print, as text, CSV and JSON."""

from __future__ import annotations

import csv
import io

import pytest

from itcrm_tui.domain.kinds import KINDS
from tests.cli.conftest import Run


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
    assert (nothing.code, nothing.out, nothing.err) == (0, "", "No clients are like that.\n")


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


def test_an_ambiguous_name_lists_the_candidates_as_wrong_usage(crm: Run) -> None:
    crm("add", "client", "name=Finland")
    done = crm("show", "client", "fi")
    assert done.code == 2
    assert "Finance (FIN); Finland (" in done.err


def test_wide_characters_keep_columns_aligned(run: Run) -> None:
    run("add", "client", "name=東京支店", "tier=1")
    run("add", "client", "name=Acme", "tier=2")
    first, second = run("list", "clients").lines[1:]
    assert first.index("2") - second.index("1") == 4


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
