"""Who uses what, how content they are, and which prices were agreed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from itcrm_tui.domain.client import Segment
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.service import Phase
from itcrm_tui.domain.subscription import Charging, NegotiatedPrice, Subscription
from itcrm_tui.workflows.demo.clients import Book, Dossier
from itcrm_tui.workflows.demo.draw import Draw
from itcrm_tui.workflows.demo.services import Directory, Offer
from itcrm_tui.workflows.demo.words import directory as words

_HOW_MANY = {Segment.STRATEGIC: (10, 14), Segment.KEY: (7, 10), Segment.STANDARD: (3, 7), None: (0, 0)}
_ON_OFFER = (Phase.LIVE, Phase.RETIRING)
UNHAPPY_ABOUT_PAYROLL = "Late three months in a row, and each time we heard of it from our own people."


@dataclass(frozen=True)
class Use:
    """A client's subscription with the client and the service."""

    subscription: Subscription
    dossier: Dossier
    offer: Offer


@dataclass(frozen=True)
class Uses:
    """All subscriptions."""

    uses: tuple[Use, ...]
    prices: tuple[NegotiatedPrice, ...]

    @property
    def records(self) -> list[Record]:
        """Subscriptions, then negotiated prices."""
        return [*(use.subscription for use in self.uses), *self.prices]

    def of(self, dossier: Dossier) -> list[Offer]:
        """Return the services a client uses now, each once."""
        return self.by_client.get(dossier.key, [])

    @cached_property
    def by_client(self) -> dict[str, list[Offer]]:
        """The services in use now, by the client's key."""
        found: dict[str, dict[str, Offer]] = {}
        for use in self.uses:
            if use.subscription.ends_on is None:
                found.setdefault(use.dossier.key, {})[use.offer.code] = use.offer
        return {key: list(offers.values()) for key, offers in found.items()}


def make(draw: Draw, today: date, book: Book, directory: Directory) -> Uses:
    """Return what each client uses, from the services that are open to it."""
    uses = [
        Use(_subscription(draw, today, dossier, offer), dossier, offer)
        for dossier in book.dossiers
        for offer in _chosen(draw, dossier, directory)
    ]
    negotiated = [_price(draw, use) for use in uses if use.offer.words.price and draw.chance(0.06)]
    return Uses(tuple(uses), tuple(negotiated))


def _chosen(draw: Draw, dossier: Dossier, directory: Directory) -> Iterator[Offer]:
    """Yield the client's services; those high up in the directory are used by most."""
    sure = words.SURE.get(dossier.key, ())
    yield from (offer for offer in directory.offers if offer.code in sure)
    if not dossier.served:
        return
    least, most = _HOW_MANY[dossier.client.segment]
    open_ones = [
        offer
        for offer in directory.offers
        if offer.code not in sure and offer.service.phase in _ON_OFFER and offer.is_for(dossier)
    ]
    ranked = sorted(enumerate(open_ones), key=lambda placed: placed[0] * draw.random())
    yield from (offer for _, offer in ranked[: max(0, draw.randint(least, most) - len(sure))])


def _subscription(draw: Draw, today: date, dossier: Dossier, offer: Offer) -> Subscription:
    start = today - timedelta(days=draw.choice((600, 600, 600, draw.randint(60, 590))))
    retired = offer.service.phase is Phase.RETIRED
    satisfaction, why = _satisfaction(draw, dossier, offer)
    line = draw.choice(dossier.lines) if dossier.lines and draw.chance(0.3) else None
    return Subscription(
        id=draw.new_id(start),
        client=dossier.client.id,
        line_of_business=line.id if line else None,
        service=offer.service.id,
        starts_on=today - timedelta(days=600) if retired else start,
        ends_on=today - timedelta(days=draw.randint(100, 250)) if retired or not dossier.served else None,
        quantity=_quantity(draw, dossier, offer),
        charging=Charging.FLAT if offer.code in words.FLAT else Charging.METERED,
        satisfaction=satisfaction,
        satisfaction_why=why,
    )


def _quantity(draw: Draw, dossier: Dossier, offer: Offer) -> Decimal | None:
    heads = sum(line.headcount or 10 for line in dossier.lines) or 12
    if offer.code in words.BY_HEAD:
        return Decimal(max(1, round(heads * draw.uniform(0.4, 1.0))))
    if offer.words.unit in words.BY_THE_HUNDRED:
        return Decimal(heads * draw.randint(8, 40))
    return Decimal(draw.randint(1, max(2, heads // 6))) if draw.chance(0.95) else None


def _satisfaction(draw: Draw, dossier: Dossier, offer: Offer) -> tuple[int | None, str | None]:
    match dossier.key, offer.code:
        case "HR", "PAYH":
            return 2, UNHAPPY_ABOUT_PAYROLL
        case "HR", "LAP":
            return 5, words.HAPPY[1]
    if draw.chance(0.35) or not dossier.close:
        return None, None
    level = draw.choices((1, 2, 3, 4, 5), (4, 12, 24, 40, 20))[0]
    if level <= 2:
        return level, draw.choice(words.UNHAPPY)
    return level, draw.choice(words.HAPPY) if level == 5 and draw.chance(0.5) else None


def _price(draw: Draw, use: Use) -> NegotiatedPrice:
    start = use.subscription.starts_on
    assert start is not None
    assert use.offer.words.price is not None
    return NegotiatedPrice(
        id=draw.new_id(start),
        subscription=use.subscription.id,
        price=use.offer.words.price * draw.randint(82, 96) // 100,
        starts_on=start,
    )
