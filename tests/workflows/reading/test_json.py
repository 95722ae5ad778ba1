"""Records in JSON: lists, wrappings, lines, our own export, and what is none."""

from __future__ import annotations

import json

import pytest

from itcrm_tui.workflows.importing.reading import FileError, Own
from tests.workflows.reading.reading_steps import exact, faults, said, sheet, sheets


def test_a_list_of_objects_is_a_row_each_under_the_union_of_their_names() -> None:
    found = sheet('[{"name": "Acme", "tier": 1}, {"name": "Beta", "city": "Oslo"}]', "a.json")
    assert found.header == ("name", "tier", "city")
    assert [row.number for row in found.rows] == [1, 2]
    assert said(found, 1) == {"name": "Beta", "city": "Oslo"}


def test_numbers_keep_their_digits_and_flags_are_words() -> None:
    found = sheet('[{"a": 0.10, "b": 12345678901234567890, "c": 1.5E3, "d": true, "e": null, "f": "7"}]', "a.json")
    assert said(found) == {"a": "0.10", "b": "12345678901234567890", "c": "1500", "d": "yes", "f": "7"}
    assert exact(found.rows[0]) == [True, True, True, True, False, False]


def test_what_is_no_number_is_unknown() -> None:
    assert said(sheet('[{"name": "a", "x": NaN}]', "a.json")) == {"name": "a"}


@pytest.mark.parametrize("word", ["items", "records", "results", "value", "data", "tickets"])
def test_the_list_inside_a_wrapping_is_found(word: str) -> None:
    found = sheet(json.dumps({"count": 1, "next_page": None, word: [{"name": "Acme"}]}), "a.json")
    assert said(found) == {"name": "Acme"}
    assert word in found.form


def test_a_list_two_wrappings_deep_is_found() -> None:
    assert said(sheet('{"d": {"results": [{"Name": "Acme"}]}}', "a.json")) == {"Name": "Acme"}


def test_an_object_of_one_name_around_each_record_is_left_out() -> None:
    wrapped = [{"helpdesk_ticket": {"subject": "Slow"}}, {"helpdesk_ticket": {"subject": "Down", "state": 2}}]
    assert sheet(json.dumps(wrapped), "t.json").header == ("subject", "state")
    mixed = [*wrapped, {"note": {"subject": "Other"}}]
    assert "helpdesk_ticket.subject" in sheet(json.dumps(mixed), "t.json").header


def test_lists_beside_the_one_that_is_read_are_named() -> None:
    found = sheet('{"tickets": [{"subject": "slow"}], "users": [{"name": "Ann"}]}', "a.json")
    assert said(found) == {"subject": "slow"}
    assert "without users" in found.form


def test_an_object_with_a_name_is_one_record_whatever_lists_it_holds() -> None:
    found = sheet('{"name": "VPN", "items": [{"label": "Beta", "date": "2026-01-02"}], "tags": ["a;b", "c"]}', "a.json")
    assert said(found) == {"name": "VPN", "items": "label: Beta, date: 2026-01-02", "tags": "a,b; c"}


def test_nested_objects_have_dotted_names_and_lists_of_objects_a_line_each() -> None:
    comments = [{"author": {"name": "Ann"}, "body": "x"}, {"author": {"name": "Bo"}, "body": "y"}]
    found = sheet(json.dumps([{"key": "A-1", "fields": {"comments": comments, "labels": [{"name": "q"}]}}]), "a.json")
    assert said(found) == {
        "key": "A-1",
        "fields.comments": "author: (name: Ann), body: x\nauthor: (name: Bo), body: y",
        "fields.labels": "q",
    }


def test_references_of_service_desks_show_what_they_display_and_keep_the_rest() -> None:
    record = {
        "caller": {"display_value": "Ann", "link": "https://x/1"},
        "priority": {"display_value": "1 - High", "value": "1"},
        "number": {"display_value": "INC1", "value": "INC1"},
        "company": {"link": "https://x/2", "value": "46d"},
    }
    assert said(sheet(json.dumps({"result": [record]}), "incident.json")) == {
        "caller": "Ann",
        "caller.link": "https://x/1",
        "priority": "1 - High",
        "priority.value": "1",
        "number": "INC1",
        "company": "46d",
        "company.link": "https://x/2",
    }


def test_a_name_that_comes_twice_loses_nothing() -> None:
    assert said(sheet('[{"a": 1, "a": 2, "b.c": 3, "b": {"c": 4}}]', "a.json")) == {
        "a": "1",
        "a 2": "2",
        "b.c": "3",
        "b.c 2": "4",
    }


def test_json_lines_are_a_row_each_and_a_broken_line_says_where() -> None:
    found = sheet('{"name": "a"}\n{"name": \n\n{"name": "b"}\n', "export")
    assert [row.number for row in found.rows] == [1, 2, 4]
    assert list(faults(found)) == [2]
    assert "column" in faults(found)[2]
    assert said(found, 2) == {"name": "b"}


def test_documents_that_follow_one_another_are_records() -> None:
    assert len(sheet('{\n"name": "a"\n}\n{\n"name": "b"\n}', "a.json").rows) == 2


def test_half_a_character_is_a_fault_of_its_row() -> None:
    found = sheet('[{"name": "\\ud800"}, {"name": "b"}]', "a.json")
    assert list(faults(found)) == [1]
    assert found.rows[0].cells == ("\ufffd",)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('[{"a": 1,}]', "line 1, column"),
        ('{"a": 1} and more', "line 1, column"),
        ("[1, 2]", "no records"),
        ("{}", "no records"),
        ("[" * 100_000, "nested too deep"),
        ('{"version": 2, "items": [{"kind": "client", "id": "1"}]}', "newer itcrm"),
        ('{"version": 1, "items": [{"kind": "dragon", "id": "1"}]}', "no kind"),
        (json.dumps([{f"c{at}": 1 for at in range(1001)}]), "1,001 columns"),
    ],
)
def test_what_cannot_be_read_is_a_sentence_that_says_where(content: str, words: str) -> None:
    with pytest.raises(FileError, match=words):
        sheets(content, "a.json")


def test_a_record_that_is_nested_without_end_is_a_fault_of_its_row() -> None:
    found = sheet('[{"b": 1}, ' + '{"a":' * 80 + "1" + "}" * 80 + "]", "a.json")
    assert list(faults(found)) == [2]


def test_what_is_no_object_in_a_list_is_a_fault_of_its_row() -> None:
    assert list(faults(sheet('[{"a": 1}, 2, "x", [1]]', "a.json"))) == [2, 3, 4]


def test_our_own_export_is_a_sheet_per_kind_with_exact_values() -> None:
    items = [
        {"kind": "client", "id": "c1", "version": 3, "name": "Acme", "tier": 2, "tags": ["x;y"], "created_at": "2026"},
        {"kind": "person", "id": "p1", "version": 1, "name": "Ann", "manager": True, "role_shares": {"r1": "0.5"}},
        {"kind": "client", "id": "c2", "version": 1, "name": "Beta", "tier": None, "tags": None},
    ]
    clients, people = sheets(json.dumps({"version": 1, "items": items}), "all.json")
    assert (clients.kind, clients.own, clients.header) == ("client", True, ("id", "name", "tier", "tags"))
    assert [row.number for row in clients.rows] == [1, 3]
    values = [cell.value if isinstance(cell, Own) else None for cell in clients.rows[0].cells]
    assert values == ["c1", "Acme", 2, ["x;y"]]
    assert clients.rows[1].cells == ("c2", "Beta", "", "")
    assert [cell.value for cell in people.rows[0].cells if isinstance(cell, Own)] == ["p1", "Ann", True, {"r1": "0.5"}]


def test_one_record_as_show_prints_it_is_our_own_too() -> None:
    found = sheet('{"version": 1, "item": {"kind": "client", "id": "c1", "name": "Acme"}}', "a.json")
    assert (found.own, found.kind, len(found.rows)) == (True, "client", 1)


def test_an_export_without_records_has_no_rows() -> None:
    found = sheet('{"version": 1, "items": []}', "a.json")
    assert (found.own, found.rows) == (True, ())


def test_what_a_file_says_of_itself_is_told_in_one_line() -> None:
    with pytest.raises(FileError, match="There is no kind") as caught:
        sheet('{"version": 1, "items": [{"kind": "cli\\nent\\u001b[31m", "id": "1"}]}', "a.json")
    assert not set(str(caught.value)) & {"\n", "\x1b"}
