"""What a check leaves that was made on a working copy: one record, none once it is taken back, and no question."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from itcrm_tui.domain.commitment import Answer, Commitment, Requirement
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.drafting import TypedNeed
from itcrm_tui.domain.promising import CapacityCheck
from itcrm_tui.domain.record import Record
from itcrm_tui.workflows.clash_in_brief import in_brief
from itcrm_tui.workflows.deciding import settle_whole
from itcrm_tui.workflows.deciding_checks import earliest_for, settle_at_earliest
from itcrm_tui.workflows.drafting import opened_new
from itcrm_tui.workflows.drafting_saved import save_draft
from itcrm_tui.workflows.history import redo, undo
from itcrm_tui.workflows.promising.checking import check
from itcrm_tui.workflows.records import remove
from storage import journal
from storage.errors import RefusedError
from storage.store import Store
from storage.sync.deciding import Choice
from storage.sync.waiting import count_decisions
from storage.verify import verify
from tests.workflows.apart import CheckOut, Laptop
from tests.workflows.promise_steps import NEXT_FRIDAY, TODAY, WEEK, all_of, draft, now, verdicts
from tests.workflows.test_checks_apart import booked_meanwhile

FULL = WEEK * 3 // 4
"""So much of a week that it no longer fits once others have booked."""


def drafted(laptop: Laptop, hours: str = "30") -> Commitment:
    """A promise that is typed on a laptop, and checked with it."""
    texts = {"client": "Finance", "title": "VPN", "due": "5 jun"}
    needs = [TypedNeed(what="Network", hours=hours)]
    made = save_draft(laptop.store, opened_new(laptop.store, None), texts, needs, TODAY).commitment
    assert made.state is State.CHECKED
    return made


def change(store: Store, record: Record, **values: object) -> None:
    with store.write("Change") as unit:
        seen = now(store, record)
        unit.save(seen, replace(seen, **values))  # type: ignore[arg-type]


def titles(store: Store, since: int) -> list[str]:
    """What stands in the history after a number, oldest first."""
    with store.connected() as connection:
        return [one.title for one in reversed(journal.change_sets(connection, after=since, limit=50))]


def number(store: Store) -> int:
    with store.connected() as connection:
        return journal.sequence(connection)


def agree(store: Store, laptop: Laptop) -> None:
    """Nothing waits, and both hold the same."""
    assert laptop.waiting == []
    assert count_decisions(laptop.store) == 0
    for kind in (Commitment, Requirement, Answer, CapacityCheck):
        assert {one.id for one in all_of(store, kind)} == {one.id for one in all_of(laptop.store, kind)}
    assert verify(store) == verify(laptop.store) == []


def test_a_checked_draft_that_was_taken_back_leaves_nothing_but_its_history(store: Store, check_out: CheckOut) -> None:
    dana, before = check_out("dana"), number(store)
    drafted(dana)
    undo(dana.store)
    dana.sync()
    assert [all_of(store, kind) for kind in (Commitment, Requirement, Answer, CapacityCheck)] == [[], [], [], []]
    assert titles(store, before) == ["Draft commitment VPN", "Undo: Draft commitment VPN"]
    agree(store, dana)
    redo(dana.store)
    dana.sync()
    assert [str(one.verdict) for one in all_of(store, CapacityCheck)] == ["OK"]
    agree(store, dana)


def test_a_check_is_kept_once_and_goes_when_it_is_taken_back(store: Store, check_out: CheckOut) -> None:
    first, second = draft(store, minutes=600), draft(store, minutes=600, title="Move")
    dana = check_out("dana")
    for commitment in (first, second):
        check(dana.store, now(dana.store, commitment), TODAY)
    undo(dana.store)
    dana.sync()
    assert (verdicts(store, first), verdicts(store, second)) == (["OK"], [])
    assert (now(store, first).state, now(store, second).state) == (State.CHECKED, State.DRAFT)
    agree(store, dana)


def test_the_earliest_date_that_was_taken_twice_is_checked_once_and_told_as_it_was(
    store: Store, check_out: CheckOut
) -> None:
    dana = check_out("dana")
    made = drafted(dana)
    booked_meanwhile(store)
    dana.sync()
    before = number(store)
    settle_at_earliest(dana.store, dana.waiting[0], TODAY)
    undo(dana.store)
    settle_at_earliest(dana.store, dana.waiting[0], TODAY)
    dana.sync()
    assert [(str(one.verdict), one.due) for one in all_of(store, CapacityCheck, commitment=made.id)] == [
        ("OK", date(2026, 6, 11))
    ]
    told = "Draft commitment VPN: 11 Jun, the earliest date instead of 5 Jun"
    assert titles(store, before) == [told, f"Undo: {told}", told]
    agree(store, dana)


def test_what_the_shared_database_has_checked_besides_goes_with_what_is_taken_back(
    store: Store, check_out: CheckOut
) -> None:
    commitment = draft(store, minutes=600)
    dana = check_out("dana")
    change(dana.store, commitment, due=NEXT_FRIDAY)
    undo(dana.store)
    check(store, commitment, TODAY)
    dana.sync()
    assert verdicts(store, commitment) == ["OK"]
    agree(store, dana)


def test_a_deletion_takes_the_checks_along_that_others_have_made(store: Store, check_out: CheckOut) -> None:
    dana = check_out("dana")
    made = drafted(dana)
    dana.sync()
    check(store, now(store, made), TODAY)
    undo(dana.store)
    dana.sync()
    assert all_of(store, CapacityCheck) == all_of(store, Commitment) == []
    agree(store, dana)


def test_a_deletion_that_is_decided_takes_them_along_too(store: Store, check_out: CheckOut) -> None:
    commitment = draft(store, minutes=600)
    check(store, commitment, TODAY)
    dana = check_out("dana")
    remove(dana.store, now(dana.store, commitment))
    check(store, now(store, commitment), TODAY)
    change(store, commitment, title="VPN for all")
    dana.sync()
    (waiting,) = dana.waiting
    settle_whole(dana.store, waiting, Choice.MINE, TODAY)
    dana.sync()
    assert all_of(store, CapacityCheck) == all_of(store, Commitment) == []
    agree(store, dana)


def test_a_check_that_was_made_again_is_no_question_and_what_it_says_now_is_kept(
    store: Store, check_out: CheckOut
) -> None:
    commitment = draft(store, minutes=FULL)
    check(store, commitment, TODAY)
    dana = check_out("dana")
    check(dana.store, now(dana.store, commitment), TODAY)
    booked_meanwhile(store)
    dana.sync()
    assert verdicts(store, commitment) == ["OK", "OK", "SHORT"]
    agree(store, dana)


def test_what_others_have_checked_too_is_no_question(store: Store, check_out: CheckOut) -> None:
    commitment = draft(store, minutes=FULL)
    dana = check_out("dana")
    check(dana.store, now(dana.store, commitment), TODAY)
    check(store, now(store, commitment), TODAY)
    booked_meanwhile(store)
    dana.sync()
    assert verdicts(store, commitment)[-1] == "SHORT"
    agree(store, dana)


def test_a_check_of_what_was_deleted_meanwhile_goes_with_it(store: Store, check_out: CheckOut) -> None:
    commitment = draft(store, minutes=600)
    check(store, commitment, TODAY)
    dana = check_out("dana")
    check(dana.store, now(dana.store, commitment), TODAY)
    remove(store, now(store, commitment))
    dana.sync()
    agree(store, dana)


def test_more_hours_that_no_longer_fit_are_asked_about_and_not_their_check(store: Store, check_out: CheckOut) -> None:
    commitment = draft(store, minutes=600)
    check(store, commitment, TODAY)
    dana = check_out("dana")
    (need,) = all_of(dana.store, Requirement, commitment=commitment.id)
    change(dana.store, need, minutes=FULL)
    booked_meanwhile(store)
    dana.sync()
    (waiting,) = dana.waiting
    assert (waiting.record, waiting.with_it) == ("requirement", ("1 capacity check",))
    assert str(in_brief(waiting)) == "no longer fits: SHORT 16 h Network, week of 1 Jun"
    settle_whole(dana.store, waiting, Choice.MINE, TODAY)
    dana.sync()
    assert verdicts(store, commitment) == ["OK", "SHORT"]
    agree(store, dana)


def test_what_was_deleted_there_has_no_earliest_date(store: Store, check_out: CheckOut) -> None:
    commitment = draft(store, minutes=600)
    dana = check_out("dana")
    check(dana.store, now(dana.store, commitment), TODAY)
    remove(store, now(store, commitment))
    dana.sync()
    _has_no_earliest(dana, "deleted there: ")


def test_a_deletion_that_a_rule_refuses_has_none_and_says_by_which(store: Store, check_out: CheckOut) -> None:
    dana = check_out("dana")
    made = drafted(dana)
    dana.sync()
    with store.write("Add") as unit:
        unit.add(Requirement(commitment=made.id, minutes=60))
    undo(dana.store)
    dana.sync()
    _has_no_earliest(dana, "deleted here: This commitment cannot be deleted: 1 requirement still names it")


def _has_no_earliest(dana: Laptop, brief: str) -> None:
    (waiting,) = dana.waiting
    told = in_brief(waiting)
    assert f"{told.what}: {told.mine}{told.theirs}".startswith(brief)
    assert not waiting.was_checked
    assert earliest_for(dana.store, waiting, TODAY) is None
    with pytest.raises(RefusedError, match="There is no date to take"):
        settle_at_earliest(dana.store, waiting, TODAY)
