"""The gate: a commitment with its requirements, answers, check and override, and what it may become."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from itcrm_tui.domain.answers import asked_again, current_answers, is_settled
from itcrm_tui.domain.capacity.candidate import Missing
from itcrm_tui.domain.capacity.check import Check, Line
from itcrm_tui.domain.commitment import Answer, AnswerState, Commitment, Requirement, RequirementKind, Thing
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.people import Person
from itcrm_tui.domain.renegotiation import Agreement, refused_renegotiation, renegotiated
from itcrm_tui.domain.states import TABLE, Facts
from itcrm_tui.domain.steps import stepped
from itcrm_tui.domain.transitions import Override, Standing, refused_step, state_of
from itcrm_tui.domain.verdict import Verdict
from itcrm_tui.ids import RecordId

TODAY, DUE = date(2026, 11, 23), date(2026, 12, 11)
NETWORK, DBA = RecordId("network"), RecordId("dba")
COMMITMENT = Commitment(client=RecordId("hr"), title="VPN for 40 users", due=DUE, state=State.CHECKED)
HOURS = Requirement(commitment=COMMITMENT.id, role=NETWORK, minutes=1_800)
THING = Requirement(commitment=COMMITMENT.id, kind=RequirementKind.THING, thing=Thing.LICENCE)
DANA = Person(name="Dana", may_override=True)
SAID = Facts(
    begun=True,
    delivered_on=DUE,
    accepted_by="M. Okoye",
    accepted_on=DUE,
    given_up=True,
    withdrawn_by="M. Okoye",
    withdrawn_on=TODAY,
    reason="The project was stopped.",
    other_route="The shop.",
)


def answer(said: AnswerState, need: Requirement = HOURS, **known: Any) -> Answer:
    return Answer(requirement=need.id, answer=said, **known)


def checked(verdict: Verdict, *missing: Missing) -> Check:
    line = Line(verdict=verdict)
    return Check(firm=line, with_soft=line, missing=missing)


def standing(**known: Any) -> Standing:
    """A checked commitment of which everything is in order, but for what is given."""
    return Standing(
        **{
            "commitment": COMMITMENT,
            "requirements": (HOURS,),
            "answers": (answer(AnswerState.ACCEPTED),),
            "check": checked(Verdict.OK),
            "role_names": {NETWORK: "Network"},
            **known,
        }
    )


def in_state(state: State) -> Commitment:
    return replace(COMMITMENT, state=state)


def why(found: Any) -> str:
    return found.why if found else ""


@pytest.mark.parametrize(("state", "to"), sorted(product(State, State)), ids="-".join)
def test_with_everything_in_order_each_step_of_the_table_may_be_taken_and_no_other(state: State, to: State) -> None:
    answers = (answer(AnswerState.DECLINED, reason="On leave."),) if to is State.DRAFT else standing().answers
    there = standing(commitment=in_state(state), answers=answers)
    assert (refused_step(there, to, SAID) is None) is ((state, to) in TABLE)


@pytest.mark.parametrize(("state", "to"), sorted(TABLE), ids="-".join)
def test_with_nothing_known_no_step_may_be_taken(state: State, to: State) -> None:
    there = Standing(commitment=Commitment(client=RecordId(""), title="", state=state))
    assert refused_step(there, to) is not None


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("said", AnswerState)
def test_a_checked_commitment_with_a_declined_answer_is_a_draft_and_no_other_changes(
    state: State, said: AnswerState
) -> None:
    declined = state is State.CHECKED and said is AnswerState.DECLINED
    assert state_of(in_state(state), [HOURS], [answer(said)]) is (State.DRAFT if declined else state)


def test_a_declined_answer_counts_only_as_long_as_it_is_the_last() -> None:
    first, second = answer(AnswerState.DECLINED), answer(AnswerState.ACCEPTED)
    assert state_of(COMMITMENT, [HOURS], [second, first]) is State.CHECKED
    assert current_answers([second, first]) == {HOURS.id: second}
    assert state_of(COMMITMENT, [], [first]) is State.CHECKED


@pytest.mark.parametrize("state", [State.DRAFT, State.CHECKED])
@pytest.mark.parametrize("to", [State.CHECKED, State.PROMISED])
def test_a_declined_commitment_says_who_declined_and_why_before_it_goes_on(state: State, to: State) -> None:
    there = standing(commitment=in_state(state), answers=(answer(AnswerState.DECLINED, reason="Sofia is on leave"),))
    found = refused_step(there, to)
    assert why(found) == "It is a draft again: Network was declined (Sofia is on leave)."
    assert "asks the team again" in str(found)


@pytest.mark.parametrize(
    ("verdict", "may"),
    [
        (Verdict.OK, True),
        (Verdict.TIGHT, True),
        (Verdict.SHORT, False),
        (Verdict.UNCHECKED, False),
        (Verdict.CANNOT, False),
    ],
)
def test_a_promise_needs_a_verdict_that_fits(verdict: Verdict, may: bool) -> None:
    assert (refused_step(standing(check=checked(verdict)), State.PROMISED) is None) is may


def test_without_a_check_nothing_is_promised() -> None:
    assert "the check says nothing yet" in why(refused_step(standing(check=None), State.PROMISED))


def test_a_short_promise_passes_with_an_override_by_a_person_who_may_and_says_why() -> None:
    short = standing(check=checked(Verdict.SHORT))
    assert (
        refused_step(replace(short, override=Override(approver=DANA, reason="Payroll stops.")), State.PROMISED) is None
    )
    silent = refused_step(replace(short, override=Override(approver=DANA, reason=" ")), State.PROMISED)
    assert why(silent) == "A check is not overridden without a reason."
    kim = Override(approver=Person(name="Kim"), reason="Please.")
    assert why(refused_step(replace(short, override=kim), State.PROMISED)) == "Kim may not override a check."


@pytest.mark.parametrize("said", [AnswerState.ASKED, AnswerState.NO_ANSWER, None])
def test_an_override_does_not_stand_for_a_team(said: AnswerState | None) -> None:
    answers = (answer(said),) if said else ()
    there = standing(answers=answers, override=Override(approver=DANA, reason="Payroll stops."))
    assert why(refused_step(there, State.PROMISED)).endswith("accepted or confirmed: Network.")


def test_a_thing_is_settled_when_somebody_confirms_it_and_hours_only_when_accepted() -> None:
    assert refused_step(standing(requirements=(HOURS, THING)), State.PROMISED) is not None
    assert refused_step(standing(requirements=(HOURS, replace(THING, confirmed_by=DANA.id))), State.PROMISED) is None
    assert not is_settled(replace(HOURS, confirmed_by=DANA.id), None)
    assert not is_settled(replace(THING, confirmed_by=DANA.id), answer(AnswerState.DECLINED, THING))


def test_a_check_that_lacks_hours_says_of_what() -> None:
    check = checked(Verdict.CANNOT, Missing(what="hours", requirement=HOURS.id), Missing(what="due date"))
    found = refused_step(standing(commitment=in_state(State.DRAFT), check=check), State.CHECKED)
    assert why(found) == "It cannot be checked: nobody has said the hours of Network, due date."


def test_what_is_declined_by_a_team_goes_back_to_draft_with_its_reason() -> None:
    declined = standing(answers=(answer(AnswerState.DECLINED, reason="No hands."),))
    assert declined.state is State.DRAFT
    assert [said.reason for said in declined.declined] == ["No hands."]


@pytest.mark.parametrize(
    "changed",
    [
        {"minutes": 2_000},
        {"role": DBA},
        {"earliest_start": TODAY},
        {"needed_by": TODAY},
        {"kind": RequirementKind.THING},
    ],
)
@pytest.mark.parametrize("said", [AnswerState.ACCEPTED, AnswerState.DECLINED, AnswerState.NO_ANSWER])
def test_answers_are_asked_again_when_hours_dates_or_role_change(changed: dict[str, Any], said: AnswerState) -> None:
    given = answer(said, reason="Because.", answered_by=DANA.id)
    ((old, new),) = asked_again((COMMITMENT, [HOURS]), (COMMITMENT, [replace(HOURS, **changed)]), [given])
    assert old is given
    assert (new.id, new.answer, new.reason, new.answered_by) == (given.id, AnswerState.ASKED, None, None)


def test_answers_stay_when_words_change_or_the_due_date_of_what_is_needed_before() -> None:
    given, moved = [answer(AnswerState.ACCEPTED)], replace(COMMITMENT, due=DUE + timedelta(days=1))
    described = replace(HOURS, description="Firewall rules")
    assert asked_again((COMMITMENT, [HOURS]), (replace(COMMITMENT, title="VPN"), [described]), given) == ()
    dated = replace(HOURS, needed_by=TODAY)
    assert asked_again((COMMITMENT, [dated]), (moved, [dated]), given) == ()
    assert len(asked_again((COMMITMENT, [HOURS]), (moved, [HOURS]), given)) == 1


@pytest.mark.parametrize("state", State)
def test_only_a_promise_that_is_not_delivered_is_renegotiated(state: State) -> None:
    agreed = Agreement(due=DUE + timedelta(days=7), agreed_by="M. Okoye", why="They move house.")
    found = refused_renegotiation(in_state(state), agreed, TODAY)
    assert (found is None) is (state in (State.PROMISED, State.IN_DELIVERY))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"due": TODAY - timedelta(days=1)}, "has passed"),
        ({"due": DUE}, "already"),
        ({"agreed_by": " "}, "who agreed"),
        ({"why": ""}, "why it moves"),
    ],
)
def test_a_renegotiation_says_a_day_to_come_who_agreed_and_why(wrong: dict[str, Any], words: str) -> None:
    agreed = Agreement(**{"due": DUE + timedelta(days=7), "agreed_by": "M. Okoye", "why": "They move.", **wrong})
    assert words in why(refused_renegotiation(in_state(State.PROMISED), agreed, TODAY))


def test_a_renegotiation_keeps_the_state_and_the_original_due_date() -> None:
    agreed = Agreement(due=DUE + timedelta(days=7), agreed_by="M. Okoye", why="They move house.")
    once = renegotiated(in_state(State.IN_DELIVERY), agreed)
    again = renegotiated(once, replace(agreed, due=DUE + timedelta(days=14)))
    assert (again.state, again.due, again.original_due) == (State.IN_DELIVERY, DUE + timedelta(days=14), DUE)


@pytest.mark.parametrize(
    ("to", "changed"),
    [
        (State.DRAFT, {"checked_on": None}),
        (State.CHECKED, {"checked_on": TODAY}),
        (State.PROMISED, {"promised_on": TODAY, "original_due": DUE}),
        (State.IN_DELIVERY, {}),
        (State.DELIVERED, {"delivered_on": DUE}),
        (State.KEPT, {"closed_on": DUE, "closed_by": "M. Okoye", "accepted_by": "okoye"}),
        (State.MISSED, {"closed_on": TODAY, "delivered_on": DUE, "closing_reason": SAID.reason}),
        (State.DECLINED, {"closed_on": TODAY, "closing_reason": SAID.reason, "other_route": "The shop."}),
        (State.WITHDRAWN, {"closed_on": TODAY, "closed_by": "M. Okoye", "closing_reason": SAID.reason}),
    ],
)
def test_a_step_writes_down_its_day_and_what_was_said(to: State, changed: dict[str, Any]) -> None:
    before = replace(COMMITMENT, checked_on=date(2026, 11, 1))
    after = stepped(before, to, TODAY, SAID, RecordId("okoye"))
    assert after == replace(before, **{"state": to, **changed})


def test_a_promise_made_again_keeps_its_first_due_date() -> None:
    again = stepped(replace(COMMITMENT, original_due=TODAY), State.PROMISED, TODAY)
    assert again.original_due == TODAY
