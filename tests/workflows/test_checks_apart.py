"""What was checked on a working copy is checked once more when it arrives: others may have booked the hours since."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from itcrm_tui.domain.commitment import Answer, Commitment, Requirement
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.drafting import TypedNeed
from itcrm_tui.domain.today import What
from itcrm_tui.workflows.booked import booked
from itcrm_tui.workflows.deciding import settle_many, settle_whole
from itcrm_tui.workflows.deciding_checks import earliest_for, settle_at_earliest
from itcrm_tui.workflows.drafting import opened_new
from itcrm_tui.workflows.drafting_saved import save_draft
from itcrm_tui.workflows.history import redo, undo
from itcrm_tui.workflows.promising.checking import check
from itcrm_tui.workflows.promising.promise import promise
from itcrm_tui.workflows.today import needs_of_today
from storage.errors import RefusedError
from storage.store import Store
from storage.sync.deciding import Choice
from storage.verify import verify
from tests.storage.records import look
from tests.workflows.apart import CheckOut, Laptop
from tests.workflows.promise_steps import (
    FINANCE,
    FRIDAY,
    NEXT_FRIDAY,
    TODAY,
    WEEK,
    accept_all,
    all_of,
    draft,
    now,
    verdicts,
)

REASON = "SHORT 16 h Network, week of 1 Jun. Earliest: Thu 11 Jun. It fitted when it was checked."


def booked_meanwhile(store: Store, minutes: int = WEEK // 2 + 360) -> None:
    """Others promise hours of the same week at the desk."""
    other = draft(store, minutes=minutes, title="Mail")
    check(store, other, TODAY)
    accept_all(store, other)
    promise(store, now(store, other), TODAY)


def checked_apart(store: Store, check_out: CheckOut) -> tuple[Laptop, Commitment]:
    """A draft of the shared database is checked on a laptop while others book the hours."""
    commitment = draft(store, minutes=WEEK * 3 // 4)
    dana = check_out("dana")
    check(dana.store, now(dana.store, commitment), TODAY)
    assert verdicts(dana.store, commitment) == ["OK"]
    booked_meanwhile(store)
    dana.sync()
    return dana, commitment


def drafted_apart(store: Store, check_out: CheckOut) -> tuple[Laptop, Commitment]:
    """A promise is drafted on a laptop, and checked with it, while others book the hours."""
    dana = check_out("dana")
    texts = {"client": "Finance", "title": "VPN", "due": "5 jun"}
    needs = [TypedNeed(what="Network", hours="30")]
    made = save_draft(dana.store, opened_new(dana.store, None), texts, needs, TODAY).commitment
    assert made.state is State.CHECKED
    booked_meanwhile(store)
    dana.sync()
    return dana, made


def test_a_check_that_no_longer_holds_waits_with_the_earliest_date(store: Store, check_out: CheckOut) -> None:
    dana, commitment = checked_apart(store, check_out)
    (waiting,) = dana.waiting
    assert (waiting.record, waiting.reason) == ("commitment VPN", REASON)
    assert now(store, commitment).state is now(dana.store, commitment).state is State.DRAFT
    assert earliest_for(dana.store, waiting, TODAY) == date(2026, 6, 11)
    needs = needs_of_today(dana.store, booked(dana.store, TODAY), TODAY).needs
    (need,) = (need for need in needs if need.what is What.DECIDE)
    assert (need.client, need.title, need.note) == ("Finance", "VPN, commitment", "no longer fits")


def test_the_earliest_date_is_taken_as_one_change_and_undone(store: Store, check_out: CheckOut) -> None:
    dana, commitment = checked_apart(store, check_out)
    written = settle_at_earliest(dana.store, dana.waiting[0], TODAY)
    assert written.title == "Move commitment VPN to 11 Jun, the earliest date"
    taken = now(dana.store, commitment)
    assert (taken.due, taken.state, verdicts(dana.store, commitment)) == (date(2026, 6, 11), State.CHECKED, ["OK"])
    assert dana.waiting == []
    undo(dana.store)
    assert (now(dana.store, commitment).due, len(dana.waiting)) == (FRIDAY, 1)
    redo(dana.store)
    dana.sync()
    assert dana.waiting == []
    assert now(store, commitment) == now(dana.store, commitment)
    assert now(store, commitment).due == date(2026, 6, 11)
    assert len(all_of(store, Answer)) == 2
    assert verify(store) == verify(dana.store) == []


def test_what_was_drafted_apart_comes_with_all_it_needs_at_the_earliest_date(store: Store, check_out: CheckOut) -> None:
    dana, made = drafted_apart(store, check_out)
    (waiting,) = dana.waiting
    assert (waiting.record, waiting.reason) == ("commitment VPN", REASON)
    assert look(dana.store, made) is None
    settle_at_earliest(dana.store, waiting, TODAY)
    dana.sync()
    assert dana.waiting == []
    assert (now(store, made).due, now(store, made).state) == (date(2026, 6, 11), State.CHECKED)
    assert [need.minutes for need in all_of(store, Requirement, commitment=made.id)] == [1800]
    assert verdicts(store, made)[-1] == "OK"
    assert verify(store) == verify(dana.store) == []


@pytest.mark.parametrize("apart", [checked_apart, drafted_apart])
def test_mine_as_it_was_is_checked_anew_and_says_that_it_does_not_fit(
    store: Store, check_out: CheckOut, apart: object
) -> None:
    dana, commitment = apart(store, check_out)  # type: ignore[operator]
    settle_whole(dana.store, dana.waiting[0], Choice.MINE, TODAY)
    dana.sync()
    assert dana.waiting == []
    assert (now(store, commitment).due, now(store, commitment).state) == (FRIDAY, State.CHECKED)
    assert set(verdicts(store, commitment)) == {"SHORT"}


def test_several_are_decided_as_one_with_their_checks_made_anew(store: Store, check_out: CheckOut) -> None:
    first, second = draft(store, minutes=WEEK * 3 // 4), draft(store, minutes=WEEK * 3 // 4, title="Move")
    dana = check_out("dana")
    for commitment in (first, second):
        check(dana.store, now(dana.store, commitment), TODAY)
    booked_meanwhile(store)
    dana.sync()
    settle_many(dana.store, dana.waiting, Choice.MINE, TODAY)
    assert dana.waiting == []
    dana.sync()
    assert dana.waiting == []
    assert now(store, first).state is now(store, second).state is State.CHECKED


def test_theirs_leaves_it_as_it_is_there(store: Store, check_out: CheckOut) -> None:
    dana, commitment = checked_apart(store, check_out)
    settle_whole(dana.store, dana.waiting[0], Choice.THEIRS, TODAY)
    dana.sync()
    assert dana.waiting == []
    assert now(store, commitment).state is State.DRAFT


def test_a_check_that_still_holds_or_said_short_already_arrives(store: Store, check_out: CheckOut) -> None:
    fits, short = draft(store, minutes=600, title="VPN"), draft(store, minutes=WEEK * 2, title="Move")
    dana = check_out("dana")
    for commitment in (fits, short):
        check(dana.store, now(dana.store, commitment), TODAY)
    dana.sync()
    assert dana.waiting == []
    assert now(store, fits).state is now(store, short).state is State.CHECKED


def test_a_promise_that_was_given_another_date_apart_takes_none_by_itself(store: Store, check_out: CheckOut) -> None:
    promised = draft(store, minutes=WEEK * 3 // 4, due=NEXT_FRIDAY)
    check(store, promised, TODAY)
    accept_all(store, promised)
    promise(store, now(store, promised), TODAY)
    dana = check_out("dana")
    with dana.store.write("Renegotiate") as unit:
        seen = now(dana.store, promised)
        unit.save(seen, replace(seen, due=FRIDAY))
    booked_meanwhile(store)
    dana.sync()
    (waiting,) = dana.waiting
    assert "It fitted when it was checked." in waiting.reason
    assert earliest_for(dana.store, waiting, TODAY) is None
    with pytest.raises(RefusedError, match="it is promised already"):
        settle_at_earliest(dana.store, waiting, TODAY)


def test_nothing_else_takes_a_date(store: Store, check_out: CheckOut) -> None:
    dana = check_out("dana")
    for where, name in ((store, "Finance and Tax"), (dana.store, "Controlling")):
        with where.write("Rename") as unit:
            seen = now(where, FINANCE)
            unit.save(seen, replace(seen, name=name))
    dana.sync()
    assert earliest_for(dana.store, dana.waiting[0], TODAY) is None
    with pytest.raises(RefusedError, match="it is not about a check"):
        settle_at_earliest(dana.store, dana.waiting[0], TODAY)
