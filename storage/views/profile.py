"""All that belongs to one client, read in one moment with one query a table."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from itcrm_tui.domain.client import Client, FacetConfirmation, LineOfBusiness, Stakeholder
from itcrm_tui.domain.commitment import Answer, Commitment, Progress, Requirement
from itcrm_tui.domain.feedback import Feedback
from itcrm_tui.domain.outreach import FollowUp, Touchpoint
from itcrm_tui.domain.people import Person, Role
from itcrm_tui.domain.profile import DECIDERS, MonthlyUsage, Profile
from itcrm_tui.domain.record import Hidden
from itcrm_tui.domain.reference import ExternalReference
from itcrm_tui.domain.subscription import Subscription
from itcrm_tui.ids import RecordId
from storage.reader import Reader
from storage.tables import TABLES
from storage.views.client_figures import figures, first_open, usage_since
from storage.views.parts import names


def profile(reader: Reader, client: Client, today: date) -> Profile:
    """Return the profile of a client as of a day."""
    mine = {"client": client.id}
    commitments = tuple(_found(reader, Commitment, **mine))
    requirements = tuple(_found(reader, Requirement, commitment=[item.id for item in commitments]))
    touchpoints = tuple(_found(reader, Touchpoint, **mine))
    needs = [item.id for item in requirements]
    subscriptions = tuple(_found(reader, Subscription, **mine))
    usage = _usage(reader, client.id, today)
    services = {item.service for item in (*subscriptions, *usage)} | {item.service for item in commitments}
    return Profile(
        client=client,
        today=today,
        stale_after_months=reader.settings().stale_after_months,
        people=_people(reader, client, commitments, touchpoints),
        names=_names(reader, client, services),
        lines_of_business=tuple(_found(reader, LineOfBusiness, **mine)),
        stakeholders=tuple(_found(reader, Stakeholder, **mine)),
        confirmations=tuple(_found(reader, FacetConfirmation, **mine)),
        subscriptions=subscriptions,
        usage=usage,
        commitments=commitments,
        requirements=requirements,
        answers=tuple(_found(reader, Answer, requirement=needs)),
        progress=tuple(_found(reader, Progress, requirement=needs)),
        feedback=tuple(_found(reader, Feedback, **mine)),
        touchpoints=touchpoints,
        follow_ups=tuple(_found(reader, FollowUp, touchpoint=[item.id for item in touchpoints])),
        references=tuple(_found(reader, ExternalReference, record_kind="client", record=client.id)),
        teams=_teams(reader, requirements),
    )


def at_a_glance(reader: Reader, client: Client, today: date, *, promises: int) -> Profile:
    """Return what the overview of a client says: so many open promises, who decides, and figures over all the rest."""
    mine: dict[str, Any] = {"client": client.id}
    counted = figures(reader.connection, client.id, today)
    commitments = tuple(_found(reader, Commitment, id=first_open(reader.connection, client.id, promises)))
    requirements = tuple(_found(reader, Requirement, commitment=[item.id for item in commitments]))
    return Profile(
        client=client,
        today=today,
        stale_after_months=reader.settings().stale_after_months,
        people=_people(reader, client, commitments, ()),
        names=_names(reader, client, {*counted.happy, *counted.unhappy}),
        stakeholders=tuple(_found(reader, Stakeholder, **mine, role=list(DECIDERS))),
        confirmations=tuple(_found(reader, FacetConfirmation, **mine)),
        commitments=commitments,
        requirements=requirements,
        answers=tuple(_found(reader, Answer, requirement=[item.id for item in requirements])),
        teams=_teams(reader, requirements),
        counted=counted,
    )


def _found(reader: Reader, record_type: Any, **equal: Any) -> list[Any]:
    """Return what is found; a kind that the role may not see counts as empty here."""
    found: list[Any] | Hidden = reader.find(record_type, **equal)
    return [] if isinstance(found, Hidden) else found


def _usage(reader: Reader, client: RecordId, today: date) -> tuple[MonthlyUsage, ...]:
    table = TABLES["usage"]
    query = select(table.c.month, table.c.service, table.c.line_of_business, table.c.unit, table.c.quantity).where(
        table.c.client == client, table.c.deleted_at.is_(None), table.c.month >= usage_since(today)
    )
    sums: dict[tuple[str, RecordId, RecordId | None, str | None], Decimal] = {}
    for month, service, line, unit, quantity in reader.connection.execute(query):
        if quantity is not None:
            sums[month, service, line, unit] = sums.get((month, service, line, unit), Decimal(0)) + quantity
    rows = [MonthlyUsage(key[0], key[1], key[2], total, key[3]) for key, total in sums.items()]
    return tuple(sorted(rows, key=lambda row: (row.month, row.service, row.line_of_business or "", row.unit or "")))


def _people(
    reader: Reader, client: Client, commitments: tuple[Commitment, ...], touchpoints: tuple[Touchpoint, ...]
) -> dict[RecordId, Person]:
    wanted = {client.relationship_owner, client.deputy} | {item.owner for item in commitments}
    wanted |= {person for item in touchpoints for person in (*item.held_by, *item.with_people)}
    return {person.id: person for person in _found(reader, Person, id=sorted(filter(None, wanted)))}


def _names(reader: Reader, client: Client, services: set[RecordId | None]) -> dict[RecordId, str]:
    parent = names(reader.connection, "client", [client.parent])
    return parent | names(reader.connection, "service", services)


def _teams(reader: Reader, requirements: tuple[Requirement, ...]) -> dict[RecordId, str]:
    roles = _found(reader, Role, id=sorted({item.role for item in requirements if item.role}))
    teams = names(reader.connection, "team", [role.team for role in roles])
    return {role.id: teams.get(role.team or RecordId(""), role.name) for role in roles}
