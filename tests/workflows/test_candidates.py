"""What a form offers while a name is being typed."""

from __future__ import annotations

import pytest

from itcrm_tui.domain.candidate import Candidate
from itcrm_tui.domain.client import Client, Stakeholder
from itcrm_tui.domain.people import Person, Role
from itcrm_tui.workflows.candidates import MOST, candidates
from storage.store import Store


@pytest.fixture
def organization(either_store: Store) -> Store:
    """Two clients with people of one name, and some of ours."""
    finance, logistics = Client(code="FIN", name="Finance"), Client(code="LOG", name="Logistics")
    with either_store.write("Set up") as unit:
        for record in (
            finance,
            logistics,
            Client(code="LEGAL", name="Final affairs"),
            Stakeholder(client=finance.id, name="M. Okoye"),
            Stakeholder(client=logistics.id, name="M. Okoye"),
            Person(login="rsub", name="Ravi Subramanian"),
            Role(name="Évènements"),
        ):
            unit.add(record)
    return either_store


def test_a_record_is_offered_by_its_code_with_its_name(organization: Store) -> None:
    assert candidates(organization, "client", "fina") == [
        Candidate("LEGAL", "Final affairs"),
        Candidate("FIN", "Finance"),
    ]


def test_who_has_that_code_comes_before_who_has_that_name(organization: Store) -> None:
    assert candidates(organization, "client", "fin")[0] == Candidate("FIN", "Finance")


def test_the_middle_of_a_name_finds_it_too(organization: Store) -> None:
    assert candidates(organization, "person", "subra") == [Candidate("rsub", "Ravi Subramanian")]


def test_accents_and_case_do_not_count(organization: Store) -> None:
    assert [one.words for one in candidates(organization, "role", "EVEN")] == ["Évènements"]


def test_two_of_one_name_are_offered_by_id_with_what_tells_them_apart(organization: Store) -> None:
    found = candidates(organization, "stakeholder", "okoye")
    assert {one.about for one in found} == {"M. Okoye, Finance", "M. Okoye, Logistics"}
    assert all(len(one.words) == 36 for one in found)


@pytest.mark.parametrize(("kind", "typed"), [("client", " "), ("client", "zz"), ("starship", "fin"), ("client", "%")])
def test_nothing_is_offered_where_nothing_fits(organization: Store, kind: str, typed: str) -> None:
    assert list(candidates(organization, kind, typed)) == []


def test_a_name_that_may_not_be_shown_is_offered_by_id(store: Store) -> None:
    with store.write("Add") as unit:
        unit.add(Role(name="Evil\u202erole"))
    (found,) = candidates(store, "role", "evil")
    assert len(found.words) == 36


def test_no_more_is_offered_than_can_be_read(store: Store) -> None:
    with store.write("Add many") as unit:
        for number in range(30):
            unit.add(Role(name=f"Role {number}"))
    assert len(candidates(store, "role", "role")) == MOST


def test_the_one_of_just_that_code_is_offered_first_however_many_hold_it(store: Store) -> None:
    with store.write("Add many") as unit:
        for number in range(30):
            unit.add(Client(code=f"C{number}", name=f"Audit {number}"))
        unit.add(Client(code="IT", name="Zentral"))
    assert candidates(store, "client", "it")[0] == Candidate("IT", "Zentral")


def test_one_or_two_letters_are_only_looked_up_at_the_beginning(organization: Store) -> None:
    assert [one.words for one in candidates(organization, "client", "fi")] == ["LEGAL", "FIN"]
    assert candidates(organization, "client", "na") == []


@pytest.mark.parametrize("typed", ["\u0301", "%", "_", '"', "name:", "name:(", "or or or", "-", "\x00", "a" * 10_000])
def test_whatever_is_typed_is_a_name_and_nothing_else(organization: Store, typed: str) -> None:
    assert list(candidates(organization, "client", typed)) in ([], [Candidate("LEGAL", "Final affairs")])
