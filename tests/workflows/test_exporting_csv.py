"""CSV: references by names that find them again, and no cell that a spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.workflows.formula_cells import neutral, plain
from itcrm_tui.workflows.records import create
from storage.store import Store
from tests.workflows.export_steps import export, fill


def test_references_are_written_as_people_name_them_and_by_id_where_a_name_is_not_enough(store: Store) -> None:
    fill(store)
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(export(store, "client")))}
    parents = {row["name"]: row["parent"] for row in rows.values() if row["parent"]}
    assert parents == {"'=SUM(A1)": "FIN", "Finance": "'=SUM(A1)"}
    people = list(csv.DictReader(io.StringIO(export(store, "person"))))
    assert [row["role_shares"] for row in people] == ["Network:0.3330", ""]
    stakeholder = next(csv.DictReader(io.StringIO(export(store, "stakeholder"))))
    assert (stakeholder["client"], stakeholder["support"]) == ("FIN", "'-2")


def test_a_name_that_two_records_have_is_written_as_an_id(store: Store) -> None:
    with store.write("fill") as unit:
        first, second = Client(name="Acme"), Client(name="Acme")
        unit.add(first)
        unit.add(second)
        unit.add(Client(name="Beta", parent=second.id))
    rows = list(csv.DictReader(io.StringIO(export(store, "client", words="beta"))))
    assert [row["parent"] for row in rows] == [second.id]


def test_a_name_that_would_end_inside_a_list_is_written_as_an_id(store: Store) -> None:
    made = create(store, KINDS["client"], {"name": "Sales; North"})
    create(store, KINDS["service"], {"name": "Mail", "open_to_clients": [made.id]})
    assert next(csv.DictReader(io.StringIO(export(store, "service"))))["open_to_clients"] == made.id


def test_working_times_are_written_in_hours_under_a_header_that_says_so(store: Store) -> None:
    fill(store)
    assert next(csv.DictReader(io.StringIO(export(store, "person"))))["weekly_hours"] == "38h30"
    assert next(csv.DictReader(io.StringIO(export(store, "requirement"))))["hours"] == "30"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "'=", "''@"])
def test_a_cell_that_may_be_a_formula_gets_an_apostrophe_and_loses_it_again(start: str) -> None:
    assert neutral(f"{start}1") == f"'{start}1"
    assert plain(neutral(f"{start}1")) == f"{start}1"


@given(st.text())
def test_any_cell_survives_being_made_harmless(cell: str) -> None:
    assert plain(neutral(cell)) == cell
    assert neutral(cell)[:1] not in {"=", "+", "-", "@", "\t", "\r"}
