"""What the format of a file is: its content says, whatever its name, encoding and marks."""

from __future__ import annotations

import pytest
from xlsxwriter import Workbook

from itcrm_tui.workflows.importing.reading import FileError
from tests.workflows.reading.reading_steps import sheet, sheets, workbook

CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nEND:VCARD\r\n"
EVENT = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20260105\r\nSUMMARY:Ann\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
RECORDS = '[{"Name": "Ann"}]'
MAIL = "From: a@acme.example\r\nSubject: Ann\r\n\r\nhello\r\n"
TABLE = "Name,City\r\nAnn,Oslo\r\n"
YAML = "---\nName: Ann\n"


@pytest.mark.parametrize("name", ["file", "file.txt", "file.csv", "file.xls"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize(
    ("content", "form"), [(CARD, "vCard"), (EVENT, "iCalendar"), (RECORDS, "JSON"), (TABLE, "CSV")]
)
def test_a_text_is_what_it_says_whatever_its_name_and_encoding(
    content: str, form: str, name: str, encoding: str
) -> None:
    found = sheet(content.encode(encoding), name)
    assert found.form.startswith(form)
    assert "Ann" in found.rows[0].cells


@pytest.mark.parametrize(
    ("content", "name", "form"),
    [
        (MAIL, "file", "e-mail"),
        (MAIL, "file.txt", "e-mail"),
        ("\ufeff" + MAIL, "file.eml", "e-mail"),
        ("\ufeff" + MAIL, "file", "e-mail"),
        (YAML, "file", "YAML"),
        (RECORDS, "file.yaml", "YAML"),
        ("Name: Ann\n", "file.yml", "YAML"),
        ("[Name],[City]\nAnn,Oslo\n", "file.csv", "CSV"),
        ("From,To\nAnn,b\n", "file", "CSV"),
        ("Name\tCity\nAnn\tOslo\n", "file.xls", "CSV"),
    ],
)
def test_what_content_leaves_open_the_name_decides(content: str, name: str, form: str) -> None:
    assert sheet(content, name).form.startswith(form)


def test_a_workbook_is_one_whatever_it_is_called() -> None:
    def fill(book: Workbook) -> None:
        book.add_worksheet("S").write_column(0, 0, ["Name", "Ann"])

    for name in ("a.csv", "a.txt", "a", "a.json"):
        assert sheet(workbook(fill), name).form == "workbook, the sheet S"


def test_the_format_that_somebody_told_comes_first() -> None:
    assert sheet('{"Name": "Ann"}', "a.json", form="yaml").form.startswith("YAML")


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        ("<html><table><tr><td>a</td></tr></table></html>", "report.xls", "a web page"),
        ('<?xml version="1.0"?><Workbook></Workbook>', "report.xls", "an XML document"),
        ("nothing here", "a.vcf", "no contacts"),
        ("nothing here", "a.ics", "no events"),
        (b"%PDF-1.7", "a.csv", "a PDF document"),
        (b"\x1f\x8b\x08", "a.json", "compressed"),
    ],
)
def test_what_cannot_be_imported_is_named(content: str | bytes, name: str, words: str) -> None:
    with pytest.raises(FileError, match=words):
        sheets(content, name)
