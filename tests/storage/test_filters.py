"""What the database answers to a filter is what the plain evaluation says of all records, one by one."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

from hypothesis import Phase, given, note
from hypothesis import strategies as st
from sqlalchemy import literal, select

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.kinds import KINDS, Kind, kind_of
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.service import Service
from itcrm_tui.domain.subscription import Subscription
from itcrm_tui.query.evaluation import shows
from itcrm_tui.query.filter import Filter
from itcrm_tui.text import folded
from storage.filtering.conditions import condition
from storage.filtering.folding import Folded
from storage.store import Store
from storage.tables import TABLES
from storage.views.matching import matching
from tests.query.asking import Records, read
from tests.storage.filters import TYPES, filters, organizations
from tests.storage.histories import few
from tests.storage.places import Fresh
from tests.storage.records import add


def answered(store: Store, kind: Kind, found: Filter) -> list[str]:
    """The ids of the living records that the database finds, by the condition alone and in the ways of a list."""
    table = TABLES[kind.name]
    with store.connected() as connection:
        shown = condition(connection, found.tree, kind.name, table)
        ids = sorted(connection.scalars(select(table.c.id).where(table.c.deleted_at.is_(None), shown)))
        as_listed = select(table.c.id).where(*matching(connection, kind.name, found).conditions)
        assert sorted(connection.scalars(as_listed)) == ids, "the short way finds something else"
    return ids


def look_through(data: st.DataObject, fresh: Fresh, each: int) -> None:
    """Ask for random records of every kind in both ways."""
    records = data.draw(organizations(), label="records")
    with fresh() as place:
        store = place.open()
        add(store, *records)
        everything = stored(store)
        for kind in map(kind_of, TYPES):
            for text in data.draw(st.lists(filters(kind), min_size=each, max_size=each), label=f"about {kind.plural}"):
                compare(store, everything, kind, text)


def stored(store: Store) -> list[Record]:
    """All living records as they are stored, with the instants of their life."""
    with store.read() as reader:
        return [record for kind in KINDS.values() for record in reader.find(kind.record_type) or []]


def compare(store: Store, everything: list[Record], kind: Kind, text: str) -> None:
    found = read(text, kind.name)
    around = Records(everything)
    expected = sorted(one.id for one in everything if kind_of(one) is kind and shows(found.tree, one, around))
    note(f"{kind.name}: {text}")
    assert answered(store, kind, found) == expected, f"{kind.name}: {text}"


@given(data=st.data())
@few(15, phases=[Phase.generate])
def test_sqlite_answers_as_plain_evaluation_does(fresh_sqlite: Fresh, data: st.DataObject) -> None:
    look_through(data, fresh_sqlite, 4)


@given(data=st.data())
@few(4, phases=[Phase.generate])
def test_postgresql_answers_as_plain_evaluation_does(fresh_postgres: Fresh, data: st.DataObject) -> None:
    look_through(data, fresh_postgres, 6)


def test_decimals_are_compared_as_numbers_and_exactly(store: Store) -> None:
    client, service = Client(name="Finance"), Service(name="Mail")
    amounts = ["9.99", "10", "12345678901234567.88", "12345678901234567.89", "-3"]
    uses = {one: Subscription(client=client.id, service=service.id, quantity=Decimal(one)) for one in amounts}
    add(store, client, service, *uses.values())
    for text, expected in {
        "quantity<10": ["9.99", "-3"],
        "quantity>12345678901234567.88": ["12345678901234567.89"],
        "quantity:10.00": ["10"],
        "quantity<=-3": ["-3"],
    }.items():
        found = answered(store, KINDS["subscription"], read(text, "subscription"))
        assert found == sorted(uses[one].id for one in expected), text


def test_every_character_is_folded_as_the_program_folds_it(store: Store) -> None:
    characters = [char for char in map(chr, range(1, 0x20000)) if unicodedata.category(char) not in ("Cs", "Cn")]
    with store.connected() as connection:
        for begin in range(0, len(characters), 500):
            text = "|".join(characters[begin : begin + 500])
            assert connection.scalar(select(Folded(literal(text)))) == folded(text)


def test_hostile_texts_are_looked_for_as_they_are(store: Store) -> None:
    names = ["100% sure", "a_b", "back\\slash", 'say "hi"', "O'Neill", "'; DROP TABLE client; --", "x" * 10_000]
    add(store, *(Client(name=name, tags=(name,)) for name in names if ";" not in name), Client(name=names[5]))
    for text, name in {
        '"0% s"': names[0],
        "a_b": names[1],
        "k\\s": names[2],
        '"""hi"""': names[3],
        "o'n": names[4],
    }.items():
        for field in ("name", "tag"):
            (found,) = answered(store, KINDS["client"], read(f"{field}:{text}", "client"))
            assert named(store, found) == name
    assert len(answered(store, KINDS["client"], read(f"name:{'x' * 9_999}", "client"))) == 1
    assert len(answered(store, KINDS["client"], read('name:"\'; DROP"', "client"))) == 1
    for nothing in ('name:"\0"', 'owner:"\0"', "name:a\udcff", "tag:a\udcff", "owner:\udcff", "id=\udcff", "\udcff"):
        assert answered(store, KINDS["client"], read(nothing, "client")) == []


def named(store: Store, record_id: str) -> str:
    with store.read() as reader:
        (found,) = reader.find(Client, id=[record_id]) or []
    return found.name
