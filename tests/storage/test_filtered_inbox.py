"""Under a filter the inbox is newest first, in whatever way its rows are found; pages never skip or repeat a row."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.feedback import Feedback, FeedbackKind, FeedbackState
from itcrm_tui.domain.overview import InboxRow
from itcrm_tui.workflows import lists
from itcrm_tui.workflows.lists import Span
from storage.store import Store
from storage.views import matching
from tests.storage.records import add, delete, edit

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
LEGAL = Client(code="LEG", name="Scanner works")
FINANCE = Client(code="FIN", name="Finance")


@pytest.fixture(params=["few", "many", "many, and by clients"])
def ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How the rows are found: first of all, or in the order of an index, or in the order of the list."""
    few = {"few": 2_000, "many": 4, "many, and by clients": 0}
    monkeypatch.setattr(matching, "FEW", few[request.param])
    return str(request.param)


def said(number: int, subject: str, client: Client | None = None) -> Feedback:
    """Return feedback of which some came in the same second, some are closed, and some have no date."""
    return Feedback(
        kind=FeedbackKind.COMPLAINT,
        subject=f"{subject} {number}",
        client=client.id if client else None,
        received_at=NOON - timedelta(seconds=number // 3) if number % 5 else None,
        state=FeedbackState.CLOSED if number % 2 else FeedbackState.NEW,
    )


def pages(store: Store, words: str, *, backwards: bool = False) -> list[InboxRow]:
    rows: list[Any] = []
    while page := lists.inbox(store, words, Span(rows[0 if backwards else -1].key if rows else None, backwards, 2)):
        rows = [*page, *rows] if backwards else [*rows, *page]
    return rows


def test_a_filtered_inbox_is_newest_first_in_pages_forwards_and_backwards(store: Store, ways: str) -> None:
    feedback = [said(number, "Scanner") for number in range(11)]
    through = [said(number, "Wi-Fi", LEGAL if number % 2 else FINANCE) for number in range(7)]
    add(store, LEGAL, FINANCE, *feedback[::-1], *through)
    whole = lists.inbox(store, "scanner", Span(limit=100))
    assert {row.subject for row in whole} == {one.subject for one in (*feedback, *through[1::2])}
    moments = [row.received_at.replace(microsecond=0) for row in whole]
    assert moments == sorted(moments, reverse=True)
    assert pages(store, "scanner") == pages(store, "scanner", backwards=True) == whole
    assert lists.counts(store, "feedback", "scanner").shown == len(whole)


def test_each_word_may_be_in_the_text_or_in_the_client(store: Store, ways: str) -> None:
    add(store, LEGAL, FINANCE, *(said(number, "Wi-Fi", LEGAL) for number in range(6)), said(9, "Wi-Fi", FINANCE))
    assert len(pages(store, "scanner wi-fi")) == 6
    assert len(pages(store, "leg wi-fi")) == 6
    assert pages(store, "scanner finance") == []


def test_a_page_goes_on_where_its_last_row_was_deleted(store: Store, ways: str) -> None:
    feedback = [said(number * 3 + 1, "Scanner") for number in range(9)]
    add(store, *feedback)
    first = lists.inbox(store, "scanner", Span(limit=3))
    last = next(one for one in feedback if one.id == first[-1].id)
    delete(store, last)
    rest = lists.inbox(store, "scanner", Span(first[-1].key, limit=100))
    assert {row.id for row in (*first, *rest)} == {one.id for one in feedback}


def test_feedback_that_came_at_another_time_stands_in_another_place(store: Store, ways: str) -> None:
    feedback = [said(number * 3 + 1, "Scanner") for number in range(6)]
    add(store, *feedback)
    edit(store, feedback[3], received_at=NOON + timedelta(days=1))
    assert pages(store, "scanner")[0].id == feedback[3].id


def test_where_a_piece_stands_under_a_filter_leads_back_to_it(store: Store, ways: str) -> None:
    add(store, *(said(number, "Scanner") for number in range(9)))
    rows = lists.inbox(store, "scanner", Span(limit=100))
    assert [lists.place_in_inbox(store, row.id, "scanner") for row in rows] == [row.key for row in rows]
