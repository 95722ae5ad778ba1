"""What waits for a decision, in words, and how it is decided: as a whole where it is one, with what waits behind."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from itcrm_tui.domain.client import Client, Stakeholder
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.outreach import FollowUp, Touchpoint, TouchpointKind
from itcrm_tui.domain.today import What
from itcrm_tui.workflows.clash_in_brief import in_brief
from itcrm_tui.workflows.conflict import DROPPED, FREE
from itcrm_tui.workflows.conflicts import numbered
from itcrm_tui.workflows.deciding import keep_beside, settle_many, settle_whole, settle_with
from itcrm_tui.workflows.history import redo, undo
from itcrm_tui.workflows.merging import merge, plan
from itcrm_tui.workflows.records import InvalidError
from itcrm_tui.workflows.standing import synced_words
from itcrm_tui.workflows.today import needs_of_today
from storage.errors import RefusedError
from storage.store import Store
from storage.sync.deciding import Choice
from storage.sync.waiting import count_decisions
from tests.storage.records import add, delete, look
from tests.workflows.apart import CheckOut, Laptop
from tests.workflows.promise_steps import FINANCE, LUND, TODAY, now


def change(store: Store, record: Client | Stakeholder, **values: object) -> None:
    with store.write(f"Edit {record.name}") as unit:
        seen = now(store, record)
        unit.save(seen, replace(seen, **values))  # type: ignore[arg-type]


def renamed_twice(store: Store, check_out: CheckOut) -> Laptop:
    """Finance was renamed at the desk, and otherwise on a laptop, together with its cost centre."""
    dana = check_out("dana")
    change(store, FINANCE, name="Finance and Tax")
    change(dana.store, FINANCE, name="Controlling")
    dana.sync()
    return dana


def test_the_reason_says_who_changed_what_by_the_clock_of_the_organization(store: Store, check_out: CheckOut) -> None:
    with store.read() as reader:
        settings = reader.settings()
    with store.write("Settle") as unit:
        unit.save(settings, replace(settings, time_zone="Asia/Kolkata"))
    store.clock = lambda: datetime(2026, 6, 1, 20, 45, tzinfo=UTC)
    (waiting,) = renamed_twice(store, check_out).waiting
    assert waiting.reason.startswith("tester changed name from Finance to Finance and Tax on 2 Jun")
    assert "02:15" in waiting.reason
    assert waiting.when == "1 Jun 17:30"
    assert "UTC" not in waiting.reason


def test_of_each_clash_it_is_told_in_a_line_what_it_is_one_record_after_the_other(
    store: Store, check_out: CheckOut
) -> None:
    dana = check_out("dana")
    change(store, FINANCE, name="Finance and Tax", cost_centre="12")
    change(dana.store, FINANCE, name="Controlling")
    change(dana.store, LUND, phone="34")
    change(dana.store, FINANCE, cost_centre="34")
    delete(store, LUND)
    dana.sync()
    assert [(one.number, one.name, str(in_brief(one))) for one in dana.waiting] == [
        (1, "Finance and Tax", "name: Controlling | Finance and Tax"),
        (2, "Finance and Tax", "cost centre: 34 | 12"),
        (3, "A. Lund", "deleted there: phone 34"),
    ]
    assert [one.now for one in dana.waiting[2].moved] == ["deleted"]
    needs = [one for one in needs_of_today(dana.store, None, TODAY).needs if one.what is What.DECIDE]
    assert [(one.client, one.title, one.note, len(one.parts)) for one in needs] == [
        ("Finance and Tax", "Finance and Tax", "2 fields: name, cost centre", 2),
        ("Finance and Tax", "A. Lund, stakeholder", "deleted there: phone 34", 1),
    ]


def test_a_deletion_with_what_it_owns_is_one_decision_with_the_reason_of_the_part_that_moved(
    store: Store, check_out: CheckOut
) -> None:
    dana = check_out("dana")
    change(store, LUND, phone="12")
    delete(dana.store, LUND, FINANCE)
    dana.sync()
    (waiting,) = dana.waiting
    assert (waiting.record, waiting.with_it) == ("client Finance", ("stakeholder A. Lund: I deleted it",))
    assert str(in_brief(waiting)) == "deleted here"
    assert waiting.reason.startswith("Stakeholder A. Lund: tester changed phone from nothing to 12 on ")
    assert count_decisions(dana.store) == 1
    settle_whole(dana.store, waiting, Choice.MINE, TODAY)
    assert look(dana.store, FINANCE) is look(dana.store, LUND) is None
    undo(dana.store)
    assert [one.record for one in dana.waiting] == ["client Finance"]


def test_what_has_become_free_meanwhile_says_so(store: Store, check_out: CheckOut) -> None:
    dana = renamed_twice(store, check_out)
    change(store, FINANCE, name="Finance")
    dana.sync()
    assert [(one.reason, str(in_brief(one))) for one in dana.waiting] == [(FREE, "free now: name Controlling")]


def test_what_belongs_to_a_deleted_record_says_who_deleted_it_until_it_is_back(
    store: Store, check_out: CheckOut
) -> None:
    dana = check_out("dana")
    add(dana.store, Touchpoint(client=FINANCE.id, kind=TouchpointKind.VISIT, purpose="First visit"))
    delete(store, LUND, FINANCE)
    dana.sync()
    (waiting,) = dana.waiting
    assert re.fullmatch(r"The client “Finance” was deleted by tester on \d+ \w{3} \d\d:\d\d\.", waiting.reason)
    undo(store)
    dana.sync()
    assert [one.reason for one in dana.waiting] == [FREE]


@pytest.mark.parametrize("choice", [Choice.THEIRS, Choice.MINE])
def test_with_a_deleted_record_what_was_added_to_it_is_decided_as_well(
    store: Store, check_out: CheckOut, choice: Choice
) -> None:
    dana = check_out("dana")
    visit = Touchpoint(client=FINANCE.id, kind=TouchpointKind.VISIT, purpose="First visit")
    change(dana.store, FINANCE, tier=2)
    add(dana.store, visit)
    delete(store, LUND, FINANCE)
    dana.sync()
    deleted, behind = dana.waiting
    assert [one.record_id for one in deleted.behind] == [visit.id] == [behind.conflict.record_id]
    settle_whole(dana.store, deleted, choice, TODAY)
    assert dana.waiting == []
    there = [look(dana.store, one) is not None for one in (FINANCE, LUND, visit)]
    assert there == [choice is Choice.MINE] * 3


def test_two_fields_of_two_records_are_two_decisions(store: Store, check_out: CheckOut) -> None:
    dana = check_out("dana")
    change(store, FINANCE, tier=1)
    change(store, LUND, phone="12")
    with dana.store.write("Edit both") as unit:
        for record, values in ((FINANCE, {"tier": 2}), (LUND, {"phone": "13"})):
            seen = now(dana.store, record)
            unit.save(seen, replace(seen, **values))  # type: ignore[arg-type]
    dana.sync()
    assert {one.record for one in dana.waiting} == {"client Finance", "stakeholder A. Lund"}
    assert count_decisions(dana.store) == 2
    settle_many(dana.store, dana.waiting, Choice.MINE, TODAY)
    assert dana.waiting == []


SALES = Client(name="Sales", code="S")


def made_twice(store: Store, check_out: CheckOut) -> tuple[Laptop, Client, Stakeholder]:
    """Sales was added at the desk and on a laptop; there with a person, whom it met, and to whom it promised a call."""
    dana = check_out("dana")
    add(store, SALES)
    mine = Client(name="Sales department", code="S", tier=2)
    emil = Stakeholder(client=mine.id, name="Emil")
    met = Touchpoint(client=mine.id, kind=TouchpointKind.VISIT, purpose="First visit")
    add(dana.store, mine)
    add(dana.store, emil)
    change(dana.store, mine, cost_centre="4711")
    add(dana.store, met)
    add(dana.store, FollowUp(touchpoint=met.id, text="Call back"))
    dana.sync()
    return dana, mine, emil


def test_what_waits_behind_another_decision_says_for_which(store: Store, check_out: CheckOut) -> None:
    dana, _, _ = made_twice(store, check_out)
    first, *others = dana.waiting
    assert first.reason == "Code “S” is taken by another client."
    assert str(in_brief(first)) == "client made twice: Sales department | Sales"
    sides = [(one.label, one.typed, one.now) for one in first.moved if one.is_disputed]
    assert sides == [("Name", "Sales department", "Sales"), ("Tier", "2", ""), ("Cost centre", "4711", "")]
    assert {in_brief(one).what for one in others} == {"waits for another"}
    *on_sales, follow_up = [one.reason for one in others]
    assert set(on_sales) == {"It waits for client Sales department, which is to be decided first."}
    assert follow_up == "It waits for touchpoint First visit, which is to be decided first."
    assert (len(first.behind), len(others)) == (3, 3)
    emil = next(one for one in others if one.conflict.kind == "stakeholder")
    assert [(one.label, one.typed) for one in emil.moved] == [("Client", "Sales department"), ("Name", "Emil")]
    assert not any(one.is_disputed for one in others[0].moved)


def test_what_waited_behind_mine_that_was_dropped_says_so_and_can_belong_to_theirs(
    store: Store, check_out: CheckOut
) -> None:
    dana, _, emil = made_twice(store, check_out)
    settle_whole(dana.store, dana.waiting[0], Choice.THEIRS, TODAY)
    reasons = {one.record: one.reason for one in dana.waiting}
    assert reasons["stakeholder Emil"] == reasons["touchpoint First visit"] == DROPPED
    (waiting,) = (one for one in dana.waiting if one.record == "stakeholder Emil")
    settle_with(dana.store, waiting, Choice.MINE, {"client": "S"}, TODAY)
    dana.sync()
    assert now(store, emil).client == SALES.id


def test_the_same_client_made_on_both_sides_is_merged_with_all_that_waited_behind(
    store: Store, check_out: CheckOut
) -> None:
    dana, mine, emil = made_twice(store, check_out)
    first = dana.waiting[0]
    assert (first.taken, first.twin) == ("code", SALES.id)
    keep_beside(dana.store, first, TODAY)
    assert dana.waiting == []
    assert (now(dana.store, mine).code, now(dana.store, mine).cost_centre) == (None, "4711")
    merge(dana.store, plan(dana.store, KINDS["client"], mine.id, SALES.id), {})
    dana.sync()
    assert look(store, mine) is None
    assert now(store, SALES).cost_centre == "4711"
    assert now(store, emil).client == SALES.id
    undo(dana.store)
    undo(dana.store)
    assert len(dana.waiting) == 4
    again = dana.waiting[0]
    assert (again.is_made, again.taken, again.twin) == (True, "code", SALES.id)
    assert look(dana.store, mine) is None
    redo(dana.store)
    assert dana.waiting == []


def test_a_new_record_of_mine_takes_another_code_and_what_waited_behind_comes_along(
    store: Store, check_out: CheckOut
) -> None:
    dana, mine, emil = made_twice(store, check_out)
    with pytest.raises(RefusedError, match=r"Code “S” is taken"):
        settle_whole(dana.store, dana.waiting[0], Choice.MINE, TODAY)
    settle_with(dana.store, dana.waiting[0], Choice.THEIRS, {"code": "S2"}, TODAY)
    dana.sync()
    assert (now(store, mine).code, now(store, emil).client) == ("S2", mine.id)
    assert dana.waiting == []


def test_a_third_value_stands_and_the_other_fields_are_theirs(store: Store, check_out: CheckOut) -> None:
    dana = check_out("dana")
    agreed = {"role_in_success_agreed": "Close the books", "role_in_success_agreed_with": "Dora"}
    change(store, FINANCE, role_in_success_agreed="Pay", role_in_success_agreed_on=date(2026, 5, 1))
    change(dana.store, FINANCE, **agreed)
    dana.sync()
    (waiting,) = dana.waiting
    with pytest.raises(RefusedError, match="Name is not in conflict"):
        settle_with(dana.store, waiting, Choice.THEIRS, {"name": "Tax"}, TODAY)
    settle_with(dana.store, waiting, Choice.THEIRS, {"role_in_success_agreed": "Both"}, TODAY)
    client = now(dana.store, FINANCE)
    assert (client.role_in_success_agreed, client.role_in_success_agreed_with) == ("Both", None)
    assert client.role_in_success_agreed_on == date(2026, 5, 1)


def test_a_third_value_that_cannot_be_is_refused_and_what_is_deleted_takes_none(
    store: Store, check_out: CheckOut
) -> None:
    dana = check_out("dana")
    change(store, FINANCE, tier=1)
    change(dana.store, FINANCE, tier=2)
    delete(store, LUND)
    change(dana.store, LUND, phone="12")
    dana.sync()
    tier, phone = dana.waiting
    with pytest.raises(InvalidError):
        settle_with(dana.store, tier, Choice.THEIRS, {"tier": "eleven"}, TODAY)
    with pytest.raises(RefusedError, match="is decided as a whole"):
        settle_with(dana.store, phone, Choice.MINE, {"phone": "13"}, TODAY)
    assert numbered(dana.store, [2, 2])[0].record == phone.record
    with pytest.raises(RefusedError, match="There is no conflict 3"):
        numbered(dana.store, [1, 3])


def test_after_a_sync_is_told_what_is_left_as_it_stands_now(store: Store, check_out: CheckOut) -> None:
    dana = check_out("dana")
    change(store, FINANCE, tier=1)
    change(dana.store, FINANCE, tier=2)
    done = dana.sync()
    change(dana.store, LUND, phone="12")
    said = "0 sent, 1 received, 1 still to send, 1 needs a decision (there)."
    assert synced_words(dana.store, done, "there", "") == said
