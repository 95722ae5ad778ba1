"""What everything is exported to, an empty database takes in whole: the same records, field by field."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.record import Record
from itcrm_tui.workflows.exporting import Account, Everything, Wanted, export_to
from itcrm_tui.workflows.importing import Preview, Request, check, preview, read, take_in
from storage.opening import open_store
from storage.store import Store
from tests.workflows.import_steps import everything
from tests.workflows.organizations import organizations

RANDOM = settings(
    deadline=None,
    max_examples=int(os.environ.get("ITCRM_EXAMPLES", "5")),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


@contextmanager
def opened(new_file: Path, folder: Path, name: str) -> Iterator[Store]:
    shutil.copy(new_file, folder / name)
    store = open_store(f"sqlite:///{folder / name}", actor="tester", device="desk")
    try:
        yield store
    finally:
        store.close()


@contextmanager
def filled(new_file: Path, folder: Path, records: list[Record]) -> Iterator[Store]:
    with opened(new_file, folder, "from.db") as store:
        with store.write("Fill") as unit:
            for record in records:
                unit.add(record)
        yield store


def taken(store: Store, path: Path) -> Preview:
    request = Request(path=path)
    sheets = read(request)
    check(request, sheets)
    planned = preview(store, request, sheets)
    take_in(store, planned)
    return planned


@pytest.mark.parametrize(("ending", "tidy"), [("json", False), ("xlsx", True)])
@RANDOM
@given(data=st.data())
def test_everything_that_is_exported_comes_back_the_same(
    home: Path, new_file: Path, ending: str, tidy: bool, data: st.DataObject
) -> None:
    records = data.draw(organizations(tidy=tidy))
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        with filled(new_file, folder, records) as store:
            export_to(store, Everything(), folder / f"all.{ending}", Account())
            before = everything(store)
        with opened(new_file, folder, "to.db") as store:
            planned = taken(store, folder / f"all.{ending}")
            assert [one.reason for one in planned.rejected] == []
            assert everything(store) == before
            again = taken(store, folder / f"all.{ending}")
            assert {str(action) for action in again.counts} <= {"unchanged"}


@RANDOM
@given(data=st.data())
def test_a_list_of_each_kind_comes_back_the_same_from_csv(home: Path, new_file: Path, data: st.DataObject) -> None:
    """People and teams name each other, so the lists of one organization are taken into the one they came from."""
    records = data.draw(organizations(tidy=True))
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        with filled(new_file, folder, records) as store:
            before = everything(store)
            for kind in KINDS.values():
                path = folder / f"{kind.plural}.csv"
                export_to(store, Wanted(kind), path, Account())
                if any(record for record in records if type(record) is kind.record_type):
                    planned = taken(store, path)
                    assert {str(action) for action in planned.counts} <= {"unchanged"}, [*planned.rejected]
            assert everything(store) == before


def test_the_settings_of_the_organization_travel_with_everything(home: Path, new_file: Path, tmp_path: Path) -> None:
    with opened(new_file, tmp_path, "from.db") as store:
        with store.read() as reader:
            before = reader.settings()
        with store.write("Edit settings") as unit:
            unit.save(before, replace(before, currency="CHF", time_zone="Europe/Zurich", working_days=("mon", "tue")))
        export_to(store, Everything(), tmp_path / "all.json", Account())
    with opened(new_file, tmp_path, "to.db") as store:
        taken(store, tmp_path / "all.json")
        with store.read() as reader:
            after = reader.settings()
    assert (after.currency, after.time_zone, after.working_days) == ("CHF", "Europe/Zurich", ("mon", "tue"))
