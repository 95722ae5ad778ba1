"""The questions that are asked again and again to say whom to call, about one moment of the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from itcrm_tui.domain.calling import level_words, person_words, promise_words, said
from itcrm_tui.domain.client import Client, Stakeholder
from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.people import Person, Team, TimeOff
from itcrm_tui.domain.profile import DECIDERS
from itcrm_tui.domain.record import Hidden, Record
from itcrm_tui.domain.service import Service, ServiceLevel
from itcrm_tui.domain.wording import day_words
from itcrm_tui.ids import RecordId
from storage.reader import Reader
from storage.views import whom as view

R = TypeVar("R", bound=Record)
PROMISES_SHOWN, LEVELS_SHOWN = 4, 3


@dataclass(frozen=True)
class Asked:
    """The questions that are asked again and again."""

    reader: Reader
    today: date

    @cached_property
    def connection(self) -> Any:
        """The connection of this moment."""
        return self.reader.connection

    def one(self, record_type: type[R], record_id: RecordId | None) -> R | None:
        """Return a living record of an id, where there is one and the role may see it."""
        found = self.reader.get(record_type, record_id) if record_id else None
        return found if isinstance(found, record_type) else None

    def all(self, record_type: type[R], limit: int | None = None, **equal: Any) -> list[R]:
        """Return the living records whose fields hold the values, as far as the role may see them."""
        found = self.reader.find(record_type, limit=limit, **equal)
        return [] if isinstance(found, Hidden) else found

    def person(self, record_id: RecordId | None, part: str) -> list[str]:
        """Return one of ours with the part they play, and until when they are away; no line where there is nobody."""
        person = self.one(Person, record_id)
        if person is None:
            return []
        away = [off for off in self.all(TimeOff, person=person.id) if off.starts_on <= self.today <= off.ends_on]
        until = f"away until {day_words(max(off.ends_on for off in away), self.today)}" if away else ""
        return [said(person_words(person, part), until)]

    def team(self, record_id: RecordId | None) -> list[str]:
        """Return who leads a team, and their deputy."""
        team = self.one(Team, record_id)
        if team is None:
            return []
        return self.person(team.lead, f"leads {team.name}") + self.person(team.deputy, f"deputy in {team.name}")

    def owners(self, client: Client | None) -> list[str]:
        """Return our people for a client."""
        if client is None:
            return []
        name = client.code or client.name
        ours = self.person(client.relationship_owner, f"owner of {name}") + self.person(client.deputy, "deputy")
        return ours or [f"nobody owns {name} yet"]

    def deciders(self, client: Client, limit: int) -> list[Stakeholder]:
        """Return who decides at a client, the most influential first."""
        found = self.all(Stakeholder, client=client.id, role=list(DECIDERS))
        here = [one for one in found if one.left_on is None or one.left_on > self.today]
        return sorted(here, key=lambda one: (-(one.influence or 0), one.name))[:limit]

    def promises(self, field: str, record: RecordId) -> list[Commitment]:
        """Return the open commitments that name a record in a field, the soonest due first."""
        ids = view.open_commitments(self.connection, field, record, PROMISES_SHOWN)
        found = {item.id: item for item in self.all(Commitment, id=ids)}
        return [found[one] for one in ids if one in found]

    def promised(self, items: Iterable[Commitment], *, with_client: bool = True) -> list[str]:
        """Return commitments in words."""
        clients = {one.id: one.code or one.name for one in self.all(Client, id=[item.client for item in items])}
        return [promise_words(item, clients.get(item.client, "") if with_client else "", self.today) for item in items]

    def levels(self, services: list[RecordId], *, with_service: bool) -> list[str]:
        """Return what services promise in general, in the order of the services."""
        named = {one.id: one.name for one in self.all(Service, id=services)} if with_service else {}
        levels = self.all(ServiceLevel, service=services)
        levels.sort(key=lambda level: services.index(level.service))
        levels = levels[:LEVELS_SHOWN]
        latest = view.latest_measurements(self.connection, [level.id for level in levels])
        return [level_words(level, named.get(level.service, ""), latest.get(level.id), self.today) for level in levels]
