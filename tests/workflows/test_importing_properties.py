"""Whatever a file holds: importing it twice changes nothing the second time, and one undo takes all of it back."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from itcrm_tui.workflows.history import undo
from itcrm_tui.workflows.importing import Action, FileError, Mode, take_in
from itcrm_tui.workflows.importing.kept_notes import with_kept
from storage.opening import open_store
from storage.store import Store
from tests.workflows.import_steps import change_sets, everything, imported, planned, written

NAMES = ["Acme", "Beta", "acme", "Gamma & Söhne", "Delta", ""]
HEADER = ("Account", "Code", "sys_id", "Subsidiary_Of", "Tier", "Region", "Notes")
ROW = st.tuples(
    st.sampled_from(NAMES),
    st.sampled_from(["", "", "A", "B"]),
    st.sampled_from(["", "", "k1", "k2"]),
    st.sampled_from(["", "", *NAMES, "A", "k1", "Nobody"]),
    st.sampled_from(["", "1", "9", "10", "x"]),
    st.sampled_from(["", "North", "South\nEast", "=1"]),
    st.sampled_from(["", "a", "Region: West", "a\nb"]),
)
FILES = st.lists(ROW, min_size=1, max_size=7).filter(lambda rows: any(map("".join, rows)))
USUAL = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@contextmanager
def empty(new_file: Path, folder: Path) -> Iterator[Store]:
    shutil.copy(new_file, folder / "crm.db")
    store = open_store(f"sqlite:///{folder / 'crm.db'}", actor="tester", device="desk")
    yield store
    store.close()


def text_of(rows: list[tuple[str, ...]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([HEADER, *rows])
    return text.getvalue()


@USUAL
@given(FILES)
def test_the_second_import_of_any_file_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, home: Path, new_file: Path, rows: list[tuple[str, ...]]
) -> None:
    folder = tmp_path_factory.mktemp("twice")
    with empty(new_file, folder) as store:
        path = written(folder, text_of(rows))
        first = planned(store, path)
        take_in(store, first)
        before, titles = everything(store), change_sets(store)
        second = planned(store, path)
        assert {action for action, count in second.counts.items() if count} <= {Action.UNCHANGED, Action.REJECT}
        assert take_in(store, second) is None
        assert (everything(store), change_sets(store)) == (before, titles)


@USUAL
@given(FILES, FILES, st.sampled_from(Mode))
def test_one_undo_takes_any_import_back_over_whatever_was_there(
    tmp_path_factory: pytest.TempPathFactory,
    home: Path,
    new_file: Path,
    first: list[tuple[str, ...]],
    second: list[tuple[str, ...]],
    mode: Mode,
) -> None:
    folder = tmp_path_factory.mktemp("undo")
    with empty(new_file, folder) as store:
        imported(store, written(folder, text_of(first)))
        before = everything(store)
        plan = planned(store, written(folder, text_of(second)), mode=mode)
        if take_in(store, plan):
            undo(store)
        assert everything(store) == before


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(max_size=200), st.text(max_size=200).map(lambda text: f"name,x\n{text}".encode("utf-8", "replace"))
    )
)
def test_any_bytes_are_imported_or_refused_and_nothing_else_happens(
    store: Store, tmp_path: Path, content: bytes
) -> None:
    try:
        plan = planned(store, written(tmp_path, content))
    except FileError:
        return
    if take_in(store, plan):
        undo(store)
    assert everything(store) == {}


_KEPT = st.lists(
    st.tuples(st.sampled_from(["A", "A: B", "B", "Köln"]), st.text(max_size=8)),
    max_size=4,
    unique_by=lambda kept: kept[0],
)


@given(st.one_of(st.none(), st.text(max_size=40)), _KEPT)
def test_kept_lines_are_added_once_and_what_stands_there_stays(notes: str | None, kept: list[tuple[str, str]]) -> None:
    once = with_kept(notes, kept)
    assert with_kept(once, kept) == once
    headers = tuple(f"{header}: " for header, _ in kept)
    others = [line for line in (with_kept(notes, []) or "").split("\n") if not line.startswith(headers)]
    assert [line for line in (once or "").split("\n") if not line.startswith(headers)] in (others, [])
