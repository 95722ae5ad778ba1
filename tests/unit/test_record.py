"""Two records are equal when they are of one kind and hold the same; how they are shown names what they hold."""

from __future__ import annotations

from dataclasses import replace

from itcrm_tui.domain.client import Client, LineOfBusiness
from itcrm_tui.domain.record import Record
from itcrm_tui.ids import RecordId

FINANCE = Client(id=RecordId("1"), name="Finance")


def test_what_holds_the_same_is_equal_and_hashed_alike() -> None:
    again = replace(FINANCE)
    assert again == FINANCE
    assert hash(again) == hash(FINANCE)
    assert {again, FINANCE} == {FINANCE}


def test_what_differs_in_a_field_or_in_its_kind_is_not_equal() -> None:
    assert replace(FINANCE, tier=2) != FINANCE
    assert Record(id=RecordId("1")) != LineOfBusiness(id=RecordId("1"), client=RecordId("1"), name="One")
    assert FINANCE != "Finance"


def test_a_record_shows_what_it_holds() -> None:
    assert repr(FINANCE).startswith("Client(id='1', version=0, ")
    assert "name='Finance'" in repr(FINANCE)
