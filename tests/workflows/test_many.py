"""Many records are changed as one change set, on either engine, and one undo brings all of them back."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

import pytest

from itcrm_tui.domain.client import Client, Segment, Stakeholder
from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.feedback import Feedback, FeedbackKind, FeedbackState
from itcrm_tui.domain.kinds import KINDS, kind_of
from itcrm_tui.domain.people import Person
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.service import Service
from itcrm_tui.domain.subscription import Subscription
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows import history, many
from itcrm_tui.workflows.many import Selection
from itcrm_tui.workflows.records import InvalidError
from storage.errors import RefusedError, StoreError
from storage.store import Store

TODAY = date(2026, 11, 23)
R = TypeVar("R", bound=Record)
FIN, HR, LEGAL = Client(code="FIN", name="Finance"), Client(code="HR", name="Human Resources"), Client(name="Legal")
DANA, VPN = Person(name="Dana"), Service(name="VPN")


@pytest.fixture
def store(either_store: Store) -> Store:
    add(either_store, FIN, HR, LEGAL, DANA)
    return either_store


def add(store: Store, *records: Record) -> None:
    with store.write("Set up") as unit:
        for record in records:
            unit.add(record)


def living(store: Store, record_type: type[R]) -> list[R]:
    with store.read() as reader:
        found = reader.find(record_type)
    assert isinstance(found, list)
    return found


def these(*records: Record) -> Selection:
    return Selection(kind_of(records[0]), frozenset(record.id for record in records))


def all_but(kind: str, words: str, *records: Record) -> Selection:
    return Selection(KINDS[kind], frozenset(record.id for record in records), words)


def segments(store: Store) -> list[str | None]:
    return [client.segment for client in living(store, Client)]


def change_sets(store: Store) -> list[str]:
    return [one.title for one in history.history(store, None, start=None, backwards=False, limit=100)]


def test_a_field_of_many_is_edited_in_one_change_set_and_undone_as_one(store: Store) -> None:
    before = len(change_sets(store))
    said = many.edit(store, these(FIN, LEGAL), "segment", "key", today=TODAY)
    assert said.words == "Changed segment of 2 clients."
    assert segments(store) == [Segment.KEY, None, Segment.KEY]
    assert change_sets(store)[0] == "Edit 2 clients: segment"
    assert len(change_sets(store)) == before + 1
    history.undo(store)
    assert segments(store) == [None, None, None]


def test_all_of_the_filter_but_some_is_edited(store: Store) -> None:
    many.edit(store, all_but("client", "", HR), "segment", "standard", today=TODAY)
    assert segments(store) == [Segment.STANDARD, None, Segment.STANDARD]
    many.edit(store, all_but("client", "leg"), "segment", "key", today=TODAY)
    assert segments(store) == [Segment.STANDARD, None, Segment.KEY]


def test_who_has_the_value_already_is_left_alone_and_told(store: Store) -> None:
    many.edit(store, these(FIN), "tier", "1", today=TODAY)
    assert change_sets(store)[0] == "Edit client Finance: tier"
    one = many.edit(store, these(FIN, HR), "tier", "1", today=TODAY)
    assert one == many.Done("Changed tier of 1 client. 1 had it already.", True)
    before = change_sets(store)
    same = many.edit(store, these(FIN, HR), "tier", "1", today=TODAY)
    assert same == many.Done("No change of tier: 2 clients had it already.", False)
    assert change_sets(store) == before


def test_an_empty_text_makes_the_field_unknown(store: Store) -> None:
    many.edit(store, these(FIN, HR), "segment", "key", today=TODAY)
    many.edit(store, these(FIN, HR), "segment", "", today=TODAY)
    assert segments(store) == [None, None, None]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("tier", "99", "Tier"),
        ("segment", "huge", "huge"),
        ("name", "", "Name"),
        ("merged_into", "FIN", "cannot be set"),
        ("relationship_owner", "Nobody", "Nobody"),
        ("code", "X", "X"),
    ],
)
def test_what_one_of_them_cannot_have_changes_none(store: Store, name: str, text: str, words: str) -> None:
    before = living(store, Client)
    with pytest.raises(StoreError, match=words):
        many.edit(store, these(FIN, HR, LEGAL), name, text, today=TODAY)
    assert living(store, Client) == before


def test_the_records_that_cannot_have_a_value_are_named(store: Store) -> None:
    one = Subscription(client=FIN.id, service=VPN.id, starts_on=date(2026, 1, 1))
    other = Subscription(client=HR.id, service=VPN.id, starts_on=date(2026, 9, 1))
    add(store, VPN, one, other)
    with pytest.raises(InvalidError, match=r"1 of 2 cannot have that\. subscription"):
        many.edit(store, these(one, other), "ends_on", "2026-03-01", today=TODAY)
    assert [found.ends_on for found in living(store, Subscription)] == [None, None]


def test_somebody_is_given_many_to_take_care_of(store: Store) -> None:
    field = many.assigning_field(KINDS["client"])
    assert field is not None
    many.edit(store, these(FIN, HR), field.name, "Dana", today=TODAY)
    assert [client.relationship_owner for client in living(store, Client)] == [DANA.id, DANA.id, None]
    named = {kind: one.name for kind in KINDS if (one := many.assigning_field(KINDS[kind]))}
    assert (named["feedback"], named["commitment"], named["service"]) == ("assignee", "owner", "owner")
    assert "stakeholder" not in named


def test_many_are_deleted_with_what_they_own_and_come_back_together(store: Store) -> None:
    add(store, Stakeholder(client=FIN.id, name="Okoye"), Stakeholder(client=HR.id, name="Brandt"))
    said = many.remove(store, these(FIN, HR))
    assert said.words == "Deleted 2 clients and 2 records that belong to them."
    assert [client.name for client in living(store, Client)] == ["Legal"]
    assert living(store, Stakeholder) == []
    history.undo(store)
    assert len(living(store, Client)) == 3
    assert len(living(store, Stakeholder)) == 2


def test_a_living_reference_to_one_of_them_keeps_all(store: Store) -> None:
    add(store, Commitment(client=HR.id, title="VPN"))
    with pytest.raises(RefusedError, match="VPN"):
        many.remove(store, these(FIN, HR))
    assert len(living(store, Client)) == 3


def test_those_that_can_move_on_do_and_the_others_say_why_not(store: Store) -> None:
    new = [Feedback(kind=FeedbackKind.COMPLAINT, subject=f"{number}") for number in range(2)]
    stuck = Feedback(kind=FeedbackKind.COMPLAINT, subject="stuck", state=FeedbackState.ACKNOWLEDGED)
    add(store, *new, stuck)
    said = many.move_on(store, these(*new, stuck), TODAY)
    assert said.words == "Moved 2 feedback to the next state. 1 stay: Assign it to somebody first."
    assert [one.state for one in living(store, Feedback)] == [FeedbackState.ACKNOWLEDGED] * 3
    with pytest.raises(RefusedError, match="3 stay"):
        many.move_on(store, these(*new, stuck), TODAY)
    history.undo(store)
    assert [one.state for one in living(store, Feedback)][:2] == [FeedbackState.NEW] * 2


def test_those_that_have_gone_meanwhile_are_left_out(store: Store) -> None:
    many.remove(store, these(LEGAL))
    assert many.edit(store, these(FIN, LEGAL), "tier", "2", today=TODAY).words == "Changed tier of 1 client."
    with pytest.raises(RefusedError, match="None of these clients"):
        many.edit(store, these(LEGAL), "tier", "2", today=TODAY)


def test_more_than_can_be_done_at_once_is_refused(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "MOST", 2)
    with pytest.raises(RefusedError, match="more than 2 clients"):
        many.edit(store, all_but("client", ""), "tier", "2", today=TODAY)
    many.edit(store, all_but("client", "", LEGAL), "tier", "2", today=TODAY)


def test_a_selection_is_counted_without_reading_it(store: Store) -> None:
    assert many.count(store, these(FIN, HR)) == (2, False)
    assert many.count(store, all_but("client", "", HR)) == (2, False)
    assert many.count(store, all_but("client", "human")) == (1, False)
    assert many.count(store, all_but("client", "human", FIN)) == (1, False)


def test_progress_can_end_it_and_then_nothing_is_changed(store: Store) -> None:
    class StoppedError(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        many.remove(store, Selection(KINDS["client"], frozenset({RecordId(FIN.id)})), progress=stop)
    assert len(living(store, Client)) == 3


def test_reading_many_can_be_stopped_before_anything_is_written(store: Store) -> None:
    heard: list[tuple[int, int]] = []
    many.edit(store, these(FIN, HR), "tier", "2", today=TODAY, progress=lambda *so_far: heard.append(so_far))
    assert heard == [(0, 2), (0, 2), (2, 2)]
