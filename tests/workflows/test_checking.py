"""A draft is checked, the teams answer, and the check is kept; what cannot be known is not checked."""

from __future__ import annotations

import re

import pytest

from itcrm_tui.domain.commitment import Commitment, Requirement
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.promising import CapacityCheck
from itcrm_tui.workflows import history
from itcrm_tui.workflows.promising import answerable, answering, checking
from itcrm_tui.workflows.promising.promise import promise
from storage.errors import RefusedError
from storage.store import Store
from tests.workflows.promise_steps import (
    ANA,
    FRIDAY,
    LUND,
    TODAY,
    WEEK,
    accept_all,
    add,
    all_of,
    answers,
    checked,
    draft,
    edit,
    now,
    organized,
    verdicts,
)


@pytest.fixture
def there(either_store: Store) -> Store:
    """The organization, once on each engine."""
    return organized(either_store)


@pytest.fixture
def here(store: Store) -> Store:
    """The organization, on SQLite."""
    return organized(store)


def test_a_check_is_kept_asks_the_teams_and_is_taken_back_as_one(there: Store) -> None:
    commitment = draft(there)
    taken = checking.check(there, commitment, TODAY)
    assert (taken.commitment.state, taken.commitment.checked_on) == (State.CHECKED, TODAY)
    assert taken.check
    assert (taken.check.verdict, taken.check.due, taken.check.findings) == ("OK", FRIDAY, "OK")
    assert answers(there, commitment) == ["asked"]
    history.undo(there)
    assert (now(there, commitment).state, verdicts(there, commitment), answers(there, commitment)) == ("draft", [], [])
    history.redo(there)
    assert (now(there, commitment).state, verdicts(there, commitment)) == ("checked", ["OK"])


def test_what_is_short_is_checked_and_not_promised_and_the_refusal_says_role_week_and_date(there: Store) -> None:
    commitment = checked(there, minutes=WEEK * 2)
    assert verdicts(there, commitment) == ["SHORT"]
    accept_all(there, commitment)
    with pytest.raises(RefusedError, match=r"SHORT 40 h Network, week of 1 Jun\. Earliest: .* Take the earliest date"):
        promise(there, now(there, commitment), TODAY)
    assert now(there, commitment).state is State.CHECKED


def test_the_earliest_date_is_taken_and_the_teams_are_asked_again(there: Store) -> None:
    commitment = checked(there, minutes=WEEK)
    accept_all(there, commitment)
    taken = checking.take_earliest(there, now(there, commitment), TODAY)
    assert taken.commitment.due
    assert taken.commitment.due > FRIDAY
    assert verdicts(there, commitment) == ["TIGHT", "OK"]
    assert answers(there, commitment) == ["asked"]
    accept_all(there, commitment)
    assert promise(there, now(there, commitment), TODAY).commitment.state is State.PROMISED


def test_a_declined_part_makes_a_draft_again_until_what_is_asked_has_changed(there: Store) -> None:
    commitment = checked(there)
    (need,) = all_of(there, Requirement, commitment=commitment.id)
    with there.read() as reader:
        part = answerable.part(reader, need)
    with pytest.raises(RefusedError, match="not declined without a reason"):
        answering.decline(there, part, ANA.id, " ")
    said = answering.decline(there, part, ANA.id, "Full")
    assert re.fullmatch(r"Declined( for Ana)?: Network of VPN\. It is a draft again\.", said)
    assert now(there, commitment).state is State.DRAFT
    with pytest.raises(RefusedError, match=r"Network was declined \(Full\)"):
        checking.check(there, now(there, commitment), TODAY)
    edit(there, need, minutes=60)
    assert answers(there, commitment) == ["asked"]
    assert checking.check(there, now(there, commitment), TODAY).commitment.state is State.CHECKED


def test_a_thing_is_confirmed_and_counts_into_the_promise(here: Store) -> None:
    from itcrm_tui.domain.commitment import RequirementKind, Thing

    commitment = draft(here)
    licence = Requirement(commitment=commitment.id, kind=RequirementKind.THING, thing=Thing.LICENCE)
    add(here, licence)
    checking.check(here, now(here, commitment), TODAY)
    assert verdicts(here, commitment) == ["SHORT"]
    with here.read() as reader:
        part = answerable.part(reader, licence)
    answering.accept(here, part, ANA.id, FRIDAY)
    assert (now(here, licence).available_from, verdicts(here, commitment)) == (FRIDAY, ["SHORT", "OK"])


@pytest.mark.parametrize(
    ("minutes", "due", "said"),
    [(None, FRIDAY, "nobody has said the hours of Network"), (60, None, "cannot be checked without a due date")],
)
def test_unknown_hours_and_dates_are_not_checked(here: Store, minutes: int | None, due: None, said: str) -> None:
    with pytest.raises(RefusedError, match=said):
        checking.check(here, draft(here, minutes, due), TODAY)


def test_without_requirements_it_is_not_checked(here: Store) -> None:
    commitment = Commitment(client=LUND.client, title="Bare", due=FRIDAY)
    add(here, commitment)
    with pytest.raises(RefusedError, match="at least one requirement"):
        checking.check(here, now(here, commitment), TODAY)


def test_hours_left_are_reported_while_it_is_in_work_only(here: Store) -> None:
    commitment = checked(here)
    (need,) = all_of(here, Requirement, commitment=commitment.id)
    with here.read() as reader:
        part = answerable.part(reader, need)
    with pytest.raises(RefusedError, match="from the promise to the delivery"):
        answering.report(here, part, 60, TODAY, TODAY)
    accept_all(here, commitment)
    promise(here, now(here, commitment), TODAY)
    with here.read() as reader:
        part = answerable.part(reader, need)
    assert answering.report(here, part, 60, TODAY, TODAY) == "Reported: 1 h left of Network of VPN."


def test_a_check_can_be_made_again_and_both_are_kept(here: Store) -> None:
    commitment = checked(here)
    again = checking.check(here, commitment, TODAY)
    assert again.check
    assert len(all_of(here, CapacityCheck)) == 2
