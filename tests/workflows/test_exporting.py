"""What is exported imports again, as it was, and no spreadsheet takes it for a formula."""

from __future__ import annotations

import csv
import io
import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from itcrm_tui.domain.client import Client, Segment
from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.promising import CapacityCheck, Override, Renegotiation
from itcrm_tui.domain.values import known_fields
from itcrm_tui.domain.verdict import Verdict
from itcrm_tui.workflows.exporting import Account, Format, StoppedError, Wanted, export_to, pages_of
from itcrm_tui.workflows.exporting.lists import PAGE
from itcrm_tui.workflows.finding import NotForRoleError
from itcrm_tui.workflows.importing import take_in
from itcrm_tui.workflows.records import save_texts
from storage.opening import open_store
from storage.store import Store
from tests.workflows.export_steps import export, export_file, fill
from tests.workflows.import_steps import everything, imported, planned, records, written

ORDER = [name for name, kind in KINDS.items() if name not in ("settings", "external_reference") and not kind.is_kept]
"""What a table brings in; what a step writes comes back only with everything."""


@pytest.fixture
def other(shared_store: Store) -> Store:
    """Another empty database, on the other engine."""
    return shared_store


def carry(store: Store, other: Store, folder: Path) -> None:
    """Export every kind and import it into the other database; teams and people name each other, so leads come last."""
    imported(other, written(folder, export(store, "team")), "team", columns=["lead="])
    for kind in [*ORDER[1:], "external_reference", "team"]:
        imported(other, written(folder, export(store, kind)), kind)


def fill_what_steps_write(store: Store) -> None:
    """One record of every kind that only steps write."""
    (commitment,), (person, *_) = records(store, "commitment"), records(store, "person")
    with store.write("Steps") as unit:
        unit.add(CapacityCheck(commitment=commitment.id, verdict=Verdict.OK))
        unit.add(Override(commitment=commitment.id, approver=person.id, reason="An audit"))
        unit.add(Renegotiation(commitment=commitment.id, new_due=date(2026, 12, 24), reason="Later"))


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


def test_an_export_by_a_field_has_every_record_once_in_that_order(store: Store) -> None:
    with store.write("fill") as unit:
        for number in range(PAGE + 5):
            unit.add(Client(name=f"Client {number * 7 % 1000:04}", code=f"C{number}", tier=1 + number % 9))
    code, tier = KINDS["client"].by_name["code"], KINDS["client"].by_name["tier"]
    with store.read() as reader:
        wanted = Wanted(KINDS["client"], sort=tier, descending=True, limit=PAGE + 2)
        pages = list(pages_of(reader, wanted))
    assert [len(page) for page in pages] == [PAGE, 2]
    tiers = [client.tier for page in pages for client in page]  # type: ignore[attr-defined]
    assert tiers == sorted(tiers, reverse=True)
    rows = list(csv.DictReader(io.StringIO(export(store, "client", sort=code))))
    assert [row["code"] for row in rows] == sorted(f"C{number}" for number in range(PAGE + 5))


def test_everything_has_all_records_of_all_kinds_with_the_kind_that_each_is(store: Store, tmp_path: Path) -> None:
    fill(store)
    fill_what_steps_write(store)
    account = export_file(store, tmp_path / "unit.json")
    found = json.loads((tmp_path / "unit.json").read_text(encoding="utf-8"))
    assert found["version"] == 1
    assert {item["id"]: item["kind"] for item in found["items"]} == {
        record.id: kind for kind in KINDS for record in records(store, kind)
    }
    assert {item["kind"] for item in found["items"]} == set(KINDS)
    assert (account.rows, account.remarks) == (len(found["items"]), [])


def test_every_value_of_everything_is_in_the_json_as_it_is_stored(store: Store, tmp_path: Path) -> None:
    fill(store)
    export_file(store, tmp_path / "unit.json")
    items = {item["id"]: item for item in json.loads((tmp_path / "unit.json").read_text(encoding="utf-8"))["items"]}
    for kind in KINDS:
        for record in records(store, kind):
            item = items[record.id]
            for name, value in known_fields(record).items():
                assert item[f"{kind}_kind" if name == "kind" else name] == value, (kind, name)


def test_what_is_pointed_at_comes_before_what_points_at_it_but_for_leads_and_trees(store: Store) -> None:
    place = {kind: at for at, kind in enumerate(KINDS)}
    later = {
        (kind.name, field.name)
        for kind in KINDS.values()
        for field in kind.fields
        if field.target and place[field.target] > place[kind.name]
    }
    assert later == {("team", "lead"), ("team", "deputy")}


def test_an_export_stops_at_the_next_page() -> None:
    account = Account()
    pages = account.counted(iter([[Client(name="A")], [Client(name="B")]]))
    next(pages)
    account.stop()
    with pytest.raises(StoppedError):
        next(pages)
    assert account.rows == 1


def test_an_export_that_is_stopped_leaves_what_was_there(store: Store, tmp_path: Path) -> None:
    fill(store)
    for name in ("out.csv", "out.xlsx", "out.json"):
        (tmp_path / name).write_text("precious", encoding="utf-8")
        before = {path.name for path in tmp_path.iterdir()}
        account = Account()
        account.stop()
        with pytest.raises(StoppedError):
            export_to(store, Wanted(KINDS["client"]), tmp_path / name, account)
        assert (tmp_path / name).read_text(encoding="utf-8") == "precious"
        assert {path.name for path in tmp_path.iterdir()} == before
