"""Workbooks: read back with another library, cell by cell."""

from __future__ import annotations

import errno
import gc
import sys
import tempfile
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.feedback import Feedback, FeedbackKind
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.notation import Notation
from itcrm_tui.domain.people import Person
from itcrm_tui.domain.service import Rate, Service, ServiceLevel
from itcrm_tui.domain.showing import by_id
from itcrm_tui.workflows.exporting import NotWrittenError, workbook_sheets, zip_output
from itcrm_tui.workflows.exporting.workbook_cells import CELL_LIMIT, portions, typed
from storage.store import Store
from tests.workflows.export_steps import export_file, fill
from tests.workflows.hostile_texts import FORMULA, HOSTILE
from tests.workflows.import_steps import records


def rows(path: Path, sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet by the names of their columns."""
    header, *found = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).to_python()
    return [dict(zip(map(str, header), row, strict=True)) for row in found]


def inside(path: Path, name: str) -> str:
    """One of the files that a workbook is made of."""
    with zipfile.ZipFile(path) as book:
        return book.read(name).decode()


def test_dates_money_hours_and_numbers_are_cells_of_their_kind(store: Store, tmp_path: Path) -> None:
    fill(store)
    path = tmp_path / "unit.xlsx"
    export_file(store, path)
    (off,) = rows(path, "time_off")
    assert (off["starts_on"], off["person"]) == (date(2026, 12, 24), "dana")
    assert rows(path, "rates")[0]["price"] == 83.21
    assert [row["weekly_hours"] for row in rows(path, "people")] == [38.5, ""]
    assert rows(path, "measurements")[0]["value"] == 1.234
    assert rows(path, "lines_of_business")[0]["headcount"] == 1200
    assert rows(path, "usage")[0]["month"] == "2026-10"
    assert rows(path, "feedback")[0]["received_at"] == "2026-11-20T14:05:07.000000Z"
    assert rows(path, "settings")[0]["time_zone"] == "UTC"


def test_there_is_a_sheet_for_each_kind_even_an_empty_one_with_the_ids_of_all_records(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "unit.xlsx"
    export_file(store, path)
    assert CalamineWorkbook.from_path(str(path)).sheet_names == [kind.plural for kind in KINDS.values()]
    fill(store)
    export_file(store, path)
    for kind in KINDS.values():
        assert {row["id"] for row in rows(path, kind.plural)} == {one.id for one in records(store, kind.name)}


def test_the_header_is_bold_stays_in_sight_and_filters_every_row(store: Store, tmp_path: Path) -> None:
    fill(store)
    export_file(store, tmp_path / "teams.xlsx", "team")
    sheet = inside(tmp_path / "teams.xlsx", "xl/worksheets/sheet1.xml")
    assert '<pane ySplit="1" topLeftCell="A2"' in sheet
    assert '<autoFilter ref="A1:E2"/>' in sheet
    assert '<c r="A1" s="1"' in sheet
    assert "<b/>" in inside(tmp_path / "teams.xlsx", "xl/styles.xml")


def test_every_text_is_a_text_as_it_was_and_nothing_is_a_formula_or_a_link(store: Store, tmp_path: Path) -> None:
    with store.write("fill") as unit:
        for at, text in enumerate(HOSTILE):
            unit.add(Client(code=f"C{at:02}", name=f"Client {at:02}", notes=text))
    export_file(store, tmp_path / "out.xlsx", "client")
    assert [row["notes"] for row in rows(tmp_path / "out.xlsx", "clients")] == list(HOSTILE)
    sheet = inside(tmp_path / "out.xlsx", "xl/worksheets/sheet1.xml")
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet.replace(FORMULA.replace('"', "&quot;"), "").replace(FORMULA, "").lower()
    with zipfile.ZipFile(tmp_path / "out.xlsx") as book:
        assert not [name for name in book.namelist() if name.endswith(".rels") and "worksheets" in name]


def test_what_does_not_fit_into_a_cell_goes_on_in_a_sheet_of_its_own_and_is_said(store: Store, tmp_path: Path) -> None:
    text = "".join(chr(0x1F600 + number % 50) for number in range(CELL_LIMIT))
    with store.write("fill") as unit:
        unit.add(long := Client(name="Long", notes=text))
        unit.add(Client(name="Short", notes="short"))
    account = export_file(store, tmp_path / "out.xlsx", "client")
    assert account.remarks == ["1 text is too long for a cell; the rest is in the sheet “continued”."]
    (first,) = [row["notes"] for row in rows(tmp_path / "out.xlsx", "clients") if row["name"] == "Long"]
    rest = rows(tmp_path / "out.xlsx", "continued")
    assert [(row["id"], row["column"], row["part"]) for row in rest] == [(long.id, "notes", 2), (long.id, "notes", 3)]
    assert first + "".join(row["text"] for row in rest) == text


def test_a_list_longer_than_a_sheet_goes_on_in_another(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook_sheets, "MOST_ROWS", 2)
    with store.write("fill") as unit:
        for number in range(5):
            unit.add(Client(name=f"Client {number}"))
    export_file(store, tmp_path / "out.xlsx", "client")
    names = CalamineWorkbook.from_path(str(tmp_path / "out.xlsx")).sheet_names
    assert names == ["clients", "clients 2", "clients 3"]
    found = [row["name"] for name in names for row in rows(tmp_path / "out.xlsx", name)]
    assert found == [f"Client {number}" for number in range(5)]


def test_what_a_number_or_a_date_cannot_keep_exactly_is_a_text(store: Store, tmp_path: Path) -> None:
    service = Service(name="Mail")
    exact, long, inexact = Decimal("0.1234567890123"), Decimal(2**50), Decimal("12345678901234567.8")
    with store.write("fill") as unit:
        unit.add(service)
        unit.add(Rate(service=service.id, price=2**53 - 1, starts_on=date(1, 1, 1), ends_on=date(9999, 12, 31)))
        unit.add(Person(name="Dana", weekly_minutes=100))
        for target in (exact, long, inexact):
            unit.add(ServiceLevel(service=service.id, metric="uptime", target=target))
    export_file(store, tmp_path / "out.xlsx")
    (rate,) = rows(tmp_path / "out.xlsx", "rates")
    assert (rate["price"], rate["starts_on"], rate["ends_on"]) == (
        "90071992547409.91",
        "0001-01-01",
        date(9999, 12, 31),
    )
    assert rows(tmp_path / "out.xlsx", "people")[0]["weekly_hours"] == "1h40"
    found = [row["target"] for row in rows(tmp_path / "out.xlsx", "service_levels")]
    assert found == [float(exact), str(long), str(inexact)]


@given(st.integers(-(2**53), 2**53), st.integers(0, 4))
def test_any_amount_is_kept_to_its_last_digit(minor_units: int, decimals: int) -> None:
    price = KINDS["rate"].by_name["price"]
    kept = typed(price, minor_units, Notation(currency_decimals=decimals), by_id)
    text = f"{kept:.16G}" if isinstance(kept, Decimal) else str(kept)  # as the workbook writes a number
    assert Decimal(text) == Decimal(minor_units).scaleb(-decimals)


@given(st.text(st.sampled_from("a\U0001f600"), max_size=8), st.integers(1, 5_000))
def test_portions_fit_into_cells_and_make_the_whole(pattern: str, times: int) -> None:
    parts = list(portions(pattern * times))
    assert "".join(parts) == pattern * times
    assert all(0 < len(part.encode("utf-16-le")) // 2 <= CELL_LIMIT for part in parts)


def test_an_instant_keeps_its_last_digit(store: Store, tmp_path: Path) -> None:
    at = datetime(2026, 10, 25, 1, 30, 0, 123456, tzinfo=UTC)
    with store.write("fill") as unit:
        unit.add(Feedback(kind=FeedbackKind.COMPLAINT, subject="Slow", received_at=at))
    export_file(store, tmp_path / "out.xlsx", "feedback")
    assert datetime.fromisoformat(rows(tmp_path / "out.xlsx", "feedback")[0]["received_at"]) == at


def full_disk() -> OSError:
    return OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("error", [full_disk, KeyboardInterrupt])
def test_a_workbook_that_cannot_be_packed_ends_without_a_file_and_without_complaint(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Callable[[], BaseException]
) -> None:
    class Full:
        """A disk that takes some bytes and no more."""

        def __init__(self, *_: object, **__: object) -> None:
            self.room = 1_000

        def write(self, data: Any) -> int:
            if not self.room:
                raise error()
            taken = min(self.room, len(data))
            self.room -= taken
            return taken

        def seek(self, *_: int) -> int:
            return 1_000 - self.room

        tell = seek

        def close(self) -> None:
            pass

    complaints: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", complaints.append)
    fill(store)
    monkeypatch.setattr(zip_output, "_opened", Full)
    with pytest.raises((NotWrittenError, KeyboardInterrupt), match=r"out.xlsx could not be written: No space|^$"):
        export_file(store, tmp_path / "out.xlsx")
    gc.collect()
    assert complaints == []
    assert [path.name for path in tmp_path.iterdir() if "xlsx" in path.name or path.name.startswith(".itcrm")] == []


def test_no_room_for_the_rows_until_they_are_packed_names_the_folder(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(NotWrittenError, match=r"needs room in .*nowhere: .*TMPDIR"):
        export_file(store, tmp_path / "out.xlsx", "client")
    assert not (tmp_path / "out.xlsx").exists()
