"""A promise's view says of each part who has said what, how long it waits, and how many hours are left."""

from datetime import date, timedelta

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.commitment import (
    Answer,
    AnswerState,
    Commitment,
    Progress,
    Requirement,
    RequirementKind,
    Thing,
)
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.people import Person, Role, Team
from itcrm_tui.workflows.viewing import Viewed, view
from storage.store import Store
from tests.storage.records import add

TODAY = date.today()


def test_the_view_of_a_promise_says_what_its_teams_have_said(store: Store) -> None:
    finance, lind = Client(name="Finance"), Person(name="S. Lind")
    team = Team(name="Networks", lead=lind.id)
    network, dba = Role(name="Network", team=team.id), Role(name="DBA")
    vpn = Commitment(client=finance.id, title="VPN")
    cabling = Requirement(commitment=vpn.id, role=network.id, minutes=480)
    tuning = Requirement(commitment=vpn.id, role=dba.id, minutes=60)
    line = Requirement(
        commitment=vpn.id, kind=RequirementKind.THING, thing=Thing.SUPPLIER, description="Line", confirmed_by=lind.id
    )
    rack = Requirement(commitment=vpn.id, kind=RequirementKind.THING, thing=Thing.EQUIPMENT, description="Rack")
    wiring = Requirement(commitment=vpn.id, role=network.id, minutes=30)
    add(store, finance, lind, team, network, dba, vpn, cabling, tuning, line, rack, wiring)
    add(store, Answer(requirement=wiring.id, answer=AnswerState.ASKED))
    add(store, Answer(requirement=cabling.id, answer=AnswerState.ACCEPTED, answered_by=lind.id))
    add(store, Progress(requirement=cabling.id, minutes_left=120, reported_on=TODAY))
    add(store, Answer(requirement=tuning.id, answer=AnswerState.DECLINED, reason="On leave"))
    seen = view(store, KINDS["commitment"], vpn.id, TODAY)
    assert isinstance(seen, Viewed)
    said = {one.words for one in next(part.lines for part in seen.overview if part.heading == "Teams")}
    assert said == {
        "Network  2 h left of 8 h  accepted by S. Lind",
        "DBA  1 h  declined: On leave",
        "Line  confirmed by S. Lind",
        "Rack  to be confirmed",
        "Network  0.5 h  waits Networks",
    }
    later = view(store, KINDS["commitment"], vpn.id, TODAY + timedelta(days=10))
    assert isinstance(later, Viewed)
    assert "Rack  to be confirmed  asked 10 d ago" in {one.words for part in later.overview for one in part.lines}
