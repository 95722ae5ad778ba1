"""What is exported imports again, as it was, and no spreadsheet takes it for a formula."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from itcrm_tui.domain.client import Client, Segment
from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.values import known_fields
from itcrm_tui.workflows.exporting import Format, Wanted, exported
from itcrm_tui.workflows.exporting.lists import PAGE
from itcrm_tui.workflows.finding import NotForRoleError
from itcrm_tui.workflows.formula_cells import neutral, plain
from itcrm_tui.workflows.importing import take_in
from itcrm_tui.workflows.records import create, save_texts
from storage.opening import open_store
from storage.store import Store
from tests.workflows.import_steps import everything, imported, planned, records, written

ORDER = [name for name in KINDS if name not in ("settings", "external_reference")]


@pytest.fixture
def other(shared_store: Store) -> Store:
    """Another empty database, on the other engine."""
    return shared_store


def export(store: Store, kind: str, form: Format = Format.CSV, **wanted: object) -> str:
    return "".join(exported(store, Wanted(KINDS[kind], **wanted), form))  # type: ignore[arg-type]


def fill(store: Store) -> None:
    """One record of every kind, and some that are named alike."""
    for kind, texts in (
        ("team", {"name": "Infrastructure"}),
        ("role", {"name": "DBA: Oracle", "team": "Infrastructure"}),
        ("role", {"name": "Network"}),
        ("person", {"name": "Dana", "login": "dana", "weekly_minutes": "38h30", "role_shares": "Network:0.333"}),
        ("person", {"name": "Ravi", "reports_to": "dana", "skills": "sql;bash", "manager": "yes"}),
        ("time_off", {"person": "Dana", "starts_on": "2026-12-24", "ends_on": "2026-12-31"}),
        ("run_reserve", {"role": "Network", "minutes_a_week": "7.5"}),
        ("client", {"name": "Finance", "code": "FIN", "notes": 'one\ntwo, "three"', "tags": "a;b"}),
        ("client", {"name": "=SUM(A1)", "parent": "FIN", "segment": "key", "relationship_owner": "Dana"}),
        ("client", {"name": "Finance", "parent": "=SUM(A1)"}),
        ("line_of_business", {"client": "FIN", "name": "Payroll", "headcount": "1,200"}),
        ("stakeholder", {"client": "FIN", "name": "M. Okoye", "support": "-2", "line_of_business": "Payroll"}),
        ("facet_confirmation", {"client": "FIN", "facet": "billings", "confirmed_on": "2026-11-01"}),
        ("service", {"name": "Mail", "code": "MAIL", "open_to_clients": "FIN;=SUM(A1)", "owner": "Dana"}),
        ("internal_note", {"service": "MAIL", "body": "@home"}),
        ("service_level", {"service": "MAIL", "metric": "uptime", "target": "99.995"}),
        ("measurement", {"service_level": "uptime", "measured_on": "2026-10-31", "value": "1.234"}),
        ("rate", {"service": "MAIL", "price": "1,100.04", "unit": "box"}),
        ("effort", {"service": "MAIL", "role": "Network", "minutes": "90m"}),
        ("subscription", {"client": "FIN", "service": "MAIL", "quantity": "1.5", "satisfaction": "4"}),
        ("usage", {"client": "FIN", "service": "MAIL", "month": "2026-10", "quantity": "12.345"}),
        ("commitment", {"client": "FIN", "title": "VPN", "due": "2026-12-12", "asked_by": "M. Okoye"}),
        ("requirement", {"commitment": "VPN", "role": "Network", "minutes": "30h"}),
        ("feedback", {"kind": "complaint", "subject": "Slow", "client": "FIN", "received_at": "2026-11-20 14:05:07"}),
        ("touchpoint", {"kind": "visit", "client": "FIN", "held_by": "Dana;Ravi", "purpose": "Review"}),
        ("follow_up", {"touchpoint": "Review", "text": "Send minutes", "due": "2026-12-01"}),
    ):
        save_texts(store, KINDS[kind], None, texts)
    save_texts(store, KINDS["team"], records(store, "team")[0], {"lead": "Dana"})
    with_ids = {
        "external_reference": {
            "record_kind": "client",
            "record": records(store, "client")[0].id,
            "system": "CMDB",
            "key": "-1",
        },
        "negotiated_price": {"subscription": records(store, "subscription")[0].id, "price": 95},
        "answer": {"requirement": records(store, "requirement")[0].id, "answer": "accepted"},
        "progress": {
            "requirement": records(store, "requirement")[0].id,
            "minutes_left": 61,
            "reported_on": "2026-11-20",
        },
    }
    for kind, values in with_ids.items():
        create(store, KINDS[kind], values)


def carry(store: Store, other: Store, folder: Path) -> None:
    """Export every kind and import it into the other database; teams and people name each other, so leads come last."""
    imported(other, written(folder, export(store, "team")), "team", columns=["lead="])
    for kind in [*ORDER[1:], "external_reference", "team"]:
        imported(other, written(folder, export(store, kind)), kind)


def test_every_kind_comes_back_as_it_was_ids_included(store: Store, other: Store, tmp_path: Path) -> None:
    fill(store)
    assert {kind for kind in ORDER if not records(store, kind)} == set()
    carry(store, other, tmp_path)
    assert everything(other) == everything(store)


def test_an_export_imported_where_it_comes_from_changes_nothing(store: Store, tmp_path: Path) -> None:
    fill(store)
    for kind in ORDER:
        plan = planned(store, written(tmp_path, export(store, kind)), kind)
        assert set(map(str, plan.counts)) == {"unchanged"}, (kind, plan.rejected)
        assert take_in(store, plan) is None


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


def test_an_export_has_every_page_once_and_only_what_the_words_match(store: Store) -> None:
    with store.write("fill") as unit:
        for number in range(2 * PAGE + 1):
            unit.add(Client(name=f"Client {number % 700}", code=f"C{number}"))
    codes = [row["code"] for row in csv.DictReader(io.StringIO(export(store, "client")))]
    assert (len(codes), len(set(codes))) == (2 * PAGE + 1, 2 * PAGE + 1)
    assert export(store, "client", words="C17").count("\n") == 1 + sum("c17" in f"{code.lower()}" for code in codes)
    assert export(store, "client", limit=PAGE + 3).count("\n") == PAGE + 4


def test_json_has_a_version_and_every_field_unknown_ones_too(store: Store) -> None:
    fill(store)
    found = json.loads(export(store, "client", Format.JSON))
    assert found["version"] == 1
    assert [set(item) for item in found["items"]] == [
        {"kind", "id", "version", "created_at", "updated_at", *(field.name for field in KINDS["client"].fields)}
    ] * 3
    assert json.loads(export(store, "client", Format.JSON, words="nothing")) == {"version": 1, "items": []}


def test_what_is_not_for_a_role_is_not_exported(store: Store) -> None:
    store._unreadable = frozenset({"negotiated_price"})
    with pytest.raises(NotForRoleError):
        export(store, "negotiated_price")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "'=", "''@"])
def test_a_cell_that_may_be_a_formula_gets_an_apostrophe_and_loses_it_again(start: str) -> None:
    assert neutral(f"{start}1") == f"'{start}1"
    assert plain(neutral(f"{start}1")) == f"{start}1"


@given(st.text())
def test_any_cell_survives_being_made_harmless(cell: str) -> None:
    assert plain(neutral(cell)) == cell
    assert neutral(cell)[:1] not in {"=", "+", "-", "@", "\t", "\r"}


_NAMES = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), min_size=1, max_size=12).map(
    lambda text: " ".join(text.split())
)
_TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=30)


_ROWS = st.lists(
    st.tuples(_NAMES, _TEXTS, st.sampled_from(["", *Segment]), st.integers(0, 5)).filter(lambda row: row[0]),
    min_size=1,
    max_size=6,
    unique_by=lambda row: row[0],
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_ROWS)
def test_any_clients_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, home: Path, new_file: Path, rows: list[tuple[str, str, str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    files = [Path(shutil.copy(new_file, folder / name)) for name in ("a.db", "b.db")]
    stores = [open_store(f"sqlite:///{file}", actor="tester", device="desk") for file in files]
    made: list[str] = []
    for name, notes, segment, above in rows:
        parent = {"parent": made[above]} if above < len(made) else {}
        texts = {"name": name, "notes": notes, "segment": segment}
        made.append(save_texts(stores[0], KINDS["client"], None, texts | parent).id)
    imported(stores[1], written(folder, export(stores[0], "client")))
    assert everything(stores[1]) == everything(stores[0])
    for store in stores:
        store.close()


def test_a_state_is_exported_and_left_out_of_an_import(store: Store, other: Store, tmp_path: Path) -> None:
    fill(store)
    assert "draft" in export(store, "commitment")
    carry(store, other, tmp_path)
    (commitment,) = records(other, "commitment")
    assert isinstance(commitment, Commitment)
    assert known_fields(commitment)["state"] == "draft"
