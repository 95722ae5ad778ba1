"""Rows that cannot be taken are told one by one, with reasons, and can be repaired and imported again."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.workflows.importing import Action, FileError, Preview, take_in, write_rejects
from itcrm_tui.workflows.records import create
from storage.store import Store
from tests.workflows import import_steps
from tests.workflows.import_steps import by_name, change_sets, reasons, written

planned = partial(import_steps.planned, strict=True)
imported = partial(import_steps.imported, strict=True)


@pytest.fixture
def store(either_store: Store) -> Store:
    return either_store


def rejected(store: Store, folder: Path, content: str, kind: str = "client", **told: object) -> dict[int, str]:
    return reasons(planned(store, written(folder, content), kind, **told))


def write(plan: Preview, path: Path) -> str:
    write_rejects(path, plan)
    return path.read_text(encoding="utf-8")


def test_all_that_is_wrong_with_a_row_is_told_by_its_columns(store: Store, tmp_path: Path) -> None:
    said = rejected(store, tmp_path, "Account,Tier,Segment,Subsidiary_Of\nAcme,12,gold,Nobody\n,2,,\nBeta,2,key,\n")
    assert said == {
        2: "Segment: “gold” is none of strategic, key, standard.; Subsidiary_Of: There is no client “Nobody”.;"
        " Tier has to be from 1 to 9.",
        3: "Name is required.",
    }


def test_the_other_rows_are_taken(store: Store, tmp_path: Path) -> None:
    assert imported(store, written(tmp_path, "name,tier\nAcme,x\nBeta,2\n")) == {"reject": 1, "create": 1}
    assert list(by_name(store)) == ["Beta"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("name,x\nAcme,1,2\nBeta,1\n", {2: "it has 3 cells where the header has 2"}),
        ('name,x\n"Acme,1\nBeta,1\n', {2: "its quotes do not match"}),
        (f"name,x\n{'z' * 1_000_000},1\nBeta,2\n", {2: "name: is longer than 100,000 characters"}),
        (f"name,x\nAcme,{'z' * 1_000_000}\nBeta,2\n", {2: "x: is longer than 100,000 characters"}),
        (f"name,a,b\nAcme,{'z' * 90_000},{'z' * 90_000}\nBeta,2,3\n", {2: "Notes is longer than 100,000 characters."}),
        ("name,x\nA\x00cme,1\nBeta,2\n", {2: "Name holds a character that cannot be stored."}),
        ("name,tags\nAcme,a\x00\nBeta,b\n", {2: "Tags holds a character that cannot be stored."}),
        ("name,sys_id\nAcme,a\x00\nBeta,b\n", {2: "sys_id: Key holds a character that cannot be stored."}),
    ],
)
def test_a_row_that_is_spoilt_costs_itself_alone(
    store: Store, tmp_path: Path, content: str, said: dict[int, str]
) -> None:
    plan = planned(store, written(tmp_path, content))
    assert reasons(plan) == said
    take_in(store, plan)
    assert list(by_name(store)) == ["Beta"]


def test_the_same_record_twice_in_a_file_is_taken_once(store: Store, tmp_path: Path) -> None:
    assert rejected(store, tmp_path, "name,tier\nAcme,1\nBeta,2\nAcme,3\n") == {4: "is the same client as row 2"}
    imported(store, written(tmp_path, "name\nAcme\n"))
    assert rejected(store, tmp_path, "name,tier\nAcme,1\nAcme,3\n") == {3: "is the same client as row 2"}


def test_of_two_rows_with_one_key_or_code_the_later_is_rejected(store: Store, tmp_path: Path) -> None:
    assert rejected(store, tmp_path, "name,sys_id\nX,k\nY,k\n") == {3: "external key: “k” is in row 2 already"}
    assert rejected(store, tmp_path, "name,code\nX,C\nY,C\n") == {3: "code: “C” is in row 2 already"}
    said = rejected(store, tmp_path, "name,sys_id\nX,\nX,k\nY,k\n")
    assert said == {3: "is the same client as row 2", 4: "external key: “k” is in row 3 already"}


def test_a_record_renamed_by_one_row_leaves_its_name_to_another(store: Store, tmp_path: Path) -> None:
    imported(store, written(tmp_path, "name,code\nMail,M1\n"), "service")
    path = written(tmp_path, "name,code\nMail,M2\nMail (old),M1\n")
    assert imported(store, path, "service") == {"update": 1, "create": 1}
    assert imported(store, path, "service") == {"unchanged": 2}


def test_a_code_that_another_has_is_not_taken_from_it(store: Store, tmp_path: Path) -> None:
    imported(store, written(tmp_path, "name,code,sys_id\nAcme,A,k1\nBeta,B,k2\n"))
    said = rejected(store, tmp_path, "name,code,sys_id\nAcme,B,k1\nGamma,C,\n")
    assert said == {2: "code: “B” is taken by another client"}


def test_a_key_that_another_has_is_not_taken_from_it(store: Store, tmp_path: Path) -> None:
    imported(store, written(tmp_path, "name,code,sys_id\nAcme,A,k1\nBeta,B,k2\n"))
    by_code = rejected(store, tmp_path, "name,code,sys_id\nAcme,A,k2\nNew,B,k3\n", match="code")
    assert by_code == {
        2: "its code is that of a record which ServiceNow knows by another key",
        3: "its code is that of a record which ServiceNow knows by another key",
    }
    create(store, KINDS["client"], {"name": "Gamma", "code": "G"})
    assert rejected(store, tmp_path, "name,code,sys_id\nGamma,G,k2\n", match="code") == {
        2: "its external key “k2” is that of another client"
    }


def test_an_uncertain_match_is_rejected_and_not_guessed(store: Store, tmp_path: Path) -> None:
    for _ in range(2):
        create(store, KINDS["client"], {"name": "Acme"})
    assert rejected(store, tmp_path, "name,tier\nAcme,1\n") == {2: "2 clients have the same name"}
    assert rejected(store, tmp_path, "name,parent\nBeta,Acme\n") == {2: "parent: “Acme” is more than one client."}


def test_a_parent_is_never_found_by_a_mere_beginning(store: Store, tmp_path: Path) -> None:
    imported(store, written(tmp_path, "name\nAcme Holding\n"))
    assert rejected(store, tmp_path, "name,parent\nBeta,Acme\n") == {2: "parent: There is no client “Acme”."}
    assert rejected(store, tmp_path, "name,parent\nBeta,ACME HOLDING\n") == {}


def test_rows_in_a_circle_lose_the_last_of_them(store: Store, tmp_path: Path) -> None:
    said = rejected(store, tmp_path, "name,parent\nA,C\nB,A\nC,B\nD,C\nE,E\n")
    assert {row: reason for row, reason in said.items() if "is rejected" in reason} == {
        2: "parent: row 4, which it names, is rejected",
        3: "parent: row 2, which it names, is rejected",
        5: "parent: row 4, which it names, is rejected",
    }
    assert said[4] == said[6] == "parent: A client cannot be its own parent, not even by a detour."


def test_a_circle_through_what_is_stored_is_seen(store: Store, tmp_path: Path) -> None:
    imported(store, written(tmp_path, "name,parent\nA,\nB,A\nC,B\n"))
    said = rejected(store, tmp_path, "name,parent\nA,C\n")
    assert list(said) == [2]
    assert imported(store, written(tmp_path, "name,parent\nA,\nC,A\nB,C\n")) == {"update": 2, "unchanged": 1}


def test_who_names_a_rejected_row_is_rejected_too(store: Store, tmp_path: Path) -> None:
    said = rejected(store, tmp_path, "name,parent,tier\nA,,x\nB,A,1\nC,B,\nD,,12\nE,D,\n")
    assert said[3] == "parent: row 2, which it names, is rejected"
    assert said[4] == "parent: row 3, which it names, is rejected"
    assert said[6] == "parent: row 5, which it names, is rejected"


def test_nothing_is_written_when_every_row_is_rejected(store: Store, tmp_path: Path) -> None:
    assert imported(store, written(tmp_path, "name,tier\nAcme,x\n")) == {"reject": 1}
    assert change_sets(store) == ["Set up the database"]


def test_rejects_can_be_repaired_and_imported(store: Store, tmp_path: Path) -> None:
    content = "name;tier;note\nAcme;x;=HYPERLINK(1)\nBeta;2;ok\nGamma;1;2;3\n"
    plan = planned(store, written(tmp_path, content))
    take_in(store, plan)
    text = write(plan, tmp_path / "rejects.csv")
    assert text.splitlines() == [
        "name;tier;note;Rejected because",
        "Acme;x;'=HYPERLINK(1);tier: “x” is not a number.",
        "Gamma;1;2;3;it has 4 cells where the header has 3",
    ]
    again = planned(store, tmp_path / "rejects.csv")
    assert set(reasons(again)) == {2, 3}
    repaired = text.replace("Acme;x", "Acme;3").replace("Gamma;1;2;3;", "Gamma;1;2;")
    assert imported(store, written(tmp_path, repaired, "repaired.csv")) == {"create": 2}
    assert by_name(store)["Acme"].notes == "note: =HYPERLINK(1)"
    assert by_name(store)["Gamma"].notes == "note: 2"


def test_rejects_of_rejects_have_one_reason(store: Store, tmp_path: Path) -> None:
    write(planned(store, written(tmp_path, "name,tier\nAcme,x\n")), tmp_path / "first.csv")
    text = write(planned(store, tmp_path / "first.csv"), tmp_path / "second.csv")
    assert text == (tmp_path / "first.csv").read_text(encoding="utf-8")


def test_rejects_never_replace_the_file_they_come_from(store: Store, tmp_path: Path) -> None:
    plan = planned(store, written(tmp_path, "name,tier\nAcme,x\n"))
    with pytest.raises(FileError, match="is imported"):
        write(plan, tmp_path / "list.csv")
    with pytest.raises(FileError, match="cannot be written"):
        write(plan, tmp_path / "none" / "rejects.csv")


def test_hostile_names_are_taken_as_they_are(store: Store, tmp_path: Path) -> None:
    names = [
        "[@click=app.quit]x",
        "\x1b[31mred",
        "‮evil",
        "=cmd|' /C calc'!A0",
        "a'; DROP TABLE client;--",
        "%",
        "ﷺ" * 50,
    ]
    path = written(tmp_path, "name\n" + "".join(f'"{name}"\n' for name in names))
    assert planned(store, path).counts == {Action.CREATE: len(names)}
    imported(store, path)
    assert set(by_name(store)) == set(names)
