"""What others changed while a form stood open."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.people import Person
from itcrm_tui.workflows.moved import meanwhile
from itcrm_tui.workflows.records import save_texts
from storage.errors import ConflictError
from storage.opening import open_store
from storage.store import Store

TODAY = date(2026, 11, 24)


@pytest.fixture
def finance(store: Store) -> Client:
    """A client as a form has seen it, with people who may own it."""
    client = Client(code="FIN", name="Finance", cost_centre="1")
    with store.write("Set up") as unit:
        for record in (client, Person(login="rsub", name="Ravi"), Person(login="dana", name="Dana")):
            unit.add(record)
    with store.read() as reader:
        (found,) = list(reader.find(Client, code="FIN") or [])
    return found


def conflict(store: Store, seen: Client, **typed: str) -> ConflictError:
    with pytest.raises(ConflictError) as caught:
        save_texts(store, KINDS["client"], seen, typed, today=TODAY)
    return caught.value


def test_each_field_says_what_was_seen_typed_and_is_there_now_and_who_did_it(
    store: Store, home: Path, finance: Client
) -> None:
    other = open_store(f"sqlite:///{home / 'crm.db'}", actor="ravi", device="laptop")
    save_texts(other, KINDS["client"], finance, {"name": "Treasury", "relationship_owner": "rsub", "cost_centre": "2"})
    other.close()
    clashes = conflict(store, finance, name="Finance and Control", relationship_owner="dana", tier="2").clashes
    found = meanwhile(store, finance, clashes, TODAY)
    assert found is not None
    assert [(one.label, one.saw, one.typed, one.now) for one in found.moved] == [
        ("Name", "Finance", "Finance and Control", "Treasury"),
        ("Relationship owner", "", "dana", "rsub"),
    ]
    assert all(one.who.startswith("ravi, ") for one in found.moved)
    assert found.elsewhere == ["Cost centre: 2"]
    assert found.texts["name"] == "Treasury"


def test_a_record_that_was_deleted_meanwhile_is_none(store: Store, finance: Client) -> None:
    with store.write("Delete") as unit:
        unit.delete(finance)
    clashes = conflict(store, finance, name="Finance and Control").clashes
    assert meanwhile(store, finance, clashes, TODAY) is None
