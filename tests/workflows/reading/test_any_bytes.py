"""No bytes crash a reader or hang it: a file is sheets, or a sentence that says why not."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from itcrm_tui.workflows.importing.reading import FileError
from tests.workflows.reading.reading_steps import sheets, workbook
from tests.workflows.reading.test_calendars import OCTOBER, ZONE, calendar, event
from tests.workflows.reading.test_mails import BOX, PARTS
from tests.workflows.reading.test_vcards import card

WHOLE = {
    "json": [b'{"version": 1, "items": [{"kind": "client", "id": "c", "a": {"b": [1.5e3, {"c": null, "d": true}]}}]}'],
    "yaml": [
        b"- &a {a: 010, b: [x, {c: 2026-01-02}]}\n- <<: *a\n  t: |\n    one\n    two\n",
        b"---\na: b\n---\nc: ~\n",
    ],
    "vcard": [
        card("item1.N;CHARSET=utf-8;ENCODING=QUOTED-PRINTABLE:M=C3=BC;J=\r\n;;;", "TEL;PREF=1:1", "X-A:b").encode()
    ],
    "calendar": [
        calendar(
            ZONE.format(name="Ours", rule=OCTOBER),
            event("DTSTART;TZID=Ours:20260105T100000", "DURATION:PT1H", "RRULE:FREQ=DAILY", "ATTENDEE;CN=A:mailto:a@b"),
        ).encode()
    ],
    "mail": [PARTS, BOX],
}
PIECES = (
    b"\n",
    b"\r\n",
    b":",
    b";",
    b"=",
    b'"',
    b"\\",
    b"[",
    b"{",
    b"- ",
    b"\xff",
    b"\0",
    b"=?utf-8?B?",
    b"*a",
    b"\\ud800",
)


@st.composite
def damaged(draw: st.DrawFn, form: str) -> bytes:
    """A file of a format with a few places overwritten, cut out, doubled or filled with what means something."""
    raw = draw(st.sampled_from(WHOLE[form]))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(raw)))
        end = min(len(raw), start + draw(st.integers(0, 40)))
        into = draw(st.one_of(st.sampled_from(PIECES), st.just(raw[start:end] * 2), st.binary(max_size=6)))
        raw = raw[:start] + into + raw[end:]
    return raw


def read_or_refused(raw: bytes, form: str) -> None:
    """Read a file; rows have to fit their header, and all texts have to be storable."""
    try:
        found = sheets(raw, "any.file", form=form)
    except FileError:
        return
    assert found
    for one in found:
        assert all(row.fault or len(row.cells) == len(one.header) for row in one.rows)
        assert "".join((*one.header, *(cell for row in one.rows for cell in row.cells))).encode() is not None


@pytest.mark.parametrize(
    ("form", "content", "rows"),
    [
        ("json", "[{" + ",".join(['"a":1'] * 40_000) + "}]", 0),
        ("yaml", "{" + ",".join(["a: 1"] * 20_000) + "}", 0),
        ("vcard", card("FN:A", "TEL" + ";a" * 100_000), 1),
        ("vcard", card("FN:A", *["TEL:1"] * 20_000), 0),
        ("calendar", calendar(event("DTSTART;TZID=" + "/a" * 50_000 + ":20260105T100000")), 0),
        ("calendar", calendar(event("DTSTART:20260105", "X-ALT-DESC:" + "<a " * 80_000)), 1),
        ("mail", "From: a@b\nSubject: " + " " * 400_000 + "x\n\nx\n", 1),
        ("mail", "From: a@b\nContent-Type: text/html\n\n" + "<a " * 200_000, 1),
        ("mail", "From x 10:00 2026\nTo: b\n\nFrom x " + "10:00 " * 300_000, 1),
    ],
)
def test_what_would_take_a_library_for_ever_is_read_or_refused(form: str, content: str, rows: int) -> None:
    try:
        found = sheets(content, "any.file", form=form)[0].rows
    except FileError:
        found = ()
    assert sum(1 for row in found if not row.fault) == rows


@pytest.mark.parametrize("form", WHOLE)
@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_file_is_read_or_refused(form: str, data: st.DataObject) -> None:
    read_or_refused(data.draw(damaged(form)), form)


@pytest.mark.parametrize("form", WHOLE)
@given(raw=st.binary(min_size=1, max_size=200))
@settings(max_examples=20, deadline=None)
def test_bytes_of_any_sort_are_read_or_refused(form: str, raw: bytes) -> None:
    read_or_refused(raw, form)


@given(at=st.integers(0, 10_000), byte=st.integers(0, 255), cut=st.integers(0, 60))
@settings(max_examples=4, deadline=None)
def test_a_damaged_workbook_is_read_or_refused(at: int, byte: int, cut: int) -> None:
    def fill(book: Workbook) -> None:
        book.add_worksheet("S").write_column(0, 0, ["Name", "Ann", 1.5])

    raw = workbook(fill)
    at %= len(raw)
    read_or_refused(raw[:at] + bytes([byte]) + raw[at + cut :], "workbook")
