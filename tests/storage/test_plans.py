"""Every page of every list is read from an index: no plan walks a table or sorts one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, event

from itcrm_tui.domain.commitment import CommitmentState
from itcrm_tui.domain.overview import Sort
from itcrm_tui.workflows import lists
from itcrm_tui.workflows.lists import Span
from storage.store import Store
from storage.views import counting

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
CLOSED = (CommitmentState.KEPT, CommitmentState.MISSED)
Read = Callable[[Store, Span], object]
PAGES: dict[str, tuple[Read, tuple[Any, ...]]] = {
    "roster": (lambda store, span: lists.roster(store, "", TODAY, span), ("m", "id")),
    "directory": (lambda store, span: lists.directory(store, "", TODAY, span), ("m", "id")),
    "board": (lambda store, span: lists.board_column(store, CLOSED, "", span), (TODAY, "id")),
    "undated": (lambda store, span: lists.board_column(store, CLOSED, "", span), (date.max, "id")),
    "inbox": (lambda store, span: lists.inbox(store, "", span), (1, NOON, "id")),
}
WHOLE_TABLE = r"^SCAN (?!anon|page|runs|json|value)\w+$"


@contextmanager
def statements(store: Store) -> Iterator[list[tuple[str, Any]]]:
    """The statements that a block sends, with their parameters."""
    sent: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        sent.append((statement, parameters))

    event.listen(store.engine, "before_cursor_execute", note)
    yield sent
    event.remove(store.engine, "before_cursor_execute", note)


def plans(store: Store, read: Callable[[], object]) -> list[str]:
    """How the database goes about what `read` asks, a line a step."""
    with statements(store) as sent:
        read()
    with store.connected() as connection:
        return [line for one in sent if one[0].startswith("SELECT") for line in plan(connection, *one)]


def plan(connection: Connection, statement: str, parameters: Any) -> list[str]:
    if connection.dialect.name == "sqlite":
        return [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
    connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    return [row[0] for row in connection.exec_driver_sql(f"EXPLAIN {statement}", parameters)]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("begun", [False, True])
def test_every_page_of_a_list_is_read_from_an_index(store: Store, name: str, backwards: bool, begun: bool) -> None:
    read, start = PAGES[name]
    found = plans(store, lambda: read(store, Span(start if begun else None, backwards)))
    assert found
    walked = [line for line in found if re.search(WHOLE_TABLE, line) or "Seq Scan" in line]
    assert walked == []


@pytest.mark.parametrize("name", ["roster", "directory"])
@pytest.mark.parametrize("begun", [False, True])
def test_a_list_by_name_is_never_sorted(store: Store, name: str, begun: bool) -> None:
    read, start = PAGES[name]
    found = plans(store, lambda: read(store, Span(start if begun else None)))
    assert [line for line in found if "TEMP B-TREE FOR ORDER" in line or re.search(r"^\W*Sort\b", line)] == []


@pytest.mark.parametrize(("name", "index"), [("board", "list_of_commitment"), ("inbox", "list_of_feedback")])
@pytest.mark.parametrize("backwards", [False, True])
def test_each_run_of_a_page_begins_at_its_place_in_the_index(
    sqlite_store: Store, name: str, index: str, backwards: bool
) -> None:
    read, start = PAGES[name]
    found = plans(sqlite_store, lambda: read(sqlite_store, Span(start, backwards)))
    runs = [line for line in found if index in line]
    assert runs
    assert all(re.search(rf"^SEARCH \w+ USING INDEX {index} \(.+\)$", line) for line in runs), runs


@pytest.mark.parametrize(
    "table", ["subscription USING COVERING", "commitment USING COVERING", "feedback USING COVERING", "touchpoint USING"]
)
def test_the_figures_of_the_roster_are_read_from_indexes_alone(sqlite_store: Store, table: str) -> None:
    found = plans(sqlite_store, lambda: lists.roster(sqlite_store, "", TODAY, Span()))
    assert any(table in line and "COVERING INDEX" in line for line in found), found


def test_what_is_counted_is_counted_in_indexes(sqlite_store: Store) -> None:
    def count_all() -> None:
        for kind in ("client", "service", "feedback"):
            lists.counts(sqlite_store, kind, "")
        lists.board_counts(sqlite_store, "", TODAY)
        lists.open_feedback(sqlite_store)

    found = plans(sqlite_store, count_all)
    assert [line for line in found if re.search(WHOLE_TABLE, line)] == []


def test_a_rare_word_leads_to_its_rows_without_a_look_at_the_others(sqlite_store: Store) -> None:
    with sqlite_store.connected() as connection:
        found = plans(sqlite_store, lambda: counting.count(connection, "client", "zebra"))
        found += plans(sqlite_store, lambda: lists.roster(sqlite_store, "zebra", TODAY, Span()))
        found += plans(sqlite_store, lambda: lists.inbox(sqlite_store, "zebra", Span()))
        found += plans(sqlite_store, lambda: lists.board_column(sqlite_store, CLOSED, "zebra", Span()))
    kinds = [line for line in found if re.search(r"\b(client|feedback|commitment) USING", line)]
    assert all("(id=?)" in line or "(client=?" in line for line in kinds if line.startswith("SEARCH")), kinds
    assert [line for line in kinds if line.startswith("SCAN")] == []


@pytest.fixture
def sqlite_store(sqlite: Any) -> Store:
    """A store on SQLite, whose plans name what they do."""
    store: Store = sqlite.open()
    return store


@pytest.mark.parametrize("by", ["promises", "late", "next_due"])
def test_a_list_sorted_by_what_is_promised_walks_the_index_of_just_that(sqlite_store: Store, by: str) -> None:
    sort = Sort(by, descending=True)
    found = plans(sqlite_store, lambda: lists.roster(sqlite_store, "", TODAY, Span(sort=sort)))
    assert any("COVERING INDEX promised_commitment" in line for line in found), found
