"""Which records are proposed as the same thing, and that many records do not mean many more comparisons."""

from __future__ import annotations

import pytest

from itcrm_tui.domain.client import Client, Stakeholder
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.people import Person
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows import duplicates as module
from itcrm_tui.workflows.duplicates import duplicates, searchable_kinds, suggestions
from storage.errors import RefusedError
from storage.store import Store
from storage.views.identities import Identity
from tests.storage.records import add, delete

FINANCE = Client(name="Finance", code="FIN-1")


def said(store: Store, kind: str, only: RecordId | None = None) -> list[tuple[str, str, str]]:
    found = duplicates(store, KINDS[kind], only=only)
    return [(one.survivor.name, one.merged.name, ", ".join(one.reasons)) for one in found]


def test_clients_are_proposed_by_name_and_code_the_surest_first(either_store: Store) -> None:
    store = either_store
    add(store, FINANCE)
    add(
        store,
        Client(name="Finanse"),
        Client(name="Legal", code="FIN1"),
        Client(name="Finance GmbH"),
        Client(name="Tax"),
    )
    assert said(store, "client") == [
        ("Finance", "Finance GmbH", "same name"),
        ("Finance", "Legal", "codes alike"),
        ("Finance", "Finanse", "names alike"),
        ("Finanse", "Finance GmbH", "names alike"),
    ]


def test_the_deleted_are_not_proposed(store: Store) -> None:
    twin = Client(name="Finance")
    add(store, FINANCE, twin)
    assert len(said(store, "client")) == 1
    delete(store, twin)
    assert said(store, "client") == []


def test_people_at_a_client_are_proposed_by_address_or_initial_within_one_client_only(store: Store) -> None:
    legal = Client(name="Legal")
    add(store, FINANCE, legal)
    add(store, Stakeholder(client=FINANCE.id, name="Mary Okoye", email="m@finance.example"))
    add(store, Stakeholder(client=FINANCE.id, name="M. Okoye"))
    add(store, Stakeholder(client=FINANCE.id, name="The boss", email="M@Finance.example "))
    add(store, Stakeholder(client=legal.id, name="Mary Okoye", email="m@finance.example"))
    assert said(store, "stakeholder") == [
        ("Mary Okoye", "The boss", "same e-mail"),
        ("Mary Okoye", "M. Okoye", "names alike"),
    ]


def test_the_pairs_of_one_record_can_be_asked_for(store: Store) -> None:
    ana, anna, tom, thom = (Person(name=name) for name in ("Ana Lund", "Anna Lund", "Thomas Field", "Tomas Field"))
    add(store, ana, anna, tom, thom)
    assert len(said(store, "person")) == 2
    assert said(store, "person", only=anna.id) == [("Ana Lund", "Anna Lund", "names alike")]


def test_kinds_without_names_are_refused_in_a_sentence(store: Store) -> None:
    with pytest.raises(RefusedError, match="looked for among clients, lines of business, stakeholders"):
        duplicates(store, KINDS["commitment"])
    assert KINDS["commitment"] not in searchable_kinds()


def test_a_wrong_first_letter_is_found_however_far_away_it_sorts() -> None:
    between = [f"{letter}arrow Works {chr(97 + at)}" for letter in "DEFGHIJ" for at in range(9)]
    names = ["Corvane Textiles", *between, "Korvane Textiles"]
    records = [Identity(RecordId(f"{at:03}"), name, "", "", "") for at, name in enumerate(names)]
    found = {(one.survivor.name, one.merged.name) for one in suggestions(records)}
    assert ("Corvane Textiles", "Korvane Textiles") in found


def test_a_thousand_namesakes_are_no_million_pairs() -> None:
    records = [Identity(RecordId(f"{number:04}"), "Finance", "", "", "") for number in range(1_000)]
    assert len(suggestions(records)) == 999


def test_ten_times_as_many_records_take_about_ten_times_as_many_comparisons(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = 0

    def counting(*_: object) -> bool:
        nonlocal counted
        counted += 1
        return False

    monkeypatch.setattr(module, "alike", counting)
    for many in (200, 2_000):
        counted = 0
        suggestions(
            [Identity(RecordId(str(at)), f"Client {chr(97 + at % 26)} {at:b}", "", "", "") for at in range(many)]
        )
        assert counted <= 2 * module.WINDOW * many
