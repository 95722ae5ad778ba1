"""The profile says what is known, what is stale and what is missing."""

from dataclasses import replace
from datetime import date

from itcrm_tui.domain.client import Client, Facet, FacetConfirmation, Stakeholder, StakeholderRole
from itcrm_tui.domain.commitment import Answer, AnswerState, Commitment, CommitmentState, Requirement
from itcrm_tui.domain.profile import Profile
from itcrm_tui.domain.profile_tabs import TABS
from itcrm_tui.domain.subscription import Subscription
from itcrm_tui.domain.waiting import Waiting
from itcrm_tui.ids import RecordId, made_at

TODAY = date(2026, 11, 30)
CLIENT = Client(name="Finance", priorities=("payslips on time",))
EMPTY = Profile(client=Client(name="Legal"), today=TODAY, stale_after_months=12, people={}, names={})
KNOWN = replace(EMPTY, client=CLIENT)


def _confirmed(on: date) -> FacetConfirmation:
    return FacetConfirmation(client=CLIENT.id, facet=Facet.PRIORITIES, confirmed_on=on)


def test_a_client_of_whom_nothing_is_known_misses_all_nine_facets() -> None:
    assert EMPTY.missing == tuple(Facet)
    assert EMPTY.complete == 0


def test_a_facet_confirmed_within_a_year_counts() -> None:
    assert replace(KNOWN, confirmations=(_confirmed(date(2025, 11, 30)),)).complete == 1


def test_a_facet_not_confirmed_for_a_year_is_stale_and_not_counted() -> None:
    stale = replace(KNOWN, confirmations=(_confirmed(date(2025, 11, 29)),))
    assert stale.stale == {Facet.PRIORITIES}
    assert stale.complete == 0
    assert Facet.PRIORITIES not in stale.missing


def test_the_latest_confirmation_of_a_facet_counts() -> None:
    twice = (_confirmed(date(2026, 5, 1)), _confirmed(date(2020, 1, 1)))
    assert replace(KNOWN, confirmations=twice).complete == 1


def test_a_year_before_the_29th_of_february_is_the_28th() -> None:
    leap = replace(KNOWN, today=date(2028, 2, 29), confirmations=(_confirmed(date(2027, 2, 28)),))
    assert leap.stale == frozenset()


def test_who_has_left_decides_nothing() -> None:
    decider = Stakeholder(client=CLIENT.id, name="Okoye", role=StakeholderRole.DECISION_MAKER)
    gone = replace(decider, left_on=date(2026, 1, 1))
    assert replace(KNOWN, stakeholders=(decider,)).deciders == (decider,)
    assert replace(KNOWN, stakeholders=(gone,)).deciders == ()


def test_a_subscription_that_has_ended_is_not_in_use() -> None:
    ended = Subscription(client=CLIENT.id, service=RecordId("s"), ends_on=date(2026, 11, 29))
    assert replace(KNOWN, subscriptions=(ended,)).current_subscriptions == ()


def test_a_promise_waits_on_the_teams_that_have_not_answered() -> None:
    promise = Commitment(client=CLIENT.id, title="VPN", state=CommitmentState.CHECKED)
    needs = [Requirement(commitment=promise.id, role=RecordId(role), minutes=60) for role in ("dba", "net")]
    asked = Answer(requirement=needs[0].id)
    first = Answer(requirement=needs[1].id)
    accepted = Answer(requirement=needs[1].id, answer=AnswerState.ACCEPTED)
    teams = {RecordId("dba"): "Data", RecordId("net"): "Network"}
    profile = replace(
        KNOWN,
        commitments=(promise,),
        requirements=tuple(needs),
        answers=(asked, first, accepted),
        teams=teams,
    )
    since = made_at(asked.id)
    assert since is not None
    assert profile.waits_on(promise) == (Waiting(on="Data", since=since.date()),)


def test_every_tab_says_something_even_of_an_empty_profile() -> None:
    for words in TABS.values():
        sections = words(EMPTY)
        assert sections
        assert all(section.lines for section in sections)
