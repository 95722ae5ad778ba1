"""A team's answer is its lead's or its deputy's, whoever writes it down, in the app and on the command line alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from itcrm_tui.domain.commitment import Answer, Commitment, Requirement, RequirementKind, Thing
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.people import Person, Team
from itcrm_tui.workflows import history
from itcrm_tui.workflows.promising import answerable, answering, checking
from itcrm_tui.workflows.promising.answerable import Answerable, Part, Saying
from itcrm_tui.workflows.promising.promise import promise
from storage.errors import RefusedError
from storage.store import Store
from tests.workflows.promise_steps import DBA, FINANCE, NETWORK, TODAY, add, all_of, draft, edit, now, organized

LIND = Person(name="S. Lind", login="slind")
MEYER = Person(name="K. Meyer", login="kmeyer")
STRANGER = Person(name="A. Stranger", login="stranger")
NETWORKS = Team(name="Networks", lead=LIND.id, deputy=MEYER.id)


@pytest.fixture
def here(store: Store) -> Store:
    """The organization, whose network has a team with a lead and a deputy."""
    organized(store)
    add(store, LIND, MEYER, STRANGER, NETWORKS)
    edit(store, NETWORK, team=NETWORKS.id)
    return store


def asked(store: Store) -> Commitment:
    """A checked commitment, of which the team is asked for its part."""
    return checking.check(store, draft(store), TODAY).commitment


def parts(store: Store, commitment: Commitment) -> Answerable:
    return answerable.answerable(store, Commitment, commitment.id)


def only_part(store: Store, commitment: Commitment) -> Part:
    (found,) = parts(store, commitment).parts
    return found


def kept(store: Store, commitment: Commitment) -> Answer:
    needs = [need.id for need in all_of(store, Requirement, commitment=commitment.id)]
    (found,) = all_of(store, Answer, requirement=needs)
    return found


@pytest.mark.parametrize("who", [LIND, MEYER])
def test_lead_and_deputy_answer_for_themselves_by_their_login(here: Store, who: Person) -> None:
    commitment = asked(here)
    here.actor = who.login or ""
    assert answering.accept(here, only_part(here, commitment), None) == "Accepted: Network of VPN."
    assert kept(here, commitment).answered_by == who.id


@pytest.mark.parametrize("login", ["stranger", "nobody"])
def test_whoever_else_writes_an_answer_down_says_whose_it_is(here: Store, login: str) -> None:
    commitment = asked(here)
    here.actor = login
    part = only_part(here, commitment)
    with pytest.raises(answering.WhoseError, match=r"asked of S\. Lind \(leads Networks\) or K\. Meyer \(deputy\)"):
        answering.accept(here, part, None)
    with pytest.raises(answering.WhoseError, match=r"not of A\. Stranger"):
        answering.decline(here, part, STRANGER.id, "No")
    assert answering.accept(here, part, MEYER.id) == "Accepted for K. Meyer: Network of VPN."
    assert kept(here, commitment).answered_by == MEYER.id
    (latest,) = history.history(here, None, start=None, backwards=False, limit=1)
    assert (latest.actor, latest.title) == (login, "Accept Network of VPN for K. Meyer")


def test_where_nobody_leads_the_team_anybody_answers_and_who_is_unknown_stays_unknown(here: Store) -> None:
    edit(here, NETWORK, team=None)
    commitment = asked(here)
    here.actor = "nobody"
    assert answering.accept(here, only_part(here, commitment), None) == "Accepted: Network of VPN."
    assert kept(here, commitment).answered_by is None


def test_what_waits_and_is_asked_of_me_is_offered_first(here: Store) -> None:
    commitment = draft(here)
    ours = Requirement(commitment=commitment.id, role=DBA.id, minutes=60)
    add(here, Requirement(commitment=commitment.id, role=DBA.id, minutes=30), ours)
    data = Team(name="Data", deputy=STRANGER.id)
    add(here, data)
    checking.check(here, commitment, TODAY)
    assert [part.name for part in parts(here, commitment).parts] == ["Network", "DBA", "DBA"]
    edit(here, DBA, team=data.id)
    here.actor = "stranger"
    assert [part.name for part in parts(here, commitment).parts] == ["DBA", "DBA", "Network"]
    answering.accept(here, parts(here, commitment).parts[0], None)
    assert [part.name for part in parts(here, commitment).parts] == ["DBA", "Network"]


def test_hours_left_can_be_said_once_it_is_promised_and_nothing_once_it_is_delivered(here: Store) -> None:
    commitment = asked(here)
    assert only_part(here, commitment).sayings == (Saying.ACCEPT, Saying.DECLINE)
    answering.accept(here, only_part(here, commitment), LIND.id)
    assert only_part(here, commitment).sayings == (Saying.DECLINE,)
    done = promise(here, now(here, commitment), TODAY).commitment
    assert only_part(here, done).sayings == (Saying.REPORT, Saying.DECLINE)
    with here.write("Deliver") as unit:
        unit.save(done, replace(done, state=State.DELIVERED, delivered_on=TODAY))
    with pytest.raises(RefusedError, match="delivered; parts are answered until it is delivered"):
        parts(here, done)


def test_a_declined_thing_that_is_confirmed_is_declined_no_more(here: Store) -> None:
    commitment = draft(here)
    licence = Requirement(commitment=commitment.id, kind=RequirementKind.THING, thing=Thing.LICENCE)
    add(here, licence)
    here.actor = "slind"
    with here.read() as reader:
        answering.decline(here, answerable.part(reader, now(here, licence)), None, "Too dear")
    with here.read() as reader:
        answering.accept(here, answerable.part(reader, now(here, licence)), None)
    (said,) = all_of(here, Answer, requirement=licence.id)
    assert (said.answer, said.reason, now(here, licence).confirmed_by) == ("accepted", None, LIND.id)
    history.undo(here)
    (said,) = all_of(here, Answer, requirement=licence.id)
    assert (said.answer, said.reason, now(here, licence).confirmed_by) == ("declined", "Too dear", None)


def test_a_question_ages_from_when_it_was_asked_and_anew_when_it_is_asked_again(here: Store) -> None:
    from itcrm_tui.domain.answers import asked_at
    from itcrm_tui.ids import made_at

    commitment = asked(here)
    part = only_part(here, commitment)
    assert part.answer is not None
    assert asked_at(part.requirement, part.answer) == made_at(part.answer.id)
    answering.accept(here, part, LIND.id)
    here.clock = lambda: datetime(2026, 6, 3, 9, tzinfo=UTC)
    edit(here, part.requirement, minutes=90)
    again = only_part(here, commitment)
    assert asked_at(again.requirement, again.answer) == here.clock()


def test_a_commitment_that_asks_nothing_says_what_to_do(here: Store) -> None:
    bare = Commitment(client=FINANCE.id, title="Bare")
    add(here, bare)
    with pytest.raises(RefusedError, match="say what it needs"):
        parts(here, bare)
