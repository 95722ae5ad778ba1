"""Records in YAML: documents, lists, scalars as they were written, and aliases that would never end."""

from __future__ import annotations

import pytest

from itcrm_tui.workflows.importing.reading import FileError
from tests.workflows.reading.reading_steps import exact, said, sheet, sheets


def test_each_document_is_a_record_with_the_line_it_begins_at() -> None:
    found = sheet("---\nname: VPN\n---\nname: Mail\nowner: Ann\n", "services.yaml")
    assert [row.number for row in found.rows] == [2, 4]
    assert said(found, 1) == {"name": "Mail", "owner": "Ann"}


def test_a_list_of_mappings_is_a_record_each() -> None:
    assert [row.cells for row in sheet("- {a: x}\n- {a: y}\n", "a.yml").rows] == [("x",), ("y",)]


def test_scalars_are_as_they_were_written() -> None:
    text = "- {no: no, ok: True, zip: 010, n: 1_000, f: 2.50, t: 12:30, day: 2026-01-02, nul: ~, nan: .nan, q: '7'}\n"
    found = sheet(text, "a.yaml")
    assert said(found) == {
        "no": "no",
        "ok": "yes",
        "zip": "010",
        "n": "1000",
        "f": "2.50",
        "t": "12:30",
        "day": "2026-01-02",
        "q": "7",
    }
    assert exact(found.rows[0]) == [True, True, True, True, True, False, True, False, False, False]


def test_block_text_keeps_its_lines_and_folded_text_does_not() -> None:
    found = sheet("text: |\n  one\n  two\nfolded: >\n  three\n  four\n", "a.yaml")
    assert said(found) == {"text": "one\ntwo\n", "folded": "three four\n"}


def test_nested_lists_of_a_service_description_are_readable_cells() -> None:
    text = "service:\n  name: Cloud\n  domains:\n    - domain: a\n    - domain: b\n  contact:\n  tags: [x, y]\n"
    assert said(sheet(text, "a.yaml")) == {"service.name": "Cloud", "service.domains": "a; b", "service.tags": "x; y"}


def test_merged_mappings_fill_what_the_record_does_not_say() -> None:
    text = "- &base {team: Net, phase: live}\n- {<<: *base, name: VPN, phase: pipeline}\n"
    assert said(sheet(text, "a.yaml"), 1) == {"team": "Net", "phase": "pipeline", "name": "VPN"}


def test_a_date_that_does_not_exist_stays_a_text() -> None:
    found = sheet("- {day: 2026-13-45}\n", "a.yaml")
    assert exact(found.rows[0]) == [False]
    assert said(found) == {"day": "2026-13-45"}


def _bomb(merge: str) -> str:
    lines = ["a0: &a0 {x: 1}"]
    lines += [f"a{n}: &a{n} {merge.format(', '.join([f'*a{n - 1}'] * 9))}" for n in range(1, 20)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("a: [1\nb: 2\n", "line 2, column 2"),
        ("a:\n\t- b\n", "line 2"),
        ('a: "\x07"\n', "line 1"),
        ("a: &a [*a]\n", "repeats itself"),
        (_bomb("[{}]"), "repeats itself"),
        (_bomb("{{<<: [{}]}}"), "repeats itself"),
        ("[" * 100_000, "nested too deep"),
        ("- " * 20_000 + "a", "nested too deep"),
        ("just words\n", "no records"),
    ],
)
def test_what_cannot_be_read_is_a_sentence_that_says_where(
    content: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("itcrm_tui.workflows.importing.reading.yaml_records.NODES_LIMIT", 20_000)
    with pytest.raises(FileError, match=words):
        sheets(content, "a.yaml")


def test_an_object_of_python_is_never_made() -> None:
    found = sheet("- {name: a, x: !!python/object/apply:os.system [ls]}\n", "a.yaml")
    assert said(found) == {"name": "a", "x": "ls"}
