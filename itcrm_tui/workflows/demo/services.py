"""The service directory: descriptions with and without gaps, service levels, rates, efforts, internal notes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from itcrm_tui.domain.record import Record
from itcrm_tui.domain.service import Effort, InternalNote, OpenTo, Phase, Rate, Service
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.demo import names
from itcrm_tui.workflows.demo.clients import Book, Dossier
from itcrm_tui.workflows.demo.draw import Draw
from itcrm_tui.workflows.demo.people import Staff
from itcrm_tui.workflows.demo.words import directory
from itcrm_tui.workflows.demo.words.services import BUSINESS, SERVICES, ServiceWords

OFFERED_FOR_DAYS = 620


@dataclass(frozen=True)
class Offer:
    """A service, and the words it was made from."""

    service: Service
    words: ServiceWords

    @property
    def code(self) -> str:
        """The code of the service."""
        return self.words.code

    def is_for(self, dossier: Dossier) -> bool:
        """Whether the client may have the service; where nobody knows for whom it is, it may."""
        match self.service.open_to:
            case OpenTo.SEGMENTS:
                return dossier.client.segment in self.service.open_to_segments
            case OpenTo.CLIENTS:
                return dossier.client.id in self.service.open_to_clients
        return True


@dataclass(frozen=True)
class Directory:
    """All services."""

    offers: tuple[Offer, ...]
    terms: tuple[Record, ...]

    @property
    def records(self) -> list[Record]:
        """Services, then rates, efforts and internal notes."""
        return [*(offer.service for offer in self.offers), *self.terms]

    @cached_property
    def live(self) -> list[Offer]:
        """The services that can be had now; all, while none is live."""
        return [offer for offer in self.offers if offer.service.phase is Phase.LIVE] or list(self.offers)

    @cached_property
    def by_code(self) -> dict[str, Offer]:
        """The services by code."""
        return {offer.code: offer for offer in self.offers}


def make(draw: Draw, today: date, staff: Staff, book: Book, count: int) -> Directory:
    """Return `count` services: those everybody uses first, then those of a single system."""
    day = today - timedelta(days=OFFERED_FOR_DAYS)
    described = [*SERVICES[:count], *_single_systems(draw, count - len(SERVICES))]
    ids = {words.code: draw.new_id(day) for words in described}
    offers = tuple(Offer(_service(draw, staff, book, words, ids), words) for words in described)
    terms = [record for offer in offers for record in _terms(draw, today, staff, offer)]
    return Directory(offers, tuple(terms))


def _single_systems(draw: Draw, count: int) -> Iterator[ServiceWords]:
    codes, titles = names.Unused(), names.Unused()
    for number in range(count):
        home, system = directory.HOMES[number % len(directory.HOMES)], draw.choice(directory.SYSTEMS)
        yield ServiceWords(
            codes(f"{home[:3]}-{system[:3]}".upper()),
            titles(f"{home} for {system}", " "),
            BUSINESS,
            (("Integration", draw.choice((2.0, 4.0, 8.0))),),
            draw.choice((5, 10, 15, 20)),
            "user",
            draw.randrange(300, 4_000, 10),
            f"You work with the {system} and need not think about what is behind it.",
            "Running, patching, a person to ask.",
            "New functions; those are projects.",
        )


def _service(draw: Draw, staff: Staff, book: Book, words: ServiceWords, ids: dict[str, RecordId]) -> Service:
    phase, successor = directory.PHASES.get(words.code, ("live", None))
    team = staff.team_of(words.efforts[0][0]) if words.efforts else staff.relations
    owner = draw.choice(team)
    described = Service(
        id=ids[words.code],
        code=words.code,
        name=words.name,
        category=words.category,
        phase=Phase(phase),
        successor=ids.get(successor) if successor else None,
        outcome=words.outcome,
        in_scope=words.in_scope,
        out_of_scope=words.out_of_scope,
        how_to_get_it=draw.choice(directory.STEPS).format(service=words.name),
        request_channel=draw.choice(directory.CHANNELS),
        prerequisites=words.prerequisites,
        lead_time_days=words.lead_time,
        whom_to_call=f"{owner.name}, {owner.phone}",
        next_route_when_refused=draw.choice(directory.NEXT_ROUTES) if draw.chance(0.6) else None,
        support_hours=draw.choice(directory.SUPPORT_HOURS),
        owner=owner.id,
        team=next((found.id for found in staff.teams.values() if found.lead == team[0].id), None),
    )
    return _with_gaps(draw, _opened(book, described))


def _opened(book: Book, service: Service) -> Service:
    code = service.code or ""
    if code in directory.FOR_WHOM_IS_UNKNOWN:
        return replace(service, open_to=OpenTo.UNKNOWN)
    if code in directory.FOR_SEGMENTS:
        return replace(service, open_to=OpenTo.SEGMENTS, open_to_segments=directory.FOR_SEGMENTS[code])
    found = [book.by_key.get(key) for key in directory.FOR_CLIENTS.get(code, ())]
    clients = tuple(sorted(dossier.client.id for dossier in found if dossier))
    return replace(service, open_to=OpenTo.CLIENTS if clients else OpenTo.ALL, open_to_clients=clients)


def _with_gaps(draw: Draw, service: Service) -> Service:
    """Leave out what a directory lacks in life: one service in four misses something; the newest mostly."""
    if draw.chance(0.75) and service.phase is not Phase.PIPELINE:
        return service
    missing: dict[str, Any] = dict.fromkeys(draw.some(directory.BLANKS, 1, 3))
    return replace(service, **missing)


def _terms(draw: Draw, today: date, staff: Staff, offer: Offer) -> Iterator[Record]:
    service, words, day = offer.service, offer.words, today - timedelta(days=OFFERED_FOR_DAYS)
    yield from _rates(draw, today, offer)
    for role, hours in words.efforts:
        yield Effort(id=draw.new_id(day), service=service.id, role=staff.roles[role].id, minutes=int(hours * 60))
    if draw.chance(0.25):
        body = draw.choice(directory.INTERNAL_NOTES).format(unit=words.unit or "piece")
        yield InternalNote(id=draw.new_id(day), service=service.id, body=body)


def _rates(draw: Draw, today: date, offer: Offer) -> Iterator[Rate]:
    """Yield the rate of this year, and before it the one of last year where the price has risen."""
    unit, price, new_year = offer.words.unit, offer.words.price, date(today.year, 1, 1)
    if unit is None or price is None:
        return
    start, service = today - timedelta(days=OFFERED_FOR_DAYS), offer.service.id
    if price >= 100 and draw.chance(0.6) and start < new_year:
        before = price * 100 // draw.randint(102, 105)
        end = new_year - timedelta(days=1)
        yield Rate(id=draw.new_id(start), service=service, unit=unit, price=before, starts_on=start, ends_on=end)
        start = new_year
    yield Rate(id=draw.new_id(min(start, today)), service=service, unit=unit, price=price, starts_on=start)
