"""A list is imported: columns find their fields, rows their records, and one undo takes all of it back."""

from __future__ import annotations

from pathlib import Path

import pytest

from itcrm_tui.domain.client import Client, ClientStatus
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.workflows.history import redo, undo
from itcrm_tui.workflows.importing import Action, FileError, MappingError, Mode, Use, take_in
from itcrm_tui.workflows.records import create, edit, remove
from storage.errors import ConflictError
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
    assert [column.header for column in plan.columns if column.use is Use.NOTES] == [
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
    assert planned(store, written(tmp_path, "name,External ID\nAcme Inc,17\n", name)).system == "crm"
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


class TestColumns:
    """What becomes of each column."""

    def fates(self, store: Store, tmp_path: Path, header: str, kind: str = "client", **told: object) -> dict[str, str]:
        row = ",".join("1" for _ in header.split(","))
        plan = planned(store, written(tmp_path, f"{header}\n{row}\n"), kind, **told)
        return {column.header: column.field.name if column.field else str(column.use) for column in plan.columns}

    def test_headers_are_known_by_name_label_and_alias_whatever_their_spelling(
        self, store: Store, tmp_path: Path
    ) -> None:
        found = self.fates(
            store, tmp_path, "CLIENT NAME,Client Code,cost-center,Perceived Health,account,Subsidiary.Of"
        )
        assert found == {
            "CLIENT NAME": "notes",
            "Client Code": "code",
            "cost-center": "cost_centre",
            "Perceived Health": "perceived_health",
            "account": "name",
            "Subsidiary.Of": "parent",
        }

    def test_of_two_columns_for_one_field_the_truer_name_wins(self, store: Store, tmp_path: Path) -> None:
        assert self.fates(store, tmp_path, "Account,Name,Company") == {
            "Account": "notes",
            "Name": "name",
            "Company": "notes",
        }

    def test_what_is_told_comes_first(self, store: Store, tmp_path: Path) -> None:
        told = ["Account=", "Unit=name", "tier=notes", "Ref=key"]
        assert self.fates(store, tmp_path, "Account,Unit,Tier,Ref,sys_id", columns=told) == {
            "Account": "ignored",
            "Unit": "name",
            "Tier": "notes",
            "Ref": "external key",
            "sys_id": "notes",
        }

    def test_working_times_are_hours(self, store: Store, tmp_path: Path) -> None:
        assert self.fates(store, tmp_path, "name,weekly hours", "person")["weekly hours"] == "weekly_minutes"

    def test_what_moves_by_its_own_commands_is_left_out(self, store: Store, tmp_path: Path) -> None:
        plan = planned(store, written(tmp_path, "client,title,state\nx,y,kept\n"), "commitment")
        assert plan.columns[2].use is Use.IGNORED
        assert "not set by an import" in plan.columns[2].why

    def test_a_column_without_a_header_is_kept_under_its_number(self, store: Store, tmp_path: Path) -> None:
        imported(store, written(tmp_path, "name,,tier\nAcme,found,2\n"))
        assert by_name(store)["Acme"].notes == "Column 2: found"

    def test_an_id_of_another_system_is_a_key_and_not_our_id(self, store: Store, tmp_path: Path) -> None:
        assert self.fates(store, tmp_path, "name,ID")["ID"] == "external key"
        assert self.fates(store, tmp_path, "name,Account ID")["Account ID"] == "external key"

    @pytest.mark.parametrize(
        ("told", "said"),
        [
            (["name"], "is not a mapping"),
            (["nothing=name"], "There is no column “nothing”"),
            (["name=shoe"], "no field “shoe”"),
            (["name=code", "tier=code"], "Both"),
            (["name=merged_into"], "no field “merged_into” that can be set"),
        ],
    )
    def test_what_is_told_wrongly_is_refused(self, store: Store, tmp_path: Path, told: list[str], said: str) -> None:
        with pytest.raises(MappingError, match=said):
            self.fates(store, tmp_path, "name,tier", columns=told)

    def test_a_file_without_a_header_says_what_is_missing(self, store: Store, tmp_path: Path) -> None:
        with pytest.raises(FileError, match="no column for name of a client: its header is Acme, Medical, 1999"):
            planned(store, written(tmp_path, "Acme,Medical,1999\nBeta,Retail,2001\n"))

    def test_a_header_without_rows_says_so(self, store: Store, tmp_path: Path) -> None:
        with pytest.raises(FileError, match="no rows"):
            planned(store, written(tmp_path, "name,tier\n\n"))

    def test_settings_are_not_imported(self, store: Store, tmp_path: Path) -> None:
        with pytest.raises(MappingError):
            planned(store, written(tmp_path, "currency\nUSD\n"), "settings")


class TestModes:
    """What an import may do, and to which rows."""

    FILE = "name,tier\nAcme,3\nBeta,4\n"

    @pytest.mark.parametrize(
        ("mode", "counts", "tier"),
        [
            (Mode.BOTH, {"update": 1, "create": 1}, 3),
            (Mode.CREATE, {"reject": 1, "create": 1}, 2),
            (Mode.UPDATE, {"update": 1, "reject": 1}, 3),
            (Mode.SKIP, {"skip": 1, "create": 1}, 2),
        ],
    )
    def test_a_mode_says_what_becomes_of_known_and_of_new_rows(
        self, store: Store, tmp_path: Path, mode: Mode, counts: dict[str, int], tier: int
    ) -> None:
        imported(store, written(tmp_path, "name,tier\nAcme,2\n"))
        assert imported(store, written(tmp_path, self.FILE), mode=mode) == counts
        assert by_name(store)["Acme"].tier == tier
        assert ("Beta" in by_name(store)) is (mode is not Mode.UPDATE)

    def test_what_is_set_for_all_rows_fills_their_blanks(self, store: Store, tmp_path: Path) -> None:
        path = written(tmp_path, "name,tier\nAcme,2\nBeta,\n")
        imported(store, path, given=["status=prospect", "Tier=9"])
        clients = by_name(store)
        assert [(c.tier, c.status) for c in (clients["Acme"], clients["Beta"])] == [
            (2, ClientStatus.PROSPECT),
            (9, ClientStatus.PROSPECT),
        ]
        for wrong in ("status", "shoe=9", "merged_into=Acme"):
            with pytest.raises(MappingError):
                planned(store, path, given=[wrong])

    def test_a_deleted_record_comes_back_only_when_told(self, store: Store, tmp_path: Path) -> None:
        path = written(tmp_path, "name,sys_id,tier\nAcme,k1,2\n")
        imported(store, path)
        acme = by_name(store)["Acme"]
        remove(store, acme)
        plan = planned(store, path)
        assert reasons(plan)[2].startswith("deleted on 20")
        assert take_in(store, plan) is None
        assert imported(store, path, restore=True) == {"restore": 1}
        assert by_name(store)["Acme"].id == acme.id
        assert imported(store, path) == {"unchanged": 1}
        undo(store)
        assert by_name(store) == {}

    def test_of_several_deleted_the_last_one_comes_back(self, store: Store, tmp_path: Path) -> None:
        for code in ("A", "B"):
            remove(store, create(store, KINDS["client"], {"name": "Acme", "code": code}))
        assert imported(store, written(tmp_path, "name\nAcme\n"), restore=True) == {"restore": 1}
        assert by_name(store)["Acme"].code == "B"

    def test_a_record_that_changes_after_the_preview_stops_the_import(self, store: Store, tmp_path: Path) -> None:
        imported(store, written(tmp_path, "name,tier\nAcme,2\n"))
        plan = planned(store, written(tmp_path, "name,tier\nAcme,3\nBeta,1\n"))
        edit(store, by_name(store)["Acme"], {"tier": 9})
        with pytest.raises(ConflictError):
            take_in(store, plan)
        assert list(by_name(store)) == ["Acme"]


def test_every_kind_can_be_imported(store: Store, tmp_path: Path) -> None:
    for kind in KINDS.values():
        if kind.name != "settings":
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
