"""What becomes of each column of a list, and of rows that are known, new or deleted."""

from __future__ import annotations

from pathlib import Path

import pytest

from itcrm_tui.domain.client import ClientStatus
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.ids import new_id
from itcrm_tui.workflows.history import undo
from itcrm_tui.workflows.importing import FileError, MappingError, Mode, Use, take_in
from itcrm_tui.workflows.records import create, edit, remove
from storage.errors import ConflictError
from storage.store import Store
from tests.workflows.import_steps import (
    by_name,
    imported,
    planned,
    reasons,
    written,
)


@pytest.fixture
def store(either_store: Store) -> Store:
    return either_store


class TestColumns:
    """What becomes of each column."""

    def fates(self, store: Store, tmp_path: Path, header: str, kind: str = "client", **told: object) -> dict[str, str]:
        row = ",".join("1" for _ in header.split(","))
        plan = planned(store, written(tmp_path, f"{header}\n{row}\n"), kind, **told)
        return {
            column.header: column.field.name if column.field else str(column.use) for column in plan.parts[0].columns
        }

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

    def test_what_moves_by_its_own_commands_is_noted_or_in_a_list_of_ours_left_out(
        self, store: Store, tmp_path: Path
    ) -> None:
        plan = planned(store, written(tmp_path, "client,title,state\nx,y,kept\n"), "commitment")
        assert plan.parts[0].columns[2].use is Use.NOTES
        assert "not set by an import" in plan.parts[0].columns[2].why
        ours = planned(store, written(tmp_path, f"id,title,state\n{new_id()},y,kept\n"), "commitment")
        assert ours.parts[0].columns[2].use is Use.IGNORED

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
