"""Lists come page by page, in one order on every engine, by an index and without counting off what came before."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection, Select

from itcrm_tui.domain.client import Client, Segment
from itcrm_tui.domain.commitment import Commitment, Requirement
from itcrm_tui.domain.kinds import KINDS, kind_of
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.service import Service
from itcrm_tui.domain.subscription import Subscription
from itcrm_tui.ids import RecordId
from itcrm_tui.text import folded
from storage import batches
from storage.reader import Key, keyset, order_of
from storage.store import Store
from storage.tables import SORT_LENGTH, TABLES
from tests.storage.places import Place
from tests.storage.records import add, delete

CLIENT = kind_of(Client)
NAMES = [
    *("Finance", "finance", "FINANCE", "Fïnance", "Finance "),
    *("%", "_", "\\", "'", '"', "''", "(", "", " ", "\t", "\n", "\x01", "\x7f", "\uffff", "\U0010ffff", "ÿ", "z", "Z"),
    *(
        "Zürich",
        "Zurich",
        "zurück",
        "東京",
        "ภาษาไทย",
        "Straße",
        "Strasse",
        "İstanbul",
        "a" * 10_000,
        "a" * 9_999 + "b",
    ),
]


@pytest.fixture
def clients(store: Store) -> list[Client]:
    """In the order in which they are to be listed, several of each name, and some that are deleted."""
    clients = [Client(name=name) for name in NAMES * 2]
    gone = [Client(name=name) for name in NAMES[:5]]
    add(store, *clients, *gone)
    delete(store, *gone)
    return sorted(clients, key=key_of)


def key_of(client: Record) -> Key:
    assert isinstance(client, Client)
    return (folded(client.name)[:SORT_LENGTH], client.id)


def page(store: Store, start: Key | None = None, **how: Any) -> list[Record]:
    with store.read() as reader:
        found = reader.page(CLIENT, start=start, **how)
    assert isinstance(found, list)
    return found


def ids(records: list[Any]) -> list[RecordId]:
    return [record.id for record in records]


@pytest.mark.parametrize("limit", [1, 7, 1_000])
def test_the_pages_forwards_hold_every_record_once_in_order(store: Store, clients: list[Client], limit: int) -> None:
    found, start = [], None
    while records := page(store, start, limit=limit):
        found += records
        start = key_of(records[-1])
    assert ids(found) == ids(clients)


@pytest.mark.parametrize("limit", [1, 7, 1_000])
def test_the_pages_backwards_are_the_same_from_the_other_end(store: Store, clients: list[Client], limit: int) -> None:
    found, start = [], None
    while records := page(store, start, backwards=True, limit=limit):
        found = records + found
        start = key_of(records[0])
    assert ids(found) == ids(clients)


def test_a_page_begins_after_its_start_even_when_that_record_is_gone(store: Store, clients: list[Client]) -> None:
    delete(store, clients[10])
    start = key_of(clients[10])
    assert ids(page(store, start, limit=3)) == ids(clients[11:14])
    assert ids(page(store, start, backwards=True, limit=3)) == ids(clients[7:10])


def test_kinds_without_a_name_come_in_the_order_of_their_making(store: Store) -> None:
    client = Client(name="Finance")
    commitment = Commitment(client=client.id, title="VPN")
    requirements = [Requirement(commitment=commitment.id) for _ in range(5)]
    add(store, client, commitment, *requirements[::-1])
    with store.read() as reader:
        found = reader.page(kind_of(Requirement), start=(requirements[1].id,), limit=2)
    assert isinstance(found, list)
    assert ids(found) == ids(requirements[2:4])


def test_records_are_counted_without_the_deleted(store: Store, clients: list[Client]) -> None:
    with store.read() as reader:
        assert reader.count(CLIENT) == len(clients)


def test_a_field_sorts_by_what_it_means_and_the_unknown_comes_last(store: Store) -> None:
    client, service = Client(name="Finance", segment=Segment.STANDARD), Service(name="VPN")
    quantities = [Decimal("9"), Decimal("10"), Decimal("-1"), None, Decimal("2.5")]
    add(store, client, service, Client(name="c", segment=Segment.STRATEGIC), Client(name="b"))
    add(store, *(Subscription(client=client.id, service=service.id, quantity=quantity) for quantity in quantities))
    assert by(store, Subscription, "quantity") == [Decimal(-1), Decimal("2.5"), Decimal(9), Decimal(10), None]
    assert by(store, Subscription, "quantity", descending=True, limit=2) == [Decimal(10), Decimal(9)]
    assert by(store, Client, "segment") == ["strategic", "standard", None]
    assert by(store, Client, "segment", descending=True) == ["standard", "strategic", None]
    assert by(store, Client, "name") == ["b", "c", "Finance"]
    assert by(store, Client, "name", words="fin") == ["Finance"]


def by(store: Store, record_type: type[Record], field: str, **how: Any) -> list[Any]:
    kind = kind_of(record_type)
    with store.read() as reader:
        found = reader.sorted_by(kind, kind.by_name[field], **how)
        assert reader.sorted_ids(kind, kind.by_name[field], **({"limit": 50} | how)) == ids(listed(found))
    return [getattr(record, field) for record in listed(found)]


def test_more_ids_than_a_statement_has_parameters_are_found(store: Store, clients: list[Client]) -> None:
    many = [f"id-{number}" for number in range(70_000)]
    with store.read() as reader:
        assert ids(listed(reader.find(Client, id=[*many, clients[3].id]))) == [clients[3].id]
        assert len(listed(reader.find(Client, name=[*many, "Finance"]))) == 2
        assert listed(reader.find(Client, id=[])) == []


def listed(found: Any) -> list[Any]:
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize(("kind", "index"), [("client", "by_client_sort_name"), ("requirement", "requirement")])
def test_a_page_is_read_by_its_index_from_its_start_on(
    place: Place, store: Store, kind: str, index: str, backwards: bool
) -> None:
    table, order = TABLES[kind], order_of(KINDS[kind])
    page = keyset(table.select().where(table.c.deleted_at.is_(None)), order, ("m",) * len(order), backwards=backwards)
    clients = [Client(name=f"{number}") for number in range(1_000)]
    promise = Commitment(client=clients[0].id, title="VPN")
    add(store, *clients, promise, *(Requirement(commitment=promise.id) for _ in clients))
    if place.engine == "postgresql":
        place.raw(f"ANALYZE {kind}")
    with store.connected() as connection:
        plan = explained(connection, page.limit(50))
    assert index in plan
    assert "SCAN" not in plan
    assert "Sort" not in plan
    assert "TEMP B-TREE" not in plan


def explained(connection: Connection, query: Select[Any]) -> str:
    """How the engine would go about a query on a table that is not small."""
    words = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN (COSTS OFF)"
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        connection.exec_driver_sql("SET LOCAL enable_bitmapscan = off")
    compiled = str(query.compile(connection, compile_kwargs={"literal_binds": True})).replace("%", "%%")
    return "\n".join(str(row) for row in connection.exec_driver_sql(f"{words} {compiled}"))


def test_batches_keep_the_order_and_their_size() -> None:
    assert list(batches.batches(range(5), 2)) == [[0, 1], [2, 3], [4]]
    assert list(batches.batches([])) == []
