"""A list is imported: columns find their fields, rows their records, and one undo takes all of it back."""

from __future__ import annotations

from pathlib import Path

import pytest

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.workflows.history import redo, undo
from itcrm_tui.workflows.importing import Action, MappingError, Use, take_in
from itcrm_tui.workflows.records import edit
from storage.store import Store
from tests.workflows.import_steps import (
    by_name,
    change_sets,
    everything,
    imported,
    planned,
    reasons,
    records,
    written,
)

ACCOUNTS = """\
Account,Branch, Turnover ,Staff,Belongs_To,Subsidiary_Of\r
Harbour & Sons,Shipping,"$1,100.04 ",2822,,Old Quay Holding\r
Lantern Ltd,Energy,$251.41 ,495,,\r
Old Quay Holding,Finance,"$4,269.90 ",6472,,\r
Pier Nine,Shipping,$87.10 ,40,,Harbour & Sons\r
"""
SERVICES = '"name","sys_id"\n"Mail","27d32778c0a8000b00db970eeaa60f16"\n"Backup","b1c2a7fb4f1d4a0b9d2e77aa51f0c9e3"\n'


@pytest.fixture
def store(either_store: Store) -> Store:
    return either_store


def test_accounts_without_codes_come_in_with_parents_that_follow_later(store: Store, tmp_path: Path) -> None:
    assert imported(store, written(tmp_path, ACCOUNTS)) == {"create": 4}
    clients = by_name(store)
    assert clients["Harbour & Sons"].parent == clients["Old Quay Holding"].id
    assert clients["Pier Nine"].parent == clients["Harbour & Sons"].id
    assert clients["Lantern Ltd"].parent is None


def test_columns_without_a_place_are_named_and_kept_in_the_notes(store: Store, tmp_path: Path) -> None:
    plan = planned(store, written(tmp_path, ACCOUNTS))
    assert [column.header for column in plan.parts[0].columns if column.use is Use.NOTES] == [
        *("Branch", "Turnover", "Staff", "Belongs_To"),
    ]
    take_in(store, plan)
    assert by_name(store)["Harbour & Sons"].notes == "Branch: Shipping\nTurnover: $1,100.04\nStaff: 2822"


def test_the_second_run_of_the_same_file_changes_nothing(store: Store, tmp_path: Path) -> None:
    for content, kind in ((ACCOUNTS, "client"), (SERVICES, "service")):
        path = written(tmp_path, content, f"{kind}.csv")
        first = imported(store, path, kind)
        before, titles = everything(store), change_sets(store)
        assert imported(store, path, kind) == {"unchanged": first["create"]}
        assert (everything(store), change_sets(store)) == (before, titles)


def test_an_import_is_one_change_set_that_one_undo_takes_back_updates_included(store: Store, tmp_path: Path) -> None:
    imported(store, written(tmp_path, "name,tier\nLantern Ltd,2\n"))
    before = everything(store)
    path = written(tmp_path, ACCOUNTS.replace("Account", "Name").replace("Staff", "Tier").replace(",495,", ",5,"))
    assert planned(store, path).counts == {Action.UPDATE: 1, Action.REJECT: 3}
    imported(store, path)
    assert by_name(store)["Lantern Ltd"].tier == 5
    imported(store, written(tmp_path, ACCOUNTS))
    assert len(change_sets(store)) == 4
    assert change_sets(store)[0] == "Import clients from list.csv: 3 added, 1 changed"
    undo(store)
    undo(store)
    assert everything(store) == before


def test_an_undone_import_can_be_made_again(store: Store, tmp_path: Path) -> None:
    path = written(tmp_path, SERVICES)
    imported(store, path, "service")
    undo(store)
    assert imported(store, path, "service") == {"create": 2}
    undo(store)
    redo(store)
    assert imported(store, path, "service") == {"unchanged": 2}


def test_a_sys_id_is_an_external_key_whatever_the_export_is_called(store: Store, tmp_path: Path) -> None:
    imported(store, written(tmp_path, SERVICES, "cmdb_ci_service.csv"), "service")
    keys = {reference.key: (reference.system, reference.record) for reference in records(store, "external_reference")}
    mail = by_name(store, "service")["Mail"]
    assert keys["27d32778c0a8000b00db970eeaa60f16"] == ("ServiceNow", mail.id)
    renamed = SERVICES.replace('"Mail"', '"E-mail"')
    path = written(tmp_path, renamed, "cmdb_ci_service (1).csv")
    assert imported(store, path, "service") == {"update": 1, "unchanged": 1}
    assert by_name(store, "service")["E-mail"].id == mail.id


@pytest.mark.parametrize(
    "name",
    ["crm.csv", "crm_2026-11-21.csv", "crm 20261121T0930.csv", "crm (2).csv", "crm-2026-11-21 (1).csv", "crm copy.csv"],
)
def test_keys_of_other_systems_match_under_tomorrows_name_too(store: Store, tmp_path: Path, name: str) -> None:
    imported(store, written(tmp_path, "name,External ID\nAcme,17\n", "crm.csv"))
    assert planned(store, written(tmp_path, "name,External ID\nAcme Inc,17\n", name)).parts[0].system == "crm"
    assert imported(store, written(tmp_path, "name,External ID\nAcme Inc,17\n", name)) == {"update": 1}
    assert imported(store, written(tmp_path, "name,External ID\nOther,17\n", name), system="sap") == {"create": 1}


def test_two_of_one_name_with_keys_of_their_own_are_two_records(store: Store, tmp_path: Path) -> None:
    path = written(tmp_path, "name,sys_id\nMail,1\nMail,2\n")
    assert imported(store, path, "service") == {"create": 2}
    assert imported(store, path, "service") == {"unchanged": 2}
    plan = planned(store, written(tmp_path, "name,sys_id\nMail,\n"), "service")
    assert reasons(plan) == {2: "2 services have the same name"}


def test_a_row_matches_by_key_before_code_before_exact_name(store: Store, tmp_path: Path) -> None:
    imported(store, written(tmp_path, "name,code,sys_id\nA,C1,k1\nB,C2,\nC,,\n"))
    ids = {name: record.id for name, record in by_name(store).items()}
    counts = imported(store, written(tmp_path, "name,code,sys_id\nA2,C9,k1\nB2,C2,\nC,C3,\nc,,\n"))
    assert counts == {"update": 3, "create": 1}
    after = by_name(store)
    assert {name: after[name].id for name in ("A2", "B2", "C")} == {"A2": ids["A"], "B2": ids["B"], "C": ids["C"]}
    assert after["A2"].code == "C9"


def test_a_told_match_field_decides_alone(store: Store, tmp_path: Path) -> None:
    imported(store, written(tmp_path, "name,email\nDana,dana@it\nRavi,ravi@it\n"), "person")
    path = written(tmp_path, "name,email\nD. Diaz,dana@it\nRavi,other@it\nNobody,\n")
    plan = planned(store, path, "person", match="E-Mail")
    assert plan.counts == {Action.UPDATE: 1, Action.CREATE: 1, Action.REJECT: 1}
    assert "nothing to match it by" in reasons(plan)[4]
    take_in(store, plan)
    assert [person.name for person in records(store, "person")] == ["D. Diaz", "Ravi", "Ravi"]


@pytest.mark.parametrize(
    ("match", "said"), [("shoe size", "cannot be matched"), ("code", "cannot be"), ("key", "no column")]
)
def test_a_match_field_has_to_be_in_the_file(store: Store, tmp_path: Path, match: str, said: str) -> None:
    with pytest.raises(MappingError, match=said):
        planned(store, written(tmp_path, "name\nAcme\n"), match=match)


def test_lists_of_records_without_names_match_by_what_they_belong_to(store: Store, tmp_path: Path) -> None:
    imported(store, written(tmp_path, "name\nFinance\nLegal\n"))
    imported(store, written(tmp_path, "name\nMail\n"), "service")
    path = written(
        tmp_path,
        "client,service,month,quantity\nFinance,Mail,2026-10,5\nFinance,Mail,Nov 2026,6\nLegal,Mail,2026-10,7\n",
    )
    assert imported(store, path, "usage") == {"create": 3}
    assert imported(store, path, "usage") == {"unchanged": 3}
    corrected = written(tmp_path, "client,service,month,quantity\nFinance,Mail,2026-10,5.5\n")
    assert imported(store, corrected, "usage") == {"update": 1}
    assert sorted(str(usage.quantity) for usage in records(store, "usage")) == ["5.5", "6", "7"]


def test_people_of_one_name_at_two_clients_are_two(store: Store, tmp_path: Path) -> None:
    imported(store, written(tmp_path, "name\nFinance\nLegal\n"))
    path = written(tmp_path, "client,contact,job title\nFinance,K. Meyer,Head\nLegal,K. Meyer,Counsel\n")
    assert imported(store, path, "stakeholder") == {"create": 2}
    assert imported(store, path, "stakeholder") == {"unchanged": 2}


def test_an_empty_cell_leaves_what_is_known(store: Store, tmp_path: Path) -> None:
    imported(store, written(tmp_path, "name,tier,segment,region\nAcme,2,key,North\n"))
    assert imported(store, written(tmp_path, "name,tier,segment,region\nAcme,,,\n")) == {"unchanged": 1}
    assert imported(store, written(tmp_path, "name,tier,segment\nAcme,,standard\n")) == {"update": 1}
    acme = by_name(store)["Acme"]
    assert (acme.tier, acme.segment, acme.notes) == (2, "standard", "region: North")


def test_kept_lines_follow_the_file_and_leave_what_people_wrote(store: Store, tmp_path: Path) -> None:
    imported(store, written(tmp_path, "name,Region,Head Count\nAcme,North,12\n"))
    acme = by_name(store)["Acme"]
    edit(store, acme, {"notes": f"Call Dana first.\n{acme.notes}\nLikes short answers."})
    assert imported(store, written(tmp_path, "name,Region,Head Count,Fax\nAcme,South,12,none\n")) == {"update": 1}
    assert by_name(store)["Acme"].notes == (
        "Call Dana first.\nRegion: South\nHead Count: 12\nLikes short answers.\nFax: none"
    )


def test_a_notes_column_beside_kept_lines_is_added_once(store: Store, tmp_path: Path) -> None:
    path = written(tmp_path, 'name,Notes,Region\nAcme,"first line\nsecond line",North\n')
    imported(store, path)
    assert by_name(store)["Acme"].notes == "first line\nsecond line\nRegion: North"
    assert imported(store, path) == {"unchanged": 1}


def test_where_notes_and_a_column_say_different_things_the_column_stands(store: Store, tmp_path: Path) -> None:
    path = written(tmp_path, "name,Notes,Region\nAcme,Region: West,North\n")
    imported(store, path)
    assert by_name(store)["Acme"].notes == "Region: North"
    assert imported(store, path) == {"unchanged": 1}


def test_a_notes_column_alone_is_a_field_like_any_other(store: Store, tmp_path: Path) -> None:
    imported(store, written(tmp_path, "name,Notes\nAcme,old\n"))
    imported(store, written(tmp_path, "name,Notes\nAcme,new\n"))
    assert by_name(store)["Acme"].notes == "new"


def test_every_kind_can_be_imported_but_what_steps_write(store: Store, tmp_path: Path) -> None:
    for kind in KINDS.values():
        if kind.name != "settings" and not kind.is_kept:
            header = ",".join(field.name for field in kind.fields if field.required) or "name"
            row = ",".join("x" for _ in header.split(","))
            planned(store, written(tmp_path, f"{header},tail\n{row},y\n"), kind.name)


def test_numbers_and_dates_are_read_as_told(store: Store, tmp_path: Path) -> None:
    imported(store, written(tmp_path, "name\nMail\n"), "service")
    path = written(tmp_path, 'service,unit,price,from\nMail,box,"1,100",01/12/2026\n')
    assert set(reasons(planned(store, path, "rate"))) == {2}
    imported(store, path, "rate", dates="dmy", decimal_mark=".")
    (rate,) = records(store, "rate")
    assert (rate.price, rate.starts_on.isoformat()) == (110_000, "2026-12-01")


def test_an_update_keeps_the_client_that_was_there(store: Store, tmp_path: Path) -> None:
    with store.write("fill") as unit:
        unit.add(Client(name="Acme", priorities=("speed",)))
    imported(store, written(tmp_path, "name,tier\nAcme,1\n"))
    assert by_name(store)["Acme"].priorities == ("speed",)
