"""Lists sorted by anything: the pages joined are the plain sorted list, on either engine, read either way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from itcrm_tui.domain.client import Client, PerceivedHealth, Segment
from itcrm_tui.domain.commitment import Commitment, CommitmentState
from itcrm_tui.domain.feedback import Feedback, FeedbackKind, FeedbackState
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.outreach import Touchpoint, TouchpointKind
from itcrm_tui.domain.overview import Key, Sort
from itcrm_tui.domain.people import Person
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.service import Service
from itcrm_tui.domain.subscription import Subscription
from itcrm_tui.ids import RecordId
from itcrm_tui.text import folded
from itcrm_tui.workflows import lists
from itcrm_tui.workflows.exporting.lists import Wanted, pages_of
from itcrm_tui.workflows.lists import Span
from storage.store import Store
from tests.storage.places import Fresh, Place
from tests.storage.records import add, delete

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
PEOPLE = (Person(name="Zoë"), Person(name="anna"), Person(name="Zoë"))
SERVICES = (Service(name="VPN"), Service(name="Wi-Fi"))
HEALTH = {health: number for number, health in enumerate(PerceivedHealth) if health is not PerceivedHealth.UNKNOWN}
OPEN = (CommitmentState.PROMISED, CommitmentState.IN_DELIVERY)
Values = dict[str, Callable[[Client], Any]]


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


days = st.integers(-3, 3).map(lambda number: TODAY + timedelta(number))
clients = st.lists(
    st.builds(
        Client,
        name=st.sampled_from(["b", "A", "ä", "a", "B", "ab", "Zo"]),
        segment=maybe(st.sampled_from(Segment)),
        tier=maybe(st.integers(1, 3)),
        cost_centre=maybe(st.sampled_from(["K1", "k1", "k10", "K2", "Ärger", "ärger", ""])),
        perceived_health=st.sampled_from(PerceivedHealth),
        relationship_owner=maybe(st.sampled_from([person.id for person in PEOPLE])),
        tags=st.sampled_from([(), ("a",), ("B", "a")]),
        role_in_risk_agreed_on=maybe(days),
    ),
    min_size=1,
    max_size=9,
)


def drawn_children(data: st.DataObject, client: Client) -> Iterator[Record]:
    """What the figures of a client count: some of it, and some that looks like it."""
    states = st.sampled_from([*OPEN, CommitmentState.DRAFT])
    for due, state in data.draw(st.lists(st.tuples(maybe(days), states), max_size=3)):
        yield Commitment(client=client.id, title="Promise", due=due, state=state)
    for state in data.draw(st.lists(st.sampled_from([FeedbackState.NEW, FeedbackState.CLOSED]), max_size=2)):
        yield Feedback(kind=FeedbackKind.COMPLAINT, subject="Said", client=client.id, state=state)
    for held in data.draw(st.lists(maybe(st.integers(0, 3)), max_size=2)):
        at = None if held is None else NOON + timedelta(held)
        yield Touchpoint(kind=TouchpointKind.VISIT, client=client.id, held_at=at)
    for number, ends in data.draw(st.lists(st.tuples(st.integers(0, 1), maybe(days)), max_size=3)):
        yield Subscription(client=client.id, service=SERVICES[number].id, ends_on=ends)


def values_of(children: list[Record]) -> Values:
    """What a client is sorted by, from the records alone."""

    def of(kind: type[Any], client: Client) -> list[Any]:
        return [child for child in children if isinstance(child, kind) and child.client == client.id]

    def waiting(client: Client) -> list[Commitment]:
        return [one for one in of(Commitment, client) if one.state in OPEN]

    def used(client: Client) -> set[RecordId]:
        return {one.service for one in of(Subscription, client) if one.ends_on is None or one.ends_on >= TODAY}

    names = {person.id: folded(person.name) for person in PEOPLE}
    return {
        "name": lambda client: folded(client.name),
        "segment": lambda client: None if client.segment is None else list(Segment).index(client.segment),
        "tier": lambda client: client.tier,
        "cost_centre": lambda client: None if client.cost_centre is None else in_small_letters(client.cost_centre),
        "perceived_health": lambda client: HEALTH.get(client.perceived_health),
        "relationship_owner": lambda client: names.get(client.relationship_owner or RecordId("")),
        "role_in_risk_agreed_on": lambda client: client.role_in_risk_agreed_on,
        "promises": lambda client: len(waiting(client)),
        "late": lambda client: sum(one.due is not None and one.due < TODAY for one in waiting(client)),
        "next_due": lambda client: min((one.due for one in waiting(client) if one.due), default=None),
        "open_feedback": lambda client: sum(one.state != FeedbackState.CLOSED for one in of(Feedback, client)),
        "services": lambda client: len(used(client)),
        "last_touchpoint_at": lambda client: max(
            (one.held_at for one in of(Touchpoint, client) if one.held_at), default=None
        ),
    }


def in_small_letters(text: str) -> str:
    """As a database does it that knows no letters but those of ASCII."""
    return "".join(letter.lower() if letter.isascii() else letter for letter in text)


def plainly_sorted(found: list[Client], value: Callable[[Client], Any], *, descending: bool) -> list[RecordId]:
    known = sorted(((value(one), one.id) for one in found if value(one) is not None), reverse=descending)
    unknown = sorted((one.id for one in found if value(one) is None), reverse=descending)
    return [record_id for _, record_id in known] + unknown


def joined(page: Callable[[Span], list[Any]], sort: Sort, limit: int, *, backwards: bool) -> list[RecordId]:
    rows: list[Any] = []
    while part := page(Span(rows[0 if backwards else -1].key if rows else None, backwards, limit, sort)):
        rows = [*part, *rows] if backwards else [*rows, *part]
    return [row.id for row in rows]


def check_pages(data: st.DataObject, place: Place) -> None:
    store = place.open()
    found = data.draw(clients)
    children = [child for client in found for child in drawn_children(data, client)]
    gone = Client(name="a", tier=1)
    add(store, *PEOPLE, *SERVICES, *found, gone, *children)
    delete(store, gone)
    words = data.draw(st.sampled_from(["", "a", "b"]))
    limit = data.draw(st.integers(1, 4))
    shown = [client for client in found if words in folded(client.name)]
    page = partial(lists.roster, store, words, TODAY)
    values = values_of(children)
    for name in data.draw(st.permutations(list(values)))[:4]:
        for descending in (False, True):
            sort, plain = Sort(name, descending), plainly_sorted(shown, values[name], descending=descending)
            for backwards in (False, True):
                assert joined(page, sort, limit, backwards=backwards) == plain, (sort, words, limit, backwards)


few = partial(settings, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@few(max_examples=12)
@given(st.data())
def test_sorted_pages_joined_are_the_plain_sorted_list_on_sqlite(fresh_sqlite: Fresh, data: st.DataObject) -> None:
    with fresh_sqlite() as place:
        check_pages(data, place)


@few(max_examples=4)
@given(st.data())
def test_sorted_pages_joined_are_the_plain_sorted_list_on_postgresql(
    fresh_postgres: Fresh, data: st.DataObject
) -> None:
    with fresh_postgres() as place:
        check_pages(data, place)


def test_every_field_with_an_order_sorts_a_list(store: Store) -> None:
    add(store, *(Client(name=name, priorities=(name,), notes=name) for name in "cab"))
    fields = [name for name in lists.sortable("client") if name not in ("name", "priorities", "notes")]
    assert {"code", "parent", "merged_into", "tags", "promises", "services"} <= set(fields)
    for name in fields:
        assert len(lists.roster(store, "", TODAY, Span(sort=Sort(name)))) == 3, name
    for name in ("name", "priorities", "notes"):
        rows = lists.roster(store, "", TODAY, Span(sort=Sort(name, descending=True)))
        assert [row.name for row in rows] == ["c", "b", "a"], name


@pytest.mark.parametrize("sort", [Sort("clients"), Sort("owner", descending=True), Sort("lead_time_days")])
def test_the_directory_and_the_inbox_are_sorted_too(store: Store, sort: Sort) -> None:
    services = [Service(name=name, lead_time_days=days) for name, days in (("a", 3), ("b", None), ("c", 1))]
    client = Client(name="Finance")
    add(store, client, *services, Subscription(client=client.id, service=services[0].id))
    rows = lists.directory(store, "", TODAY, Span(sort=sort))
    expected = {"clients": "bca", "owner": "cba", "lead_time_days": "cab"}[sort.by]
    assert "".join(row.name for row in rows) == expected
    for row in rows:
        assert lists.place_sorted(store, "service", row.id, TODAY, sort) == row.key


def test_the_inbox_is_sorted_by_its_fields_and_its_clients_names(store: Store) -> None:
    finance, legal = Client(name="Finance"), Client(name="Legal")
    feedback = [
        Feedback(kind=FeedbackKind.COMPLAINT, subject=subject, client=client, csat=csat)
        for subject, client, csat in (("x", legal.id, 5), ("y", None, None), ("z", finance.id, 1))
    ]
    add(store, finance, legal, *feedback)
    for name, expected in (("client", "zxy"), ("csat", "zxy"), ("subject", "xyz")):
        rows = lists.inbox(store, "", Span(sort=Sort(name)))
        assert "".join(row.subject for row in rows) == expected
    up = lists.inbox(store, "", Span(sort=Sort("received_at")))
    assert "".join(row.subject for row in up) == "xyz"


@pytest.mark.parametrize("descending", [False, True])
def test_feedback_that_waits_for_no_reply_comes_after_what_does(store: Store, descending: bool) -> None:
    states = (FeedbackState.ANSWERED, FeedbackState.NEW, FeedbackState.CLOSED, FeedbackState.ASSIGNED)
    feedback = [
        Feedback(
            kind=FeedbackKind.COMPLAINT, subject=str(number), state=state, reply_due=NOON + timedelta(hours=number)
        )
        for number, state in enumerate(states)
    ]
    add(store, *feedback)
    sort = Sort("reply_due", descending)
    rows = lists.inbox(store, "", Span(sort=sort))
    assert "".join(row.subject for row in rows) == ("3120" if descending else "1302")
    assert [lists.place_sorted(store, "feedback", row.id, TODAY, sort) for row in rows] == [row.key for row in rows]


def test_clients_of_unknown_health_come_last_either_way(store: Store) -> None:
    add(store, *(Client(name=health.value, perceived_health=health) for health in PerceivedHealth))
    for descending, expected in ((False, "red yellow green unknown"), (True, "green yellow red unknown")):
        rows = lists.roster(store, "", TODAY, Span(sort=Sort("perceived_health", descending)))
        assert " ".join(row.name for row in rows) == expected


def test_a_record_is_found_in_a_sorted_list(store: Store) -> None:
    found = [Client(name=name, tier=tier) for name, tier in (("a", 2), ("b", None), ("c", 1))]
    add(store, *found)
    for sort in (Sort("tier"), Sort("promises", descending=True), Sort("name", descending=True)):
        keys: dict[RecordId, Key] = {row.id: row.key for row in lists.roster(store, "", TODAY, Span(sort=sort))}
        assert {one.id: lists.place_sorted(store, "client", one.id, TODAY, sort) for one in found} == keys
    delete(store, found[0])
    assert lists.place_sorted(store, "client", found[0].id, TODAY, Sort("tier")) is None


def test_a_listing_of_records_goes_by_a_figure_page_by_page(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("itcrm_tui.workflows.exporting.lists.PAGE", 2)
    found = [Client(name=name) for name in "abcde"]
    promises = [
        Commitment(client=client.id, title="VPN", state=CommitmentState.PROMISED)
        for number, client in enumerate(found)
        for _ in range(number % 3)
    ]
    add(store, *found, *promises)
    with store.read() as reader:
        for limit, names in ((None, "cebda"), (3, "ceb")):
            wanted = Wanted(KINDS["client"], figure="promises", descending=True, limit=limit)
            records = [record for page in pages_of(reader, wanted) for record in page]
            assert "".join(getattr(record, "name", "") for record in records) == names
    assert lists.figures_of("client")[:2] == ["services", "promises"]
    assert lists.figures_of("feedback") == []
