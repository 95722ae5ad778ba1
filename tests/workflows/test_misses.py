"""Missed promises with their reviews, as they are read on each engine; who at a client may speak for it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from itcrm_tui.domain.client import Client, Stakeholder
from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.people import Team
from itcrm_tui.domain.promising import MissReview, Renegotiation
from itcrm_tui.domain.today import What
from itcrm_tui.workflows.finding import AmbiguousNameError
from itcrm_tui.workflows.misses import finish_action, misses_report, needs_of_misses, open_review
from itcrm_tui.workflows.promising import delivering, ending, missing
from itcrm_tui.workflows.promising.renegotiating import renegotiate
from itcrm_tui.workflows.promising.stakeholders import SaidWrongError, called_at_client, stakeholder_named
from itcrm_tui.workflows.records import InvalidError
from storage.store import Store
from tests.workflows.promise_steps import ANA, LUND, NEXT_FRIDAY, TODAY, add, all_of, edit, now, organized, promised


@pytest.fixture
def there(either_store: Store) -> Store:
    """The organization, once on each engine."""
    return organized(either_store)


@pytest.fixture
def here(store: Store) -> Store:
    """The organization, on SQLite."""
    return organized(store)


def missed(store: Store) -> tuple[Commitment, MissReview]:
    """A promise that is given up, and its review."""
    commitment = missing.miss(store, promised(store), TODAY, given_up=True).commitment
    (review,) = all_of(store, MissReview, commitment=commitment.id)
    return commitment, review


def needs(store: Store) -> list[tuple[What, str, bool]]:
    with store.read() as reader:
        return [(need.what, need.title, need.mine) for need in needs_of_misses(reader, ANA.id, TODAY)]


def test_today_asks_for_a_review_until_it_is_complete_and_then_for_its_action_in_its_week(there: Store) -> None:
    commitment, review = missed(there)
    assert needs(there) == [(What.REVIEW, "VPN", False)]
    edit(there, review, causes=["supplier"], told_to_client="Sorry", corrective_action="Ask", owner=ANA.id)
    assert needs(there) == [(What.REVIEW, "VPN", True)]
    edit(there, review, due=str(TODAY + timedelta(days=8)))
    assert needs(there) == []
    edit(there, review, due=str(TODAY + timedelta(days=6)))
    assert needs(there) == [(What.ACTION, "Ask", True)]
    done = finish_action(there, review.id, TODAY)
    assert done is not None
    assert (done.written, now(there, review).done_on, needs(there)) == (True, TODAY, [])
    found = misses_report(there, 1, TODAY)
    assert [(row.cause, len(row.misses)) for row in found.rows] == [("supplier", 1)]
    assert (found.misses[0].commitment.id, found.reviewed) == (commitment.id, 1)


def test_what_was_missed_before_the_months_looked_at_is_not_read_and_what_has_no_day_is_named(there: Store) -> None:
    days = {"old": date(2026, 2, 28), "first": date(2026, 3, 1), "none": None}
    for title, closed in days.items():
        add(there, Commitment(client=LUND.client, title=title, state=State.MISSED, closed_on=closed))
    found = misses_report(there, 1, date(2026, 3, 31))
    assert [miss.commitment.title for miss in (*found.misses, *found.undated)] == ["first", "none"]
    assert [len(row.misses) for row in misses_report(there, 2, date(2026, 3, 31)).rows] == [2]


def test_an_action_of_a_review_that_is_not_complete_is_not_done_but_reviewed_first(here: Store) -> None:
    commitment, review = missed(here)
    found = finish_action(here, review.id, TODAY)
    assert found is not None
    assert (found.commitment, now(here, review).done_on) == (commitment.id, None)


def test_words_that_name_a_team_are_saved_and_warned_of(here: Store) -> None:
    _, review = missed(here)
    add(here, Team(name="Cabling"))
    told: list[str] = []
    here.on_remark = told.append
    edit(here, review, told_to_client="We were late.")
    assert told == []
    edit(here, review, told_to_client="Cabling forgot it.")
    assert now(here, review).told_to_client == "Cabling forgot it."
    assert told == ["The text to the client names Cabling: to the client there is one voice, ours."]


def test_a_promise_that_is_not_missed_has_no_review(here: Store) -> None:
    assert open_review(here, promised(here).id) is None


LOGISTICS = Client(name="Logistics")
FERREIRA = Stakeholder(client=LOGISTICS.id, name="J. Ferreira")
SAME_NAME = Stakeholder(client=LOGISTICS.id, name="A. Lund")


def test_nobody_of_another_client_agrees_to_a_date_or_accepts_a_delivery(there: Store) -> None:
    add(there, LOGISTICS, FERREIRA)
    commitment = promised(there)
    with pytest.raises(SaidWrongError, match=r"J\. Ferreira is of Logistics; this is promised to Finance") as wrong:
        renegotiate(there, commitment, NEXT_FRIDAY, FERREIRA, "Later", TODAY)
    assert (wrong.value.field, all_of(there, Renegotiation)) == ("agreed_by", [])
    done = delivering.deliver(there, commitment, TODAY, TODAY).commitment
    with pytest.raises(SaidWrongError) as wrong:
        delivering.keep(there, done, FERREIRA, TODAY)
    assert (wrong.value.field, now(there, commitment).state) == ("accepted_by", "delivered")


def test_whom_a_renegotiation_was_agreed_with_is_not_edited_afterwards(here: Store) -> None:
    add(here, LOGISTICS, FERREIRA)
    renegotiate(here, promised(here), NEXT_FRIDAY, LUND, "Later", TODAY)
    (kept,) = all_of(here, Renegotiation)
    with pytest.raises(InvalidError, match="Agreed by cannot be set"):
        edit(here, kept, agreed_by=FERREIRA.id)


def test_a_name_means_the_one_at_the_client_before_a_namesake_elsewhere(here: Store) -> None:
    add(here, LOGISTICS, SAME_NAME, Stakeholder(client=LUND.client, name="A. Lunde"))
    with here.read() as reader:
        assert stakeholder_named(reader, LUND.client, "A. Lund") == now(here, LUND)
        assert stakeholder_named(reader, LOGISTICS.id, "a. lu") == now(here, SAME_NAME)
        with pytest.raises(AmbiguousNameError):
            stakeholder_named(reader, LUND.client, "a. l")
        assert called_at_client(reader, LUND.client, "A. LUNDE") == "A. Lunde"
        assert called_at_client(reader, LUND.client, "the board") == "the board"


def test_what_has_happened_happened_on_a_day_that_has_come(here: Store) -> None:
    commitment, tomorrow = promised(here), TODAY + timedelta(days=1)
    with pytest.raises(SaidWrongError, match="has not come yet"):
        ending.withdraw(here, commitment, "A. Lund", tomorrow, "Budget", TODAY)
    done = delivering.deliver(here, commitment, TODAY, TODAY).commitment
    with pytest.raises(SaidWrongError, match="has not come yet"):
        delivering.keep(here, done, LUND, tomorrow, TODAY)
    with pytest.raises(SaidWrongError, match="before it was delivered"):
        delivering.keep(here, done, LUND, TODAY - timedelta(days=1), TODAY)
