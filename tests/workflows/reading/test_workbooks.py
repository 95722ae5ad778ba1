"""Workbooks: cells as a person sees them, the right sheet, the right header, our own export, and what is none."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta

import pytest
from xlsxwriter import Workbook

from itcrm_tui.workflows.importing.reading import FileError
from tests.workflows.reading.reading_steps import exact, said, sheet, sheets, workbook


def _cells(book: Workbook) -> None:
    page = book.add_worksheet("Rates")
    page.write_row(0, 0, ["a", "b", "c", "d", "e", "f", "g", "h", "i"])
    page.write_row(1, 0, [3.0, 0.1 + 0.2, 12345678901234, 0.0000001, True])
    page.write_datetime(1, 5, date(2026, 1, 2), book.add_format({"num_format": "yyyy-mm-dd"}))
    page.write_datetime(1, 6, datetime(2026, 1, 2, 3, 4), book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))
    page.write_datetime(1, 7, time(9, 30), book.add_format({"num_format": "hh:mm"}))
    page.write_datetime(1, 8, timedelta(hours=30, minutes=15), book.add_format({"num_format": "[h]:mm"}))
    page.write_formula(2, 0, "=1/0", None, "#DIV/0!")
    page.write(2, 1, "'=text")


def _under_titles(book: Workbook) -> None:
    book.add_worksheet("Cover")
    page = book.add_worksheet("Report")
    page.write(1, 1, "All accounts")
    page.write_row(2, 1, ["Generated", "today"])
    page.write_row(5, 1, ["Account", "Owner", "Phone", "Since"])
    page.write_row(6, 1, ["Acme", "Ann", 493012345, 2021])
    page.write_row(8, 1, ["Beta"])
    book.add_worksheet("Third").write(0, 0, "x")


def _merged(book: Workbook) -> None:
    page = book.add_worksheet("M")
    page.merge_range("A1:A2", "Name")
    page.merge_range("B1:C1", "Billing")
    page.merge_range("D1:E1", "Shipping")
    page.write_row(1, 1, ["Street", "City", "Street", "City"])
    page.write_row(2, 0, ["Acme", "a", "b", "c", "d"])


def _hidden_first(book: Workbook) -> None:
    for name in ("Secret", "Seen"):
        page = book.add_worksheet(name)
        page.write_row(0, 0, ["Name"])
        page.write_row(1, 0, [name])
        if name == "Secret":
            page.hide()
        else:
            page.activate()


def _own(book: Workbook) -> None:
    for name, rows in (
        ("clients", [["id", "code", "name", "notes"], ["c1", "A", "'=x", "begins "]]),
        ("clients 2", [["id", "code", "name", "notes"], ["c2", "B", "Beta", ""]]),
        ("people", [["id", "name"]]),
        ("continued", [["id", "column", "part", "text"], ["c1", "notes", 2, "and "], ["c1", "notes", 3, "ends"]]),
    ):
        page = book.add_worksheet(name)
        for at, row in enumerate(rows):
            page.write_row(at, 0, row)


def test_cells_are_as_a_spreadsheet_shows_them_with_one_reading() -> None:
    found = sheet(workbook(_cells), "rates.xlsx")
    assert said(found) == {
        "a": "3",
        "b": "0.3",
        "c": "12345678901234",
        "d": "0.0000001",
        "e": "yes",
        "f": "2026-01-02",
        "g": "2026-01-02 03:04:00",
        "h": "09:30",
        "i": "30:15",
    }
    assert all(exact(found.rows[0]))


def test_an_error_says_nothing_and_what_an_export_neutralised_is_as_it_was() -> None:
    found = sheet(workbook(_cells), "rates.xlsx")
    assert said(found, 1) == {"b": "=text"}
    assert not any(exact(found.rows[1]))


def test_the_header_is_found_below_titles_and_rows_keep_their_numbers() -> None:
    found = sheet(workbook(_under_titles), "report.xlsx")
    assert found.header == ("Account", "Owner", "Phone", "Since")
    assert [row.number for row in found.rows] == [7, 9]
    assert "Report, of 3 sheets" in found.form


def test_a_sheet_is_taken_by_its_name_whatever_its_case() -> None:
    assert sheet(workbook(_under_titles), "report.xlsx", sheet="third").header == ("x",)


def test_a_name_that_no_sheet_has_is_answered_with_those_there_are() -> None:
    with pytest.raises(FileError, match="its sheets are: Cover, Report, Third"):
        sheets(workbook(_under_titles), "report.xlsx", sheet="Fourth")


def test_merged_cells_name_the_columns_below_them() -> None:
    found = sheet(workbook(_merged), "m.xlsx")
    assert found.header == ("Name", "Billing Street", "Billing City", "Shipping Street", "Shipping City")
    assert [row.number for row in found.rows] == [3]


def test_a_sheet_that_is_seen_comes_before_a_hidden_one() -> None:
    assert said(sheet(workbook(_hidden_first), "a.xlsx")) == {"Name": "Seen"}


def test_our_own_export_is_every_sheet_of_it_with_long_texts_put_together() -> None:
    clients, more, people = sheets(workbook(_own), "all.xlsx")
    assert [(one.kind, one.own, len(one.rows)) for one in (clients, more, people)] == [
        ("client", True, 1),
        ("client", True, 1),
        ("person", True, 0),
    ]
    assert said(clients) == {"id": "c1", "code": "A", "name": "'=x", "notes": "begins and ends"}


def test_a_sheet_that_is_only_named_like_one_of_ours_is_anybodys() -> None:
    def fill(book: Workbook) -> None:
        book.add_worksheet("Clients").write_row(0, 0, ["id", "Account"])
        book.get_worksheet_by_name("Clients").write_row(1, 0, ["1", "Acme"])

    assert not sheet(workbook(fill), "a.xlsx").own


def _with_a_cell_far_out(raw: bytes) -> bytes:
    """The workbook with two cells so far apart that all between would not fit into any memory."""
    far = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1">'
        '<v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(content, "w") as after:
        for name in before.namelist():
            after.writestr(name, far if name == "xl/worksheets/sheet1.xml" else before.read(name))
    return content.getvalue()


def _open_document(rows: str) -> bytes:
    """A workbook as LibreOffice saves it, with these rows in its sheet."""
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    sheet_xml = f'<table:table table:name="Liste">{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{sheet_xml}</office:spreadsheet></office:body>"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", f"<office:document-content{spaces}>{body}</office:document-content>")
        packed.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return content.getvalue()


def _typed(kind: str, value: str, shown: str) -> str:
    attribute = {"string": "string", "float": "", "date": "date-", "boolean": "boolean-", "time": "time-"}[kind]
    told = f' office:{attribute}value="{value}"' if kind != "string" else ""
    return f'<table:table-cell office:value-type="{kind}"{told}><text:p>{shown}</text:p></table:table-cell>'


def test_a_workbook_of_libre_office_is_read_with_its_types() -> None:
    names = "".join(_typed("string", "", name) for name in ("Name", "Tier", "Since", "Ok", "Took"))
    cells = _typed("string", "", "Acme") + _typed("float", "2", "2,00") + _typed("date", "2026-01-02", "02.01.26")
    cells += _typed("boolean", "true", "WAHR") + _typed("time", "PT01H30M00S", "01:30")
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    rows = "".join(f"<table:table-row>{row}</table:table-row>" for row in (names, cells))
    rows += f'<table:table-row table:number-rows-repeated="1048570">{blank}</table:table-row>'
    found = sheet(_open_document(rows), "liste.ods")
    assert said(found) == {"Name": "Acme", "Tier": "2", "Since": "2026-01-02", "Ok": "yes", "Took": "01:30"}


def test_a_workbook_of_libre_office_that_repeats_a_cell_without_end_is_refused() -> None:
    cell = '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="2"/>'
    row = f'<table:table-row table:number-rows-repeated="1048570">{cell}</table:table-row>'
    with pytest.raises(FileError, match="damaged"):
        sheets(_open_document(row), "a.ods")


def _packed(name: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        packed.writestr(name, "x")
    return content.getvalue()


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (_with_a_cell_far_out(workbook(_cells)), "unfolds to more than can be read"),
        (workbook(_cells)[:3000], "damaged workbook"),
        (_packed("word/document.xml"), "Word document"),
        (_packed("a.txt"), "packed file"),
        (_OLE + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
        (_OLE + "__substg1.0_".encode("utf-16-le"), "Outlook message"),
        (_OLE, "damaged workbook"),
        (workbook(lambda book: book.add_worksheet("Empty")), "no sheet with rows"),
    ],
)
def test_what_is_no_workbook_or_a_hostile_one_is_a_sentence(content: bytes, words: str) -> None:
    with pytest.raises(FileError, match=words):
        sheets(content, "a.xlsx")


def test_a_workbook_that_would_unpack_beyond_measure_is_refused_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("itcrm_tui.workflows.importing.reading.workbook_process.UNPACKED_LIMIT", 1000)
    with pytest.raises(FileError, match="unpacks to more"):
        sheets(workbook(_cells), "a.xlsx")
