"""Every list, count and export takes the same filter, goes through it page by page, and its figures are those shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.commitment import Commitment, CommitmentState
from itcrm_tui.domain.feedback import Feedback, FeedbackKind, FeedbackState
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.outreach import Touchpoint, TouchpointKind
from itcrm_tui.domain.people import Person
from itcrm_tui.domain.service import Service
from itcrm_tui.domain.subscription import Subscription
from itcrm_tui.query.filter import Filter
from itcrm_tui.workflows import filters, lists
from itcrm_tui.workflows.lists import Span
from storage.store import Store
from storage.views.marked import filtered_ids
from tests.query.asking import ASKER, TODAY, read
from tests.storage.records import add
from tests.storage.test_views import all_pages

ANA = Person(name="Ana Lund", login="ana")
CLIENTS = [
    Client(
        name=f"Client {number}",
        code=f"C{number}",
        tier=number % 3 + 1,
        relationship_owner=ANA.id if number % 2 else None,
    )
    for number in range(8)
]
MAIL, CHAT = Service(name="Mail"), Service(name="Chat", owner=ANA.id)


def organization(store: Store) -> None:
    """Clients of which some have promises, feedback, visits and services."""
    promises = [
        Commitment(
            client=client.id,
            title=f"Printer {number}",
            due=TODAY + timedelta(number - 3),
            state=CommitmentState.PROMISED if number % 2 else CommitmentState.DRAFT,
        )
        for number, client in enumerate(CLIENTS)
    ]
    feedback = [
        Feedback(
            kind=FeedbackKind.COMPLAINT if number % 2 else FeedbackKind.COMPLIMENT,
            subject=f"Printer and mail {number}",
            client=CLIENTS[number % 3].id,
            csat=number % 5 + 1,
            received_at=datetime(2026, 11, 1, tzinfo=UTC) + timedelta(days=number),
            state=FeedbackState.CLOSED if number % 4 == 0 else FeedbackState.NEW,
        )
        for number in range(12)
    ]
    visits = [Touchpoint(kind=TouchpointKind.VISIT, client=CLIENTS[1].id, held_at=datetime(2026, 9, 1, tzinfo=UTC))]
    uses = [Subscription(client=client.id, service=MAIL.id) for client in CLIENTS[:5]]
    add(store, ANA, *CLIENTS, MAIL, CHAT, *promises, *feedback, *visits, *uses)


def rows(store: Store, kind: str, text: str) -> list[Any]:
    """What a list shows, after a look whether its pages, its count and what marking all takes agree."""
    found = read(text, kind)
    fetches: dict[str, Any] = {
        "client": lambda span: lists.roster(store, found, TODAY, span),
        "service": lambda span: lists.directory(store, found, TODAY, span),
        "feedback": lambda span: lists.inbox(store, found, span),
        "commitment": lambda span: lists.board_column(store, list(CommitmentState), found, span),
    }
    shown = fetches[kind](Span(limit=100))
    assert all_pages(fetches[kind]) == shown
    assert all_pages(fetches[kind], backwards=True) == shown
    assert lists.counts(store, kind, found).shown == len(shown)
    with store.read() as reader:
        records = reader.page(KINDS[kind], found, limit=100) or []
        assert reader.count(KINDS[kind], found) == len(records)
        assert filtered_ids(reader.connection, kind, found, 100) == sorted(row.id for row in shown)
    assert sorted(record.id for record in records) == sorted(row.id for row in shown)
    return shown


def test_each_list_shows_what_its_filter_says(store: Store) -> None:
    organization(store)
    assert [row.code for row in rows(store, "client", "tier:1 or code=c7")] == ["C0", "C3", "C6", "C7"]
    assert [row.code for row in rows(store, "client", "client is:mine -has:seen")] == ["C3", "C5", "C7"]
    assert [row.name for row in rows(store, "service", "clients>3 or is:mine")] == ["Chat", "Mail"]
    assert [row.title for row in rows(store, "commitment", "printer is:late")] == ["Printer 1"]
    assert [row.title for row in rows(store, "commitment", "client:c2,c5 due>-2d")] == ["Printer 2", "Printer 5"]
    assert [row.csat for row in rows(store, "feedback", "mail csat<3 -is:closed")] == [2, 1, 2, 1, 2]
    assert [row.subject for row in rows(store, "feedback", "printer client.code=c1 complaint")] == []
    assert len(rows(store, "feedback", "printer client.code=c1 is:complaint")) == 2
    assert len(rows(store, "feedback", "is:complaint")) == 6
    assert rows(store, "feedback", "zebra is:complaint") == []


def test_the_board_counts_what_its_filter_shows(store: Store) -> None:
    organization(store)
    counted = lists.board_counts(store, read("due<today", "commitment"), TODAY)
    assert counted == {CommitmentState.PROMISED: (1, 1), CommitmentState.DRAFT: (2, 2)}


def test_the_figures_a_filter_asks_for_are_those_that_the_lists_show(store: Store) -> None:
    organization(store)
    for row in lists.roster(store, "", TODAY, Span()):
        due = f"next_due:{row.next_due}" if row.next_due else "next_due:none"
        seen = f"seen:{row.last_touchpoint_at:%Y-%m-%d}" if row.last_touchpoint_at else "seen:none"
        text = f"promises:{row.promises} late:{row.late} said:{row.open_feedback} uses:{row.services} {due} {seen}"
        assert row in rows(store, "client", text), text
    for service in lists.directory(store, "", TODAY, Span()):
        assert service in rows(store, "service", f"clients:{service.clients}")


def test_me_is_the_person_with_the_login_of_whoever_opened_the_database(store: Store) -> None:
    organization(store)
    assert store.actor == ASKER.me == "ana"
    found = filters.read_filter(store, KINDS["client"], "owner:me")
    assert len(lists.roster(store, found, TODAY, Span())) == 4


def test_a_filter_without_its_blanks_means_the_same() -> None:
    found = read("  is:late ", "client")
    assert isinstance(found.strip(), Filter)
    assert (found.strip(), found.strip().tree) == ("is:late", found.tree)
