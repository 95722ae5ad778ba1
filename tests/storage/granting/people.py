"""A small organization on which everybody has a role, and what each of them does over a connection of their own."""

from __future__ import annotations

import psycopg
from psycopg import sql

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.commitment import Answer, Commitment, CommitmentState, Requirement
from itcrm_tui.domain.people import Person, Team
from itcrm_tui.domain.people import Role as Pool
from itcrm_tui.domain.service import InternalNote, Service
from itcrm_tui.workflows.promising.gate import guarded
from storage.granting.roles import Role
from storage.store import Store
from tests.storage.places import Place

VPN, FINANCE = Service(name="VPN"), Client(name="Finance")
NOTE = InternalNote(service=VPN.id, body="Costs us 12 a head")
LEADS = Person(name="Carl", login="carl")
NETWORK, OTHERS = Team(name="Network", lead=LEADS.id), Team(name="Desktop")
MINE, THEIRS = Pool(name="Routers", team=NETWORK.id), Pool(name="Desks", team=OTHERS.id)
PROMISE = Commitment(client=FINANCE.id, title="VPN for all", state=CommitmentState.PROMISED)
MY_PART = Requirement(commitment=PROMISE.id, role=MINE.id, minutes=600)
THEIR_PART = Requirement(commitment=PROMISE.id, role=THEIRS.id, minutes=600)
MY_ANSWER, THEIR_ANSWER = Answer(requirement=MY_PART.id), Answer(requirement=THEIR_PART.id)
ORGANIZATION = (
    *(VPN, FINANCE, NOTE, LEADS, NETWORK, OTHERS, MINE, THEIRS, PROMISE),
    *(MY_PART, THEIR_PART, MY_ANSWER, THEIR_ANSWER),
)
LOGINS = {Role.OWNER: "olga", Role.STAFF: "dana", Role.CONTRIBUTOR: "carl", Role.READER: "rita"}
DENIED = r"^Your role on the shared database may not do that\. Nothing was saved\.$"


def as_(place: Place, role: Role) -> Store:
    """Return the store of whoever has a role."""
    return guarded(place.open(LOGINS[role]))


def past_the_program(place: Place, role: Role, statement: str) -> None:
    """Send SQL over a connection of whoever has a role."""
    address = place.url_for(LOGINS[role]).replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(sql.SQL(statement))  # type: ignore[arg-type]
