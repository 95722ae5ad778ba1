"""What the overview of a client says is the same, counted by the database or over all rows read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

import pytest

from itcrm_tui.domain.client import Client, LineOfBusiness, Stakeholder, StakeholderRole
from itcrm_tui.domain.commitment import Answer, Commitment, CommitmentState, Requirement
from itcrm_tui.domain.feedback import Feedback, FeedbackKind
from itcrm_tui.domain.outreach import Touchpoint, TouchpointKind
from itcrm_tui.domain.people import Role, Team
from itcrm_tui.domain.profile import CLOSED
from itcrm_tui.domain.profile_overview import overview
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.service import Service
from itcrm_tui.domain.subscription import Subscription, Usage
from itcrm_tui.workflows.profile import at_a_glance, profile
from storage.store import Store
from tests.storage.records import add

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def organization(luck: Random) -> tuple[Client, list[Record]]:
    """A client with a random lot of everything, and another one whose records must not count."""
    client, other = Client(name="Finance"), Client(name="Legal")
    services = [Service(name=f"S{n}") for n in range(6)]
    line, team = LineOfBusiness(client=client.id, name="Payroll"), Team(name="Networks")
    role = Role(name="Network", team=team.id)
    rows: list[Record] = [client, other, *services, line, team, role]
    for n in range(luck.randrange(30)):
        whose = luck.choice([client, client, other]).id
        day = TODAY + timedelta(luck.randrange(-60, 60))
        maybe = luck.choice([None, day + timedelta(luck.randrange(-9, 9))])
        commitment = Commitment(
            client=whose,
            title=str(n),
            state=luck.choice(list(CommitmentState)),
            due=maybe,
            original_due=luck.choice([None, day]),
            delivered_on=maybe,
            closed_on=luck.choice([None, day]),
        )
        need = Requirement(commitment=commitment.id, role=role.id, minutes=60)
        rows += [
            *(commitment, need, Answer(requirement=need.id)),
            Feedback(kind=FeedbackKind.COMPLAINT, subject=str(n), client=whose, csat=luck.choice([None, 1, 3, 4, 5])),
            Touchpoint(kind=TouchpointKind.CALL, client=whose, held_at=luck.choice([None, NOON - timedelta(n)])),
            Subscription(
                client=whose, service=luck.choice(services).id, ends_on=maybe, satisfaction=luck.choice([None, 1, 3, 5])
            ),
            Usage(
                client=whose,
                service=services[0].id,
                month=luck.choice(["2026-10", "2019-01"]),
                line_of_business=luck.choice([None, line.id]),
                quantity=luck.choice([None, Decimal(n)]),
            ),
            Stakeholder(client=whose, name=str(n), role=luck.choice([None, *StakeholderRole]), left_on=maybe),
        ]
    return client, rows


@pytest.mark.parametrize("seed", range(6))
def test_the_database_counts_what_is_counted_over_all_rows(store: Store, seed: int) -> None:
    client, rows = organization(Random(seed))
    add(store, *rows)
    whole, glance = profile(store, client.id, TODAY), at_a_glance(store, client.id, TODAY)
    assert whole is not None
    assert glance is not None
    assert glance.counted == whole.figures
    assert overview(glance) == overview(whole)


def test_of_ten_thousand_promises_the_overview_reads_the_few_it_shows(store: Store) -> None:
    client = Client(name="Finance")
    states = [state for state in CommitmentState if state not in CLOSED]
    many = [Commitment(client=client.id, title=str(n), state=states[n % 4]) for n in range(10_000)]
    add(store, client, *many)
    glance = at_a_glance(store, client.id, TODAY)
    assert glance is not None
    assert len(glance.commitments) == 5
    assert glance.figures.open_promises == 10_000
    assert "9,995 more" in str(overview(glance))
