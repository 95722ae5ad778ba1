"""A promise is saved as it was typed, in one change set, checked with it where it can be."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from itcrm_tui.domain.commitment import Answer, AnswerState, Commitment, CommitmentState, Requirement
from itcrm_tui.domain.drafting import TypedNeed
from itcrm_tui.domain.feedback import Feedback, FeedbackKind
from itcrm_tui.domain.promising import CapacityCheck
from itcrm_tui.domain.verdict import Verdict
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows import history
from itcrm_tui.workflows.drafting import Opened, opened_again, opened_new
from itcrm_tui.workflows.drafting_saved import Drafted, InvalidNeedsError, save_draft
from itcrm_tui.workflows.promising.checking import check
from itcrm_tui.workflows.promising.promise import promise
from storage.errors import ConflictError
from storage.store import Store
from tests.workflows.promise_steps import FINANCE, FRIDAY, LUND, TODAY, accept_all, add, all_of, now, organized

TEXTS = {"client": "Finance", "title": "VPN", "due": FRIDAY.isoformat()}
NEEDS = (TypedNeed(what="Network", hours="20"), TypedNeed(what="licence 40 seats", start="wed"))


@pytest.fixture
def here(store: Store) -> Store:
    """A small organization."""
    return organized(store)


def drafted(store: Store, *needs: TypedNeed, **texts: str) -> Drafted:
    """A promise, drafted as a person would."""
    return save_draft(store, Opened({}, {}), TEXTS | texts, needs, TODAY)


def again(store: Store, commitment: Commitment) -> Opened:
    """A draft, opened to be edited."""
    found = opened_again(store, commitment.id, TODAY)
    assert found is not None
    return found


def test_a_promise_is_saved_with_all_it_needs_checked_and_asked_and_one_undo_takes_it_back(here: Store) -> None:
    saved = drafted(here, *NEEDS)
    assert saved.sentence == "commitment VPN: checked. OK."
    assert now(here, saved.commitment).state is CommitmentState.CHECKED
    needs = all_of(here, Requirement, commitment=saved.commitment.id)
    assert [(need.minutes, need.thing, need.description) for need in needs] == [
        (1_200, None, None),
        (None, "licence", "40 seats"),
    ]
    assert needs[1].available_from == TODAY + timedelta(days=2)
    assert [one.answer for one in all_of(here, Answer)] == [AnswerState.ASKED]
    assert [one.verdict for one in all_of(here, CapacityCheck)] == [Verdict.OK]
    history.undo(here)
    assert [all_of(here, kind) for kind in (Commitment, Requirement, Answer, CapacityCheck)] == [[], [], [], []]
    history.redo(here)
    assert now(here, saved.commitment).state is CommitmentState.CHECKED


def test_what_was_checked_so_can_be_promised(here: Store) -> None:
    saved = drafted(here, NEEDS[0])
    accept_all(here, saved.commitment)
    taken = promise(here, now(here, saved.commitment), TODAY)
    assert taken.commitment.state is CommitmentState.PROMISED


@pytest.mark.parametrize(
    ("needs", "due", "said"),
    [
        ((), FRIDAY.isoformat(), "UNCHECKED: no requirements yet."),
        ((TypedNeed(what="Network"),), FRIDAY.isoformat(), "cannot be checked: nobody has said the hours of Network."),
        ((TypedNeed(what="Network", hours="4"),), "", "cannot be checked: nobody has said the due date."),
    ],
)
def test_what_cannot_be_checked_is_a_draft_and_asks_nobody(
    here: Store, needs: tuple[TypedNeed, ...], due: str, said: str
) -> None:
    saved = drafted(here, *needs, due=due)
    assert saved.sentence == f"commitment VPN: draft. {said}"
    assert now(here, saved.commitment).state is CommitmentState.DRAFT
    assert all_of(here, Answer) == all_of(here, CapacityCheck) == []


def test_a_short_promise_stands_as_checked_and_says_by_how_much(here: Store) -> None:
    saved = drafted(here, TypedNeed(what="Network", hours="50"))
    assert saved.sentence == "commitment VPN: checked. SHORT 10 h Network, week of 1 Jun."


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_written(here: Store) -> None:
    needs = (TypedNeed(what="Nobody", hours="x"), TypedNeed(what="budget", hours="3"), TypedNeed(hours="3"))
    with pytest.raises(InvalidNeedsError) as error:
        drafted(here, *needs, title="", due="some day")
    assert {name for name, _ in error.value.problems} == {"title", "due"}
    assert {(need, part) for need, part in error.value.needs} == {
        (needs[0].id, "what"),
        (needs[0].id, "hours"),
        (needs[1].id, "hours"),
        (needs[2].id, "what"),
    }
    assert all_of(here, Commitment) == []


def test_a_draft_is_checked_once_it_is_complete(here: Store) -> None:
    opened = again(here, drafted(here).commitment)
    saved = save_draft(here, opened, {}, NEEDS, TODAY)
    assert saved.commitment.state is CommitmentState.CHECKED
    assert [one.verdict for one in all_of(here, CapacityCheck)] == [Verdict.OK]
    assert len(all_of(here, Answer)) == 1
    history.undo(here)
    assert now(here, saved.commitment).state is CommitmentState.DRAFT
    assert all_of(here, Requirement) == []


def test_other_hours_ask_the_team_again_and_other_words_do_not(here: Store) -> None:
    first = drafted(here, NEEDS[0]).commitment
    accept_all(here, first)
    opened = again(here, first)
    save_draft(here, opened, {"title": "VPN for all"}, opened.needs, TODAY)
    assert [one.answer for one in all_of(here, Answer)] == [AnswerState.ACCEPTED]
    opened = again(here, first)
    save_draft(here, opened, {}, [replace(opened.needs[0], hours="30")], TODAY)
    assert [one.answer for one in all_of(here, Answer)] == [AnswerState.ASKED]
    assert [one.minutes for one in all_of(here, Requirement)] == [1_800]
    assert len(all_of(here, CapacityCheck)) == 2


def test_a_line_that_is_cleared_goes_with_its_answer_and_comes_back_with_undo(here: Store) -> None:
    first = drafted(here, *NEEDS).commitment
    opened = again(here, first)
    save_draft(here, opened, {}, opened.needs[1:], TODAY)
    assert [one.thing for one in all_of(here, Requirement)] == ["licence"]
    assert all_of(here, Answer) == []
    history.undo(here)
    assert len(all_of(here, Requirement)) == 2
    assert len(all_of(here, Answer)) == 1


def test_a_declined_part_that_is_asked_for_otherwise_is_checked_again(here: Store) -> None:
    first = drafted(here, NEEDS[0]).commitment
    (asked,) = all_of(here, Answer)
    with here.write("Decline") as unit:
        unit.save(asked, replace(asked, answer=AnswerState.DECLINED, reason="too much"))
    assert now(here, first).state is CommitmentState.DRAFT
    opened = again(here, first)
    kept = save_draft(here, opened, {"title": "VPN, smaller"}, opened.needs, TODAY)
    assert kept.commitment.state is CommitmentState.DRAFT
    opened = again(here, first)
    saved = save_draft(here, opened, {}, [replace(opened.needs[0], hours="10")], TODAY)
    assert saved.commitment.state is CommitmentState.CHECKED
    assert now(here, first).state is CommitmentState.CHECKED
    assert [one.answer for one in all_of(here, Answer)] == [AnswerState.ASKED]


def test_a_checked_promise_that_loses_its_date_is_a_draft_again(here: Store) -> None:
    first = drafted(here, NEEDS[0]).commitment
    opened = again(here, first)
    saved = save_draft(here, opened, {"due": ""}, opened.needs, TODAY)
    assert now(here, first).state is saved.commitment.state is CommitmentState.DRAFT


def test_what_is_needed_by_the_due_date_moves_with_it(here: Store) -> None:
    first = drafted(here, NEEDS[0]).commitment
    (need,) = all_of(here, Requirement)
    with here.write("By then") as unit:
        unit.save(need, replace(need, needed_by=FRIDAY))
    opened = again(here, first)
    later = FRIDAY + timedelta(days=7)
    save_draft(here, opened, {"due": later.isoformat()}, opened.needs, TODAY)
    assert [one.needed_by for one in all_of(here, Requirement)] == [later]


def test_what_others_changed_meanwhile_is_a_conflict_and_nothing_is_written(here: Store) -> None:
    first = drafted(here, NEEDS[0]).commitment
    opened = again(here, first)
    (need,) = all_of(here, Requirement)
    with here.write("Less") as unit:
        unit.save(need, replace(need, minutes=60))
    with pytest.raises(ConflictError):
        save_draft(here, opened, {"title": "Mine"}, [replace(opened.needs[0], hours="30")], TODAY)
    assert now(here, first).title == "VPN"


def test_a_promise_begins_with_what_a_row_says_and_me_as_its_owner(here: Store) -> None:
    feedback = Feedback(kind=FeedbackKind.COMPLAINT, subject="No VPN", client=FINANCE.id, stakeholder=LUND.id)
    add(here, feedback)
    opened = opened_new(here, ("feedback", feedback.id))
    assert dict(opened.texts) == {
        "client": "Finance",
        "asked_by": "A. Lund",
        "owner": "tester",
        "title": "No VPN",
    }
    assert opened.named["owner"] == "Ana"
    assert dict(opened_new(here, ("stakeholder", LUND.id)).texts) == {
        "client": "Finance",
        "asked_by": "A. Lund",
        "owner": "tester",
    }
    assert dict(opened_new(here, None).texts) == {"owner": "tester"}


def test_the_feedback_that_a_promise_answers_names_it_until_undo(here: Store) -> None:
    feedback = Feedback(kind=FeedbackKind.COMPLAINT, subject="No VPN", client=FINANCE.id)
    add(here, feedback)
    saved = save_draft(here, opened_new(here, ("feedback", feedback.id)), TEXTS, NEEDS, TODAY)
    assert now(here, feedback).commitment == saved.commitment.id
    history.undo(here)
    assert now(here, feedback).commitment is None


def test_what_is_promised_is_not_drafted_again(here: Store) -> None:
    saved = drafted(here, NEEDS[0])
    accept_all(here, saved.commitment)
    promise(here, now(here, saved.commitment), TODAY)
    assert opened_again(here, saved.commitment.id, TODAY) is None
    assert opened_again(here, RecordId("nobody"), TODAY) is None


def test_checking_what_was_drafted_again_changes_nothing(here: Store) -> None:
    saved = drafted(here, NEEDS[0])
    taken = check(here, now(here, saved.commitment), TODAY)
    assert taken.check is not None
    assert taken.check.verdict is Verdict.OK
