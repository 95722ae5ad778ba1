"""A CSV file is read whatever its delimiter and encoding; what is none is refused with one sentence."""

from __future__ import annotations

import random
import zlib
from pathlib import Path

import pytest

from itcrm_tui.workflows.importing import FileError
from itcrm_tui.workflows.importing.reading import Sheet, read_source
from itcrm_tui.workflows.importing.reading.csv_rows import read_csv
from tests.workflows.import_steps import written


def sheet(folder: Path, content: str | bytes, encoding: str | None = None, delimiter: str | None = None) -> Sheet:
    return read_csv(read_source(written(folder, content), encoding), delimiter)


def cells(found: Sheet) -> list[tuple[str, ...]]:
    return [row.cells for row in found.rows]


def faults(found: Sheet) -> dict[int, str]:
    return {row.number: row.fault for row in found.rows if row.fault}


def picture() -> bytes:
    """A small PNG."""
    head = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x10\x00\x00\x00\x10\x08\x02\x00\x00\x00"
    return head + zlib.compress(bytes(range(256)) * 40)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    rows = [("name", "note", "x"), ("Acme", "", "1"), ("Beta", "some words", "2")]
    found = sheet(tmp_path, "\n".join(delimiter.join(row) for row in rows))
    assert (found.delimiter, found.header, cells(found)) == (delimiter, rows[0], rows[1:])


def test_decimal_commas_do_not_make_a_semicolon_file_a_comma_file(tmp_path: Path) -> None:
    found = sheet(tmp_path, "name;price;x\nA;1,5;2,5\nB;2,5;3,5\nC;3,5;4,5\n")
    assert (found.delimiter, cells(found)[0]) == (";", ("A", "1,5", "2,5"))


def test_a_list_of_names_alone_has_one_column_whatever_the_names_hold(tmp_path: Path) -> None:
    found = sheet(tmp_path, "name\nUnit: North\nUnit; South\nEast|West\n")
    assert cells(found) == [("Unit: North",), ("Unit; South",), ("East|West",)]


def test_a_delimiter_can_be_told_by_the_person_or_by_the_file(tmp_path: Path) -> None:
    assert sheet(tmp_path, "a:b\n1:2\n", delimiter=";").header == ("a:b",)
    found = sheet(tmp_path, "sep=|\na|b,c\n1|2\n")
    assert (found.header, cells(found)) == (("a", "b,c"), [("1", "2")])


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"]
)
def test_the_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    text = "name;city\r\nCafé Zürich;Genève\r\nMüller & Söhne;Köln\r\n"
    found = sheet(tmp_path, text.encode(encoding))
    assert (found.header, cells(found)[0]) == (("name", "city"), ("Café Zürich", "Genève"))


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1250", "Příliš žluťoučký kůň;Škoda Plzeň"),
        ("cp1251", "Москва и область;Служба поддержки"),
        ("cp932", "東京支店の営業部;情報システム部"),
    ],
)
def test_other_alphabets_are_found_too(tmp_path: Path, encoding: str, words: str) -> None:
    assert cells(sheet(tmp_path, f"name;city\n{words}\n{words}\n".encode(encoding)))[0] == tuple(words.split(";"))


def test_an_encoding_can_be_told(tmp_path: Path) -> None:
    raw = "name\n\u0141\u00f3d\u017a\n".encode("cp1250")
    assert cells(sheet(tmp_path, raw, encoding="cp1250")) == [("Łódź",)]
    with pytest.raises(FileError, match="not text in ascii"):
        sheet(tmp_path, raw, encoding="ascii")
    with pytest.raises(FileError, match="not text in klingon"):
        sheet(tmp_path, raw, encoding="klingon")


def test_blank_lines_before_between_and_after_do_not_count_but_are_numbered(tmp_path: Path) -> None:
    found = sheet(tmp_path, "\n\r\n  \n;;\n\nname;x;y\n\nAcme;1;\n;;\nBeta;2;3\n\n\n")
    assert found.header == ("name", "x", "y")
    assert [(row.number, row.cells[0]) for row in found.rows] == [(8, "Acme"), (10, "Beta")]


def test_header_cells_lose_their_blanks_and_equal_ones_get_numbers(tmp_path: Path) -> None:
    assert sheet(tmp_path, " name , Revenue ,Note,Note,,\nAcme,1,2,3,,\n").header == (
        "name",
        "Revenue",
        "Note",
        "Note 2",
    )


def test_a_short_row_leaves_the_rest_unknown_and_a_long_one_is_at_fault(tmp_path: Path) -> None:
    found = sheet(tmp_path, "a,b,c\n1\n1,2,3,4\n1,2,3,,\n")
    assert cells(found)[0] == ("1", "", "")
    assert faults(found) == {3: "it has 4 cells where the header has 3"}


def test_cells_may_hold_line_ends_delimiters_and_quotes(tmp_path: Path) -> None:
    found = sheet(tmp_path, 'name,note\r\n"A, ""the"" B","one\r\ntwo"\r\nC,3" pipe\r\n')
    assert cells(found) == [('A, "the" B', "one\r\ntwo"), ("C", '3" pipe')]
    assert [row.number for row in found.rows] == [2, 4]


def test_a_quote_that_is_never_closed_costs_its_own_line_only(tmp_path: Path) -> None:
    rest = "".join(f"Client {n},{n}\n" for n in range(20_000))
    found = sheet(tmp_path, f'name,x\nAcme,1\n"Beta,2\n"Gamma"x,3\n{rest}')
    assert faults(found) == {3: "its quotes do not match", 4: "its quotes do not match"}
    assert len(found.rows) == 20_003


def test_a_row_has_no_more_lines_than_any_person_writes(tmp_path: Path) -> None:
    """Otherwise each of many open quotes would be looked for to the end of the file."""
    long, endless = "line\n" * 4_900, "line\n" * 5_100
    found = sheet(tmp_path, f'name,x\n"{long}",1\n"{endless}",2\n')
    assert found.rows[0].fault is None
    assert found.rows[1].fault == "its quotes do not match"


def test_a_cell_of_a_million_characters_is_read_as_it_is(tmp_path: Path) -> None:
    found = sheet(tmp_path, f"name,x\n{'z' * 1_000_000},1\nAcme,2\n")
    assert (len(found.rows[0].cells[0]), found.rows[1].cells) == (1_000_000, ("Acme", "2"))


def test_a_few_nul_characters_do_not_make_a_text_a_binary(tmp_path: Path) -> None:
    assert cells(sheet(tmp_path, "name,x\nA\x00cme,1\n")) == [("A\x00cme", "1")]


def test_formula_cells_lose_the_apostrophe_that_an_export_gave_them(tmp_path: Path) -> None:
    found = sheet(tmp_path, "name,a,b,c,d\nx,'=1+1,''@x,'Tis,'-5\n")
    assert cells(found) == [("x", "=1+1", "'@x", "'Tis", "-5")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n", "is empty"),
        (picture(), "a PNG image"),
        (b"\xff\xd8\xff\xe0" + bytes(range(256)), "a JPEG image"),
        (b"%PDF-1.7 ...", "a PDF document"),
        (b"PK\x03\x04" + bytes(100), "a packed file"),
        (b"\x00" * 500, "not a text file"),
        (random.Random(1).randbytes(5_000), "not a"),
        (b'"never closed,x\n', "no header"),
        (",".join(f"c{n}" for n in range(1_001)) + "\n", "1,001 columns"),
    ],
)
def test_what_is_no_list_is_refused_with_one_sentence(tmp_path: Path, content: str | bytes, said: str) -> None:
    with pytest.raises(FileError, match=said) as caught:
        sheet(tmp_path, content)
    assert "\n" not in str(caught.value)


def test_what_is_no_file_is_refused_with_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="There is no file"):
        read_source(tmp_path / "none.csv")
    with pytest.raises(FileError, match="is a folder"):
        read_source(tmp_path)


def test_a_file_beyond_the_limit_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(300 * 1024 * 1024)
    with pytest.raises(FileError, match="larger than 200 MB"):
        read_source(path)
