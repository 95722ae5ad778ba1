"""Whom to call: the right people with their numbers, on one screen, and nothing that is not for everybody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from itcrm_tui.cli.glance import MOST_LINES, glance
from itcrm_tui.domain.client import Client, Segment, Stakeholder, StakeholderRole
from itcrm_tui.domain.commitment import Answer, AnswerState, Commitment, CommitmentState, Requirement
from itcrm_tui.domain.feedback import Feedback, FeedbackKind
from itcrm_tui.domain.kinds import kind_of
from itcrm_tui.domain.people import Person, Role, Team, TimeOff
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.service import InternalNote, Measurement, Service, ServiceLevel
from itcrm_tui.domain.subscription import NegotiatedPrice, Subscription
from itcrm_tui.workflows.who import NobodyError, SeveralError, Who, who, who_is
from storage.opening import open_store
from storage.store import Store

TODAY = date(2026, 11, 23)
SOFIA = Person(name="Sofia Lind", phone="555-0300")
RAVI = Person(name="Ravi", phone="555-0200")
DANA = Person(name="Dana", phone="555-0100", reports_to=RAVI.id)
NETWORKS = Team(name="Networks", lead=SOFIA.id, deputy=RAVI.id)
NETWORK = Role(name="Network", team=NETWORKS.id)
FINANCE = Client(code="FIN", name="Finance", relationship_owner=DANA.id, deputy=RAVI.id)
PRODUCTION = Client(code="PRO", name="Production", segment=Segment.STRATEGIC)
OKOYE = Stakeholder(client=FINANCE.id, name="M. Okoye", role=StakeholderRole.DECISION_MAKER, phone="555-0123")
LEFT = Stakeholder(client=FINANCE.id, name="Gone", role=StakeholderRole.DECISION_MAKER, left_on=TODAY)
WIFI = Service(code="WIFI", name="Wi-Fi", owner=DANA.id, team=NETWORKS.id, outcome="Every hall is online.")
LEVEL = ServiceLevel(service=WIFI.id, metric="Availability", target=Decimal("99.5"), unit="%")
HALL = Commitment(
    client=FINANCE.id,
    title="Hall 3",
    service=WIFI.id,
    owner=DANA.id,
    asked_by=OKOYE.id,
    state=CommitmentState.PROMISED,
    due=TODAY - timedelta(2),
)
DRAFT = Commitment(client=FINANCE.id, title="Hall 4", service=WIFI.id)
NEED = Requirement(commitment=HALL.id, role=NETWORK.id, minutes=60)
USES = Subscription(client=FINANCE.id, service=WIFI.id)
COMPLAINT = Feedback(
    kind=FeedbackKind.COMPLAINT, subject="Slow", client=FINANCE.id, stakeholder=OKOYE.id, assignee=SOFIA.id
)
ALL: tuple[Record, ...] = (
    *(SOFIA, RAVI, DANA, NETWORKS, NETWORK, FINANCE, PRODUCTION, OKOYE, LEFT, WIFI, LEVEL, HALL, DRAFT, NEED, USES),
    COMPLAINT,
    Measurement(service_level=LEVEL.id, measured_on=TODAY - timedelta(40), value=Decimal("99.9")),
    Measurement(service_level=LEVEL.id, measured_on=TODAY - timedelta(9), value=Decimal("98.1")),
    Subscription(client=PRODUCTION.id, service=WIFI.id),
    Answer(requirement=NEED.id, answer=AnswerState.ACCEPTED),
    TimeOff(person=SOFIA.id, starts_on=TODAY, ends_on=TODAY + timedelta(4)),
    InternalNote(service=WIFI.id, body="SECRET licence trouble"),
    NegotiatedPrice(subscription=USES.id, price=777_777),
)


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Store]:
    """A store with all of them."""
    store = open_store(f"sqlite:///{tmp_path}/who.db", actor="dana", device="desk", create=True)
    with store.write("Set up") as unit:
        for record in ALL:
            unit.add(record)
    yield store
    store.close()


def told(store: Store, record: Record) -> dict[str, tuple[str, ...]]:
    found = who(store, kind_of(record), record.id, TODAY)
    assert isinstance(found, Who)
    return {section.heading: tuple(section.lines) for section in found.sections}


def test_of_a_client_it_tells_owners_deciders_promises_levels_and_what_may_be_said(full: Store) -> None:
    found = told(full, FINANCE)
    assert found["OURS"] == ("Dana, owner of FIN, 555-0100", "Ravi, deputy, 555-0200")
    assert found["DECIDES"] == ("M. Okoye, decision maker, 555-0123",)
    assert found["PROMISED"] == ("Hall 3, 2 d LATE", "Hall 4, draft")
    assert found["LEVELS"] == ("Wi-Fi, Availability, at least 99.5 %, 98.1 % on 14 Nov, MISSED",)
    assert found["SAY"] == ("promised, may be told: Hall 3", "not promised yet, not to be told: Hall 4")


def test_of_a_service_it_tells_whom_to_call_and_the_clients_hit_strategic_ones_first(full: Store) -> None:
    found = told(full, WIFI)
    assert found["CALL"] == (
        "Dana, service owner, 555-0100",
        "Sofia Lind, leads Networks, 555-0300, away until 27 Nov",
        "Ravi, deputy in Networks, 555-0200",
    )
    assert found["HITS"][0] == "2 clients"
    assert found["HITS"][1].startswith("PRO, strategic, nobody decides on file")
    assert found["HITS"][2] == "FIN, M. Okoye, 555-0123, ours Dana, 555-0100"
    assert found["SAY"] == ("Every hall is online.",)


def test_of_a_commitment_it_tells_who_is_accountable_who_asked_and_what_each_team_answered(full: Store) -> None:
    found = told(full, HALL)
    assert found["CALL"] == ("Dana, accountable owner, 555-0100",)
    assert found["ASKED BY"] == ("M. Okoye, decision maker, 555-0123",)
    assert found["TEAMS"] == ("Network, accepted, Sofia Lind, leads Networks, 555-0300, away until 27 Nov",)


def test_of_feedback_and_of_a_person_it_tells_who_has_it_and_who_is_above(full: Store) -> None:
    feedback = told(full, COMPLAINT)
    assert feedback["FROM"] == ("M. Okoye, decision maker, 555-0123",)
    assert feedback["ASSIGNED"][0].startswith("Sofia Lind, 555-0300")
    dana = told(full, DANA)
    assert (dana["CALL"], dana["MANAGER"]) == (("Dana, 555-0100",), ("Ravi, 555-0200",))
    assert dana["ANSWERS"] == ("for FIN", "for WIFI")


def test_a_record_with_nobody_of_its_own_tells_of_what_it_belongs_to(full: Store) -> None:
    assert told(full, NEED)["CALL"] == ("Dana, accountable owner, 555-0100",)


def test_whatever_it_is_about_it_fits_one_screen_and_holds_nothing_restricted(full: Store) -> None:
    many = [
        Commitment(client=FINANCE.id, title=f"P{n}", owner=DANA.id, service=WIFI.id, asked_by=OKOYE.id)
        for n in range(30)
    ]
    crowd = [Client(code=f"C{n}", name=f"Crowd {n}", relationship_owner=DANA.id) for n in range(30)]
    with full.write("More") as unit:
        for record in (*many, *crowd, *(Subscription(client=one.id, service=WIFI.id) for one in crowd)):
            unit.add(record)
    for record in ALL:
        found = who(full, kind_of(record), record.id, TODAY)
        assert isinstance(found, Who)
        lines = glance([found.title], found.sections)
        assert 1 < len(lines) <= MOST_LINES, record
        assert "SECRET" not in "\n".join(lines)
        assert "7,777" not in "\n".join(lines)


def test_a_code_comes_before_the_beginning_of_a_name_and_what_is_unclear_is_asked(full: Store) -> None:
    with full.write("More") as unit:
        unit.add(Service(name="Final accounts"))
        unit.add(Team(name="Hall team"))
    with full.read() as reader:
        assert who_is(reader, "fin").id == FINANCE.id
        assert who_is(reader, "sofia").id == SOFIA.id
        with pytest.raises(SeveralError, match="Hall 3"):
            who_is(reader, "Hall")
        with pytest.raises(NobodyError, match="nobody of that name"):
            who_is(reader, "nobody of that name")
