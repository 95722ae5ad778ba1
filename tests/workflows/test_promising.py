"""A promise goes through its states as the table says, whoever writes it, and is taken back step by step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.promising import MissReview, Override, Renegotiation
from itcrm_tui.workflows import history
from itcrm_tui.workflows.promising import delivering, ending, missing
from itcrm_tui.workflows.promising.let_pass import told_of
from itcrm_tui.workflows.promising.promise import LetPass, promise
from itcrm_tui.workflows.promising.renegotiating import renegotiate
from storage.errors import ConflictError, RefusedError
from storage.store import Store
from tests.workflows.promise_steps import (
    ANA,
    CHIEF,
    FRIDAY,
    LUND,
    NEXT_FRIDAY,
    TODAY,
    WEEK,
    accept_all,
    all_of,
    answers,
    checked,
    draft,
    edit,
    now,
    organized,
    promised,
    verdicts,
)

Step = Callable[[Store, Commitment], object]


@pytest.fixture
def there(either_store: Store) -> Store:
    """The organization, once on each engine."""
    return organized(either_store)


@pytest.fixture
def here(store: Store) -> Store:
    """The organization, on SQLite."""
    return organized(store)


def test_a_promise_waits_for_every_answer_and_keeps_the_check_it_stands_on(there: Store) -> None:
    commitment = checked(there)
    with pytest.raises(RefusedError, match=r"before every requirement is accepted or confirmed: Network\."):
        promise(there, commitment, TODAY)
    accept_all(there, commitment)
    taken = promise(there, now(there, commitment), TODAY)
    assert (taken.commitment.promised_on, taken.commitment.original_due) == (TODAY, FRIDAY)
    assert verdicts(there, commitment) == ["OK", "OK"]


def test_only_who_may_lets_a_short_promise_pass_with_a_reason_and_it_stays_marked(there: Store) -> None:
    commitment = checked(there, minutes=WEEK * 2)
    accept_all(there, commitment)
    seen = now(there, commitment)
    with pytest.raises(RefusedError, match="Ana may not override a check"):
        promise(there, seen, TODAY, LetPass(ANA.id, "An audit"))
    with pytest.raises(RefusedError, match="without a reason"):
        promise(there, seen, TODAY, LetPass(CHIEF.id, " "))
    assert all_of(there, Override) == []
    assert promise(there, seen, TODAY, LetPass(CHIEF.id, "An audit")).commitment.state is State.PROMISED
    assert [kept.reason for kept in all_of(there, Override, commitment=commitment.id)] == ["An audit"]
    assert verdicts(there, commitment) == ["SHORT", "SHORT"]
    with there.read() as reader:
        told = told_of(reader, commitment.id, TODAY)
    assert told == "Promised over capacity, let pass by Chief on 1 Jun: An audit"
    history.undo(there)
    assert (all_of(there, Override), now(there, commitment).state) == ([], "checked")
    history.redo(there)
    assert len(all_of(there, Override)) == 1


def test_a_promise_goes_on_to_its_end_and_each_step_is_undone_and_redone(there: Store) -> None:
    commitment = promised(there)
    steps: list[tuple[Step, State]] = [
        (lambda store, seen: delivering.begin(store, seen, TODAY), State.IN_DELIVERY),
        (lambda store, seen: delivering.deliver(store, seen, TODAY, TODAY), State.DELIVERED),
        (lambda store, seen: delivering.keep(store, seen, LUND, TODAY), State.KEPT),
    ]
    for step, state in steps:
        before = now(there, commitment).state
        step(there, now(there, commitment))
        assert now(there, commitment).state is state
        history.undo(there)
        assert now(there, commitment).state is before
        history.redo(there)
        assert now(there, commitment).state is state
    assert now(there, commitment).accepted_by == LUND.id


def test_what_was_delivered_late_is_missed_and_never_kept_and_its_review_is_open(here: Store) -> None:
    commitment = promised(here)
    edit(here, commitment, due=str(TODAY - timedelta(days=1)))
    late = delivering.deliver(here, now(here, commitment), TODAY, TODAY).commitment
    with pytest.raises(RefusedError, match="so it is missed"):
        delivering.keep(here, late, LUND, TODAY)
    missing.miss(here, late, TODAY)
    (review,) = all_of(here, MissReview, commitment=commitment.id)
    assert (review.causes, review.told_to_client, now(here, commitment).closed_on) == ((), None, TODAY)
    history.undo(here)
    assert (all_of(here, MissReview), now(here, commitment).state) == ([], "delivered")


def test_a_promise_in_time_is_missed_only_when_it_is_given_up(here: Store) -> None:
    commitment = promised(here)
    with pytest.raises(RefusedError, match="or given up"):
        missing.miss(here, commitment, TODAY)
    assert missing.miss(here, commitment, TODAY, given_up=True).commitment.state is State.MISSED


def test_renegotiating_keeps_state_and_first_date_asks_again_and_checks_again(there: Store) -> None:
    commitment = promised(there)
    taken = renegotiate(there, commitment, NEXT_FRIDAY, LUND, "They need it later", TODAY)
    assert (taken.commitment.state, taken.commitment.due) == ("promised", NEXT_FRIDAY)
    assert (taken.commitment.original_due, answers(there, commitment)) == (FRIDAY, ["asked"])
    assert verdicts(there, commitment) == ["OK", "OK", "OK"]
    (kept,) = all_of(there, Renegotiation, commitment=commitment.id)
    assert (kept.old_due, kept.new_due, kept.agreed_by, kept.reason) == (
        FRIDAY,
        NEXT_FRIDAY,
        LUND.id,
        "They need it later",
    )
    history.undo(there)
    assert (now(there, commitment).due, answers(there, commitment), all_of(there, Renegotiation)) == (
        FRIDAY,
        ["accepted"],
        [],
    )


def test_what_the_client_takes_back_or_we_refuse_says_who_when_and_why(here: Store) -> None:
    commitment = promised(here)
    with pytest.raises(RefusedError, match="say who, why"):
        ending.withdraw(here, commitment, None, TODAY, None)
    gone = ending.withdraw(here, commitment, "A. Lund", TODAY, "Budget").commitment
    assert (gone.state, gone.closed_by, gone.closed_on, gone.closing_reason) == (
        "withdrawn",
        "A. Lund",
        TODAY,
        "Budget",
    )
    other = draft(here)
    with pytest.raises(RefusedError, match="without a reason, another route"):
        ending.refuse(here, other, None, None, TODAY)
    refused = ending.refuse(here, other, "Not ours", "Ask Facilities", TODAY).commitment
    assert (refused.state, refused.other_route) == ("declined", "Ask Facilities")


def test_a_promise_conflicts_when_an_answer_it_relies_on_has_moved(
    here: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from itcrm_tui.workflows.promising import stepping

    commitment = checked(here)
    accept_all(here, commitment)
    seen = now(here, commitment)
    whole = stepping.standing

    def meanwhile(reader: object, commitment: Commitment) -> object:
        found = whole(reader, commitment)  # type: ignore[arg-type]
        (answer,) = found.answers
        with here.write("Note") as unit:
            unit.save(answer, replace(answer, notes="perhaps"))
        return found

    monkeypatch.setattr(stepping, "standing", meanwhile)
    with pytest.raises(ConflictError):
        promise(here, seen, TODAY)
    assert now(here, commitment).state is State.CHECKED


def test_who_promises_what_another_has_promised_meanwhile_is_told_so(there: Store) -> None:
    seen = checked(there)
    accept_all(there, seen)
    seen = now(there, seen)
    promise(there, seen, TODAY, LetPass(CHIEF.id, "First"))
    with pytest.raises(ConflictError, match="promised"):
        promise(there, seen, TODAY, LetPass(CHIEF.id, "Second"))
    assert [one.reason for one in all_of(there, Override)] == ["First"]
