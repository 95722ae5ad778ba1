"""Reading a file of any format into sheets; what the format is, its content says before its name does."""

import re
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from itcrm_tui.workflows.importing.reading.csv_rows import read_csv
from itcrm_tui.workflows.importing.reading.decoding import SAMPLE, FileError, Source, read_source
from itcrm_tui.workflows.importing.reading.sheet import Exact, Own, Row, Sheet

__all__ = [
    "FORMATS",
    "Exact",
    "FileError",
    "Own",
    "Row",
    "Sheet",
    "Source",
    "kind_of_format",
    "read_file",
    "read_source",
]

FORMATS = {
    "csv": ("csv", "tsv", "tab", "txt"),
    "workbook": ("xlsx", "xlsm", "xlsb", "xls", "ods"),
    "json": ("json", "jsonl", "ndjson"),
    "yaml": ("yaml", "yml"),
    "vcard": ("vcf", "vcard"),
    "calendar": ("ics", "ical", "ifb"),
    "mail": ("eml", "mbox", "mbx"),
}
"""The formats, by the word that tells one, each with how the names of its files end."""

_READERS = {
    "json": ("json_records", "read_json"),
    "yaml": ("yaml_records", "read_yaml"),
    "vcard": ("vcards", "read_vcards"),
    "calendar": ("calendars", "read_calendar"),
    "mail": ("mails", "read_mails"),
}
_OLE = b"\xd0\xcf\x11\xe0"
_MAIL = re.compile(
    rb"(From \S+.*\r?\n|"
    rb"(Return-Path|Received|Delivered-To|Message-ID|MIME-Version|X-[\w-]+|From|To|Subject|Date): .*\r?\n"
    rb"([ \t].*\r?\n|[A-Za-z][\w-]*: ?.*\r?\n)+)",
    re.IGNORECASE,
)
_TELLING = re.compile(rb"^(From|To|Subject|Date|Message-ID): ", re.IGNORECASE | re.MULTILINE)
_BEGINNINGS = (
    (re.compile("BEGIN\\s*:\\s*VCARD", re.IGNORECASE), "vcard"),
    (re.compile("BEGIN\\s*:\\s*VCALENDAR", re.IGNORECASE), "calendar"),
    (re.compile(r"[\[{]"), "json"),
    (re.compile(r"(%YAML .*\n)?---\s*\n"), "yaml"),
)
_AS_TEXT = (*_BEGINNINGS[:2], (re.compile(r"\[\s*[{\]]|\{\s*[\"}]"), "json"))
"""How contents begin in a file whose name promises CSV, where a bracket alone may be a column's name."""

_LDIF = re.compile(r"(version: *1\s+)?(#.*\r?\n)*dn::? ?\S.*\r?\n[a-z][\w;-]*::? ", re.IGNORECASE)
_PAGE = re.compile(r"(?P<html><!doctype html|<html|<head|<body|<table|<meta)|<\?xml", re.IGNORECASE)


def read_file(
    source: Source, *, form: str | None = None, delimiter: str | None = None, sheet: str | None = None
) -> Sequence[Sheet]:
    """Return the sheets of a file, at least one; raises FileError.

    `form`: one of FORMATS, where somebody told; `sheet`: the name of the one wanted of a workbook.
    """
    form = form or _format_of(source)
    if form == "csv":
        return [read_csv(source, delimiter)]
    if form == "workbook":
        from itcrm_tui.workflows.importing.reading.workbooks import read_workbook

        return read_workbook(source, sheet)
    module, function = _READERS[form]
    read: Callable[[Source], Sequence[Sheet]] = getattr(import_module(f"{__name__}.{module}"), function)
    return read(source)


def kind_of_format(source: Source, form: str | None = None) -> str | None:
    """Return the kind of record that files of this format hold; None for those that may hold any."""
    return {"vcard": "stakeholder", "calendar": "touchpoint", "mail": "feedback"}.get(form or _format_of(source))


def _format_of(source: Source) -> str:
    """Return the format that the content begins as; text without a beginning of its own goes by the file's name."""
    head = source.raw[:SAMPLE].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith((b"PK\x03\x04", _OLE)):
        return "workbook"
    by_name = _by_name(source.path)
    if by_name == "mail" or (by_name is None and _MAIL.match(head)) or _is_mail_as_text(source.path, head):
        return "mail"
    start = source.text[:SAMPLE].lstrip("\ufeff \t\r\n")
    beginnings = _AS_TEXT if by_name == "csv" else _BEGINNINGS
    for beginning, form in beginnings:
        if beginning.match(start):
            return by_name if by_name == "yaml" and form == "json" else form
    if page := _PAGE.match(start):
        what = "a web page" if page["html"] else "an XML document"
        raise FileError(f"{source.path} is {what}; open it in a spreadsheet and save it as .xlsx or CSV.")
    if _LDIF.match(start):
        raise FileError(f"{source.path} is an LDIF address book; save it as vCard (.vcf) or CSV.")
    return by_name if by_name in ("yaml", "json", "vcard", "calendar") else "csv"


def _is_mail_as_text(path: Path, head: bytes) -> bool:
    return path.suffix.lower() == ".txt" and bool(_MAIL.match(head)) and len(_TELLING.findall(head)) > 1


def _by_name(path: Path) -> str | None:
    ending = path.suffix.lower().removeprefix(".")
    return next((form for form, endings in FORMATS.items() if ending in endings), None)
