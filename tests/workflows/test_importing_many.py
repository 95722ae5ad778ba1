"""Rows are read, matched and judged many at a time: what one says never becomes another's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.ids import new_id
from itcrm_tui.workflows.importing import Request, check, preview, read, stages
from storage.store import Store
from storage.verify import verify
from tests.workflows.import_steps import by_name, change_sets, everything, imported, planned, reasons, written


@pytest.fixture
def small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stages, "_TOGETHER", 2)


def as_json(*people: dict[str, Any]) -> str:
    return json.dumps(list(people))


def test_the_same_text_of_a_program_and_of_a_person_are_read_each_in_its_own_notation(
    store: Store, tmp_path: Path
) -> None:
    people = [{"name": f"P{at}", "availability_factor": said} for at, said in enumerate([0.5, "0.5", 0.5, "0,5"])]
    path = written(tmp_path, as_json(*people), "list.json")
    plan = planned(store, path, "person", decimal_mark=",")
    assert list(reasons(plan)) == [2]
    assert imported(store, path, "person", decimal_mark=",") == {"create": 3, "reject": 1}


def test_an_export_in_another_form_than_ours_is_written_in_ours(store: Store, tmp_path: Path) -> None:
    item = {"kind": "person", "id": new_id(), "name": "Ada", "availability_factor": "0.50", "skills": []}
    path = written(tmp_path, json.dumps({"version": 1, "items": [item]}), "ours.json")
    assert imported(store, path, None) == {"create": 1}
    assert str(by_name(store, "person")["Ada"].availability_factor) == "0.5"
    assert imported(store, path, None) == {"unchanged": 1}
    assert verify(store) == []


@pytest.mark.usefixtures("small_portions")
def test_a_row_is_the_same_as_one_of_an_earlier_portion(store: Store, tmp_path: Path) -> None:
    path = written(tmp_path, "name,code,tier\nA,1,1\nB,2,\nC,3,x\nD,1,2\nA,,3\n")
    assert reasons(planned(store, path)) == {
        4: "tier: “x” is not a number.",
        5: "code: “1” is in row 2 already",
        6: "is the same client as row 2",
    }


@pytest.mark.usefixtures("small_portions")
def test_one_unsound_row_leaves_the_others_of_its_portion_sound(store: Store, tmp_path: Path) -> None:
    path = written(tmp_path, "name,tier\nA,1\nB,12\nC,3\n,4\n")
    plan = planned(store, path)
    assert reasons(plan) == {3: "Tier has to be from 1 to 9.", 5: "Name is required."}
    assert imported(store, path) == {"create": 2, "reject": 2}
    assert {name: client.tier for name, client in by_name(store).items()} == {"A": 1, "C": 3}


@pytest.mark.usefixtures("small_portions")
def test_new_changed_returning_and_unchanged_rows_go_into_one_change_set(store: Store, tmp_path: Path) -> None:
    imported(store, written(tmp_path, "name,tier\nA,1\nB,1\nC,1\n"))
    gone = by_name(store)["C"]
    with store.write("Delete C") as unit:
        unit.delete(gone)
    before = len(change_sets(store))
    path = written(tmp_path, "name,tier,sys_id\nD,1,d\nA,2,\nB,1,\nC,3,c\nE,1,e\n")
    assert imported(store, path, restore=True) == {"create": 2, "update": 1, "unchanged": 1, "restore": 1}
    assert len(change_sets(store)) == before + 1
    assert {name: client.tier for name, client in by_name(store).items()} == {"A": 2, "B": 1, "C": 3, "D": 1, "E": 1}
    assert verify(store) == []


@pytest.mark.usefixtures("small_portions")
def test_progress_is_told_portion_by_portion_and_may_end_it_with_nothing_done(store: Store, tmp_path: Path) -> None:
    path = written(tmp_path, "name\nA\nB\nC\n")
    request = Request(path=path, kind=KINDS["client"])
    sheets = read(request)
    check(request, sheets)
    told: list[tuple[str, int, int]] = []

    def progress(what: str, done: int, total: int) -> None:
        told.append((what, done, total))
        if what == "Checking clients" and done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        preview(store, request, sheets, progress)
    assert told == [
        ("Reading clients", 0, 3),
        ("Reading clients", 2, 3),
        *(("Checking clients", at, 3) for at in (0, 2)),
    ]
    assert everything(store) == {}


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        ("time_off", {"person": "x", "starts_on": "2.50"}, "From cannot be '2.50'."),
        ("client", {"name": "Acme", "code": ["a"]}, "Code cannot be \"['a']\"."),
        ("client", {"name": {"a": "b"}}, "Name cannot be"),
        ("client", {"name": "Acme", "tier": "1"}, "Tier cannot be '1'."),
    ],
)
def test_an_export_with_a_value_of_another_type_is_rejected_with_a_sentence(
    store: Store, tmp_path: Path, kind: str, values: dict[str, Any], said: str
) -> None:
    items = [{"kind": kind, "id": new_id()} | values for _ in range(2)]
    path = written(tmp_path, json.dumps({"version": 1, "items": items}), "ours.json")
    found = reasons(planned(store, path, None))
    assert [said in reason for reason in found.values()] == [True, True]
