"""Service levels, and what they came to month by month."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from itcrm_tui.domain.record import Record
from itcrm_tui.domain.service import Direction, Measurement, Phase, ServiceLevel
from itcrm_tui.workflows.demo import days
from itcrm_tui.workflows.demo.draw import Draw
from itcrm_tui.workflows.demo.services import Directory, Offer
from itcrm_tui.workflows.demo.words.directory import LEVELS, LevelWords

_MEASURED_PHASES = (Phase.LIVE, Phase.RETIRING)
_HUNDRED = Decimal(100)


def make(draw: Draw, today: date, directory: Directory, months: int) -> list[Record]:
    """Return the levels of the services in use, with measurements of at most a year."""
    records: list[Record] = []
    for offer in directory.offers:
        if offer.service.phase in _MEASURED_PHASES and draw.chance(0.85):
            for words in LEVELS[offer.words.category]:
                records += _level(draw, today, offer, words, min(months, 12))
    return records


def _level(draw: Draw, today: date, offer: Offer, words: LevelWords, months: int) -> Iterator[Record]:
    level = ServiceLevel(
        id=draw.new_id(days.month_before(today, months)),
        service=offer.service.id,
        metric=words.metric,
        direction=Direction(words.direction),
        target=Decimal(words.target),
        unit=words.unit,
        window=words.window,
    )
    yield level
    every = 3 if words.window == "quarter" else 1
    measured = draw.chance(0.85)
    for back in range(months, 0, -every):
        if measured and draw.chance(0.95):
            on = days.last_day(days.month_before(today, back))
            yield Measurement(id=draw.new_id(on), service_level=level.id, measured_on=on, value=_value(draw, words))


def _value(draw: Draw, words: LevelWords) -> Decimal:
    """Return a value that meets the target about five times in six, in hundredths, percentages up to 100."""
    good_side = 1 if words.direction == Direction.AT_LEAST else -1
    strayed = Decimal(words.target) + good_side * Decimal(words.stray) * round(Decimal(draw.gauss(0.6, 0.6)), 2)
    value = round(max(strayed, Decimal(0)), 2)
    return min(value, _HUNDRED) if words.unit == "%" else value
