"""The lists of the screens: right figures, stable pages forwards and backwards, the same on both engines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.commitment import Commitment, CommitmentState, Requirement
from itcrm_tui.domain.feedback import Feedback, FeedbackKind, FeedbackState
from itcrm_tui.domain.outreach import Touchpoint, TouchpointKind
from itcrm_tui.domain.people import Person
from itcrm_tui.domain.service import Service
from itcrm_tui.domain.subscription import Subscription
from itcrm_tui.workflows import lists
from itcrm_tui.workflows.lists import Span
from itcrm_tui.workflows.profile import profile
from storage.store import Store
from tests.storage.records import add, delete

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
DANA = Person(name="Dana")
FINANCE = Client(code="FIN", name="Finance", relationship_owner=DANA.id)
LEGAL = Client(name="Légal")
Fetch = Callable[[Span], list[Any]]


def promise(client: Client, due: date | None, state: CommitmentState = CommitmentState.PROMISED) -> Commitment:
    return Commitment(client=client.id, title=f"Promise due {due}", due=due, state=state)


def all_pages(fetch: Fetch, *, backwards: bool = False) -> list[Any]:
    """Read a whole list in pages of two."""
    rows: list[Any] = []
    while page := fetch(Span(rows[0 if backwards else -1].key if rows else None, backwards, limit=2)):
        rows = [*page, *rows] if backwards else [*rows, *page]
    return rows


def test_the_roster_counts_what_is_promised_late_said_used_and_when_we_met(store: Store) -> None:
    service = Service(name="Wi-Fi")
    add(
        store,
        DANA,
        FINANCE,
        LEGAL,
        service,
        promise(FINANCE, TODAY - timedelta(2)),
        promise(FINANCE, TODAY),
        promise(FINANCE, TODAY, CommitmentState.DRAFT),
        Feedback(kind=FeedbackKind.COMPLAINT, subject="Late", client=FINANCE.id),
        Feedback(kind=FeedbackKind.COMPLAINT, subject="Old", client=FINANCE.id, state=FeedbackState.CLOSED),
        Subscription(client=FINANCE.id, service=service.id),
        Subscription(client=FINANCE.id, service=service.id, ends_on=TODAY - timedelta(1)),
        Touchpoint(kind=TouchpointKind.VISIT, client=FINANCE.id, held_at=NOON),
    )
    finance, legal = lists.roster(store, "", TODAY, Span())
    assert (finance.name, finance.owner, finance.promises, finance.late) == ("Finance", "Dana", 2, 1)
    assert finance.next_due == TODAY - timedelta(2)
    assert (finance.services, finance.open_feedback, finance.last_touchpoint_at) == (1, 1, NOON)
    assert (legal.promises, legal.late, legal.next_due, legal.last_touchpoint_at) == (0, 0, None, None)


def test_what_was_deleted_counts_nowhere(store: Store) -> None:
    gone = promise(FINANCE, TODAY)
    add(store, DANA, FINANCE, LEGAL, gone)
    delete(store, gone)
    delete(store, LEGAL)
    (finance,) = lists.roster(store, "", TODAY, Span())
    assert finance.promises == 0


def test_every_list_is_the_same_read_in_pages_forwards_and_backwards(store: Store) -> None:
    clients = [Client(name=name) for name in ("b", "A", "ä", "a", "B", "ß", "c", "a")]
    services = [Service(name=client.name) for client in clients]
    dues = [TODAY, None, TODAY, TODAY + timedelta(3), None, TODAY - timedelta(1), TODAY]
    feedback = [
        Feedback(
            kind=FeedbackKind.COMPLAINT,
            subject=str(number),
            received_at=NOON + timedelta(hours=number // 2) if number % 3 else None,
            state=FeedbackState.CLOSED if number % 4 == 0 else FeedbackState.NEW,
        )
        for number in range(9)
    ]
    add(store, *clients, *services, *(promise(clients[0], due) for due in dues), *feedback)
    fetches: list[tuple[Fetch, int]] = [
        (lambda span: lists.roster(store, "", TODAY, span), len(clients)),
        (lambda span: lists.directory(store, "", TODAY, span), len(services)),
        (lambda span: lists.board_column(store, [CommitmentState.PROMISED], "", span), len(dues)),
        (lambda span: lists.inbox(store, "", span), len(feedback)),
    ]
    for fetch, expected in fetches:
        whole = fetch(Span(limit=100))
        assert len(whole) == expected
        assert all_pages(fetch) == whole
        assert all_pages(fetch, backwards=True) == whole


def test_names_are_in_order_whatever_their_case_and_accents(store: Store) -> None:
    add(store, *(Client(name=name) for name in ("Élan", "finance", "Finance 2", "Eden", "zoo")))
    assert [row.name for row in lists.roster(store, "", TODAY, Span())] == [
        "Eden",
        "Élan",
        "finance",
        "Finance 2",
        "zoo",
    ]


def test_a_column_begins_with_the_soonest_due_and_ends_with_those_without_a_date(store: Store) -> None:
    add(store, DANA, FINANCE, promise(FINANCE, None), promise(FINANCE, TODAY), promise(FINANCE, TODAY - timedelta(1)))
    cards = lists.board_column(store, [CommitmentState.PROMISED], "", Span())
    assert [card.due for card in cards] == [TODAY - timedelta(1), TODAY, None]
    assert {card.client for card in cards} == {"FIN"}


def test_a_card_sums_the_hours_it_needs(store: Store) -> None:
    item = promise(LEGAL, TODAY)
    add(store, LEGAL, item, Requirement(commitment=item.id, minutes=60), Requirement(commitment=item.id, minutes=90))
    (card,) = lists.board_column(store, [CommitmentState.PROMISED], "", Span())
    assert (card.minutes, card.client) == (150, "Légal")


def test_the_board_counts_each_state_and_what_is_overdue(store: Store) -> None:
    draft = promise(LEGAL, TODAY - timedelta(9), CommitmentState.DRAFT)
    add(store, LEGAL, draft, promise(LEGAL, TODAY), promise(LEGAL, TODAY - timedelta(1)))
    counts = lists.board_counts(store, "", TODAY)
    assert counts == {CommitmentState.DRAFT: (1, 1), CommitmentState.PROMISED: (2, 1)}


def test_the_inbox_shows_what_is_open_first_and_the_newest_on_top(store: Store) -> None:
    states = {"closed new": (NOON, FeedbackState.CLOSED), "open old": (NOON - timedelta(9), FeedbackState.NEW)}
    states["open new"] = (NOON - timedelta(1), FeedbackState.ANSWERED)
    records = [
        Feedback(kind=FeedbackKind.COMPLAINT, subject=subject, received_at=at, state=state)
        for subject, (at, state) in states.items()
    ]
    add(store, *records)
    assert [row.subject for row in lists.inbox(store, "", Span())] == ["open new", "open old", "closed new"]
    assert lists.open_feedback(store) == 2


def test_a_filter_counts_and_shows_the_same_rows(store: Store) -> None:
    add(store, DANA, FINANCE, LEGAL, Client(code="LOG", name="Logistics"))
    for words, names in (("l", ["Légal", "Logistics"]), ("legal", ["Légal"]), ("LOG ist", ["Logistics"]), ("x", [])):
        assert [row.name for row in lists.roster(store, words, TODAY, Span())] == names
        assert lists.counts(store, "client", words).shown == len(names)
    assert lists.counts(store, "client", "").all == 3


def test_where_a_record_stands_leads_back_to_it(store: Store) -> None:
    feedback = Feedback(kind=FeedbackKind.COMPLAINT, subject="Late", received_at=NOON)
    add(store, DANA, FINANCE, LEGAL, feedback)
    (row,) = lists.inbox(store, "", Span())
    assert lists.place_in_inbox(store, feedback.id) == row.key
    first = lists.roster(store, "", TODAY, Span())[0]
    assert lists.place_by_name(store, "client", FINANCE.id) == first.key
    delete(store, feedback)
    assert lists.place_in_inbox(store, feedback.id) is None


def test_a_profile_has_all_that_belongs_to_its_client_and_nothing_else(store: Store) -> None:
    mine, theirs = promise(FINANCE, TODAY), promise(LEGAL, TODAY)
    add(store, DANA, FINANCE, LEGAL, mine, theirs, Requirement(commitment=theirs.id, minutes=60))
    found = profile(store, FINANCE.id, TODAY)
    assert found is not None
    assert [item.id for item in found.commitments] == [mine.id]
    assert found.requirements == ()
    assert found.people[DANA.id].name == "Dana"
    delete(store, mine)
    delete(store, FINANCE)
    assert profile(store, FINANCE.id, TODAY) is None
