"""The clients and what is known of them: lines of business, stakeholders, facets confirmed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from itcrm_tui.domain.client import (
    Client,
    ClientStatus,
    Facet,
    FacetConfirmation,
    LineOfBusiness,
    PerceivedHealth,
    Segment,
    Stakeholder,
)
from itcrm_tui.domain.people import Person
from itcrm_tui.domain.record import Record
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.demo import days, names
from itcrm_tui.workflows.demo.draw import Draw
from itcrm_tui.workflows.demo.people import Staff
from itcrm_tui.workflows.demo.stakeholders import stakeholders_of
from itcrm_tui.workflows.demo.words import profiles, units
from itcrm_tui.workflows.demo.words.answers import FLOOR_PLACES, OFFICE_PLACES
from itcrm_tui.workflows.demo.words.units import UnitWords

KNOWN_FOR_DAYS = 640
STALE_AFTER_DAYS = 365
_HEALTH = (PerceivedHealth.GREEN, PerceivedHealth.YELLOW, PerceivedHealth.RED)


@dataclass(frozen=True)
class Dossier:
    """One client with everything that belongs to it."""

    client: Client
    lines: tuple[LineOfBusiness, ...]
    stakeholders: tuple[Stakeholder, ...]
    facets: tuple[FacetConfirmation, ...]

    @property
    def key(self) -> str:
        """The code, or the name of a client without one."""
        return self.client.code or self.client.name

    @property
    def served(self) -> bool:
        """Whether we do business with the client now."""
        return self.client.status in (ClientStatus.ACTIVE, ClientStatus.DORMANT)

    @property
    def close(self) -> bool:
        """Whether promises are made, visits paid and feedback given."""
        return self.client.status is ClientStatus.ACTIVE and self.client.segment is not None

    @property
    def present(self) -> tuple[Stakeholder, ...]:
        """The stakeholders who have not left."""
        return tuple(person for person in self.stakeholders if person.left_on is None)

    @property
    def on_the_floor(self) -> bool:
        """Whether there are halls, yards and shifts."""
        return self.key in units.ON_THE_FLOOR

    def place(self, draw: Draw) -> str:
        """Return a place where the client's people work."""
        return draw.choice(FLOOR_PLACES if self.on_the_floor else OFFICE_PLACES)

    def line_name(self, draw: Draw) -> str:
        """Return the name of one of the lines of business, or the client's own."""
        return draw.choice(self.lines).name if self.lines else self.client.name


@dataclass(frozen=True)
class Book:
    """All clients."""

    dossiers: tuple[Dossier, ...]

    @property
    def records(self) -> list[Record]:
        """All of them, in the order to write."""
        return [
            record for dossier in self.dossiers for record in (dossier.client, *dossier.lines, *dossier.stakeholders)
        ]

    @property
    def facets(self) -> list[Record]:
        """What was confirmed, and when."""
        return [facet for dossier in self.dossiers for facet in dossier.facets]

    @cached_property
    def close(self) -> list[Dossier]:
        """The clients with whom something goes on."""
        return [dossier for dossier in self.dossiers if dossier.close]

    @cached_property
    def by_key(self) -> dict[str, Dossier]:
        """The clients by code, or by name where there is no code."""
        return {dossier.key: dossier for dossier in self.dossiers}


def make(draw: Draw, today: date, staff: Staff, count: int) -> Book:
    """Return `count` clients: the units of the group first, then branches in many cities."""
    day = today - timedelta(days=KNOWN_FOR_DAYS)
    described = [*units.UNITS[:count], *_branches(draw, count - len(units.UNITS))]
    ids = {words.code or words.name: draw.new_id(day) for words in described}
    return Book(tuple(_dossier(draw, today, staff, words, ids) for words in described))


def _branches(draw: Draw, count: int) -> Iterator[UnitWords]:
    codes, titles = names.Unused(), names.Unused()
    kinds = profiles.BRANCHES
    for number in range(count):
        prefix, kind, segment, lines = kinds[number % len(kinds)]
        city = profiles.CITIES[number // len(kinds) % len(profiles.CITIES)]
        yield UnitWords(
            codes(f"{prefix}-{names.plain(city)[:3].upper()}"),
            titles(f"{kind} {city}", " "),
            None,
            segment,
            tuple((line, draw.randint(4, 60)) for line in draw.sample(lines, draw.randint(0, len(lines)))),
            tuple(draw.some(profiles.PRIORITIES, 0, 2)),
            tuple(draw.some(profiles.COMPETITORS, 0, 1)),
        )


def _dossier(draw: Draw, today: date, staff: Staff, words: UnitWords, ids: dict[str, RecordId]) -> Dossier:
    knows = _known_facets(draw, words)
    client = _client(draw, today, staff, words, ids, knows)
    lines = tuple(_line(draw, today, client, name, heads) for name, heads in words.lines)
    people = stakeholders_of(draw, today, client, lines, decision_maker=Facet.DECISION_MAKER in knows)
    return Dossier(client, lines, people, tuple(_facets(draw, today, client, knows)))


def _known_facets(draw: Draw, words: UnitWords) -> list[Facet]:
    code = words.code or ""
    if words.name in units.HARDLY_KNOWN or code in units.FORMER:
        return []
    if code in units.LITTLE_KNOWN:
        return [Facet.DECISION_MAKER, Facet.SERVICES_USED]
    likely = 0.95 if code in units.WELL_KNOWN else 0.65
    return [facet for facet in Facet if draw.chance(likely) or facet is Facet.SERVICES_USED]


def _client(
    draw: Draw, today: date, staff: Staff, words: UnitWords, ids: dict[str, RecordId], knows: list[Facet]
) -> Client:
    owner, deputy = _owners(draw, staff, words)
    known = bool(knows)
    return Client(
        id=ids[words.code or words.name],
        code=words.code,
        name=words.name,
        parent=ids.get(words.parent) if words.parent else None,
        segment=Segment(words.segment) if words.segment else None,
        tier=_tier(draw, words) if words.segment else None,
        status=_status(words.code),
        relationship_owner=owner.id if known else None,
        deputy=deputy.id if known else None,
        cost_centre=f"{draw.randint(1000, 8999)}" if known else None,
        priorities=words.priorities if Facet.PRIORITIES in knows else (),
        competitors=words.competitors if known else (),
        perceived_health=_health(draw, words, knows),
        tags=tuple(draw.some(("pilot", "union site", "new building", "audit this year"), 0, 1)) if known else (),
        notes=draw.choice(profiles.CLIENT_NOTES) if known and draw.chance(0.4) else None,
        **_roles(draw, today, knows),
    )


def _owners(draw: Draw, staff: Staff, words: UnitWords) -> tuple[Person, Person]:
    """Return relationship owner and deputy; the same person twice, while there is only one."""
    unit = staff.relations
    if len(unit) < 2 or words.code in units.OWNED_BY_THE_LEAD:
        return unit[0], unit[-1 if len(unit) < 2 else 1]
    owner, deputy = draw.sample(unit, 2)
    return owner, deputy


def _health(draw: Draw, words: UnitWords, knows: list[Facet]) -> PerceivedHealth:
    """Return how the relationship feels: as a rule well, where we know how content they are at all."""
    if words.code in units.UNEASY:
        return PerceivedHealth.YELLOW
    return draw.choices(_HEALTH, (6, 3, 1))[0] if Facet.SATISFACTION in knows else PerceivedHealth.UNKNOWN


def _tier(draw: Draw, words: UnitWords) -> int:
    return {units.STRATEGIC: 1, units.KEY: draw.choice((1, 2)), units.STANDARD: 3}[words.segment or units.STANDARD]


def _status(code: str | None) -> ClientStatus:
    if code in units.PROSPECTS:
        return ClientStatus.PROSPECT
    if code in units.FORMER:
        return ClientStatus.FORMER
    return ClientStatus.DORMANT if code in units.DORMANT else ClientStatus.ACTIVE


def _roles(draw: Draw, today: date, knows: list[Facet]) -> dict[str, Any]:
    """Return our roles in the client's success and risk, as far as known; two of three are agreed."""
    told = (
        ("success", Facet.ROLE_IN_SUCCESS, profiles.ROLE_IN_SUCCESS, profiles.ROLE_IN_SUCCESS_AGREED),
        ("risk", Facet.ROLE_IN_RISK, profiles.ROLE_IN_RISK, profiles.ROLE_IN_RISK_AGREED),
    )
    roles: dict[str, Any] = {}
    for name, facet, now, agreed in told:
        if facet in knows:
            roles[f"role_in_{name}_today"] = draw.choice(now)
        if facet in knows and draw.chance(0.65):
            roles[f"role_in_{name}_agreed"] = draw.choice(agreed)
            roles[f"role_in_{name}_agreed_with"] = draw.choice(
                ("the head of the unit", "the controller", "the board office")
            )
            roles[f"role_in_{name}_agreed_on"] = days.later(today, -draw.randint(20, 380))
    return roles


def _line(draw: Draw, today: date, client: Client, name: str, heads: int) -> LineOfBusiness:
    return LineOfBusiness(
        id=draw.new_id(today - timedelta(days=KNOWN_FOR_DAYS)),
        client=client.id,
        name=name,
        cost_centre=f"{client.cost_centre}-{draw.randint(10, 99)}" if client.cost_centre and draw.chance(0.8) else None,
        headcount=heads if draw.chance(0.85) else None,
    )


def _facets(draw: Draw, today: date, client: Client, knows: list[Facet]) -> Iterator[FacetConfirmation]:
    """Yield when each known facet was confirmed: one in six is stale, priorities of Human Resources always."""
    for facet in knows:
        stale = draw.chance(0.16) or (client.code == "HR" and facet is Facet.PRIORITIES)
        age = (
            draw.randint(STALE_AFTER_DAYS + 20, KNOWN_FOR_DAYS - 20)
            if stale
            else draw.randint(5, STALE_AFTER_DAYS - 40)
        )
        on = days.workday_until(today - timedelta(days=age))
        yield FacetConfirmation(id=draw.new_id(on), client=client.id, facet=facet, confirmed_on=on)
