"""Usage month by month of what is metered, by line of business where the client has some."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from math import sin, tau

from itcrm_tui.domain.client import LineOfBusiness
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.subscription import Charging, Usage
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.demo import days
from itcrm_tui.workflows.demo.draw import Draw
from itcrm_tui.workflows.demo.subscriptions import Use, Uses
from itcrm_tui.workflows.demo.words.directory import USAGE_SOURCES

FORGETFUL = "FIN"
"""The client whose meters were not read last month."""


def make(draw: Draw, today: date, uses: Uses, months: int) -> list[Record]:
    """Return usage of the `months` closed months before today's."""
    calendar = [days.month_before(today, back) for back in range(months, 0, -1)]
    metered = [use for use in uses.uses if use.subscription.charging is Charging.METERED]
    unread = _unread(draw, metered)
    records: list[Record] = []
    for use in metered:
        read = calendar[:-1] if use.subscription.id in unread else calendar
        records += _of(draw, use, read)
    return records


def _unread(draw: Draw, metered: list[Use]) -> set[RecordId]:
    """Return the subscriptions without usage in the last closed month: three of one client, and one in thirty."""
    running = [use for use in metered if use.subscription.ends_on is None]
    forgotten = [use for use in running if use.dossier.key == FORGETFUL][:3] or running[:1]
    forgotten += [use for use in running if draw.chance(0.03)]
    return {use.subscription.id for use in forgotten}


def _of(draw: Draw, use: Use, calendar: list[date]) -> Iterator[Usage]:
    subscription, source = use.subscription, draw.choice(USAGE_SOURCES)
    base, growth, phase = float(subscription.quantity or 10), draw.uniform(-0.1, 0.3), draw.random()
    split = list(_split(draw, use))
    for number, month in enumerate(calendar):
        if _uses_in(use, month) and not draw.chance(0.01):
            season = 1 + 0.06 * sin(tau * (month.month / 12 + phase))
            amount = base * season * (1 + growth * number / 18)
            for line, share in split:
                quantity = Decimal(max(0, round(amount * share * draw.uniform(0.94, 1.06))))
                yield _usage(draw, use, line, month, quantity, source)


def _uses_in(use: Use, month: date) -> bool:
    start, end = use.subscription.starts_on, use.subscription.ends_on
    return (start is None or start <= days.last_day(month)) and (end is None or month <= end)


def _split(draw: Draw, use: Use) -> Iterator[tuple[RecordId | None, float]]:
    """Yield the lines of business that use the service, with their shares; nobody in particular where unknown."""
    lines: tuple[LineOfBusiness, ...] = use.dossier.lines
    own = use.subscription.line_of_business
    if own or not lines or draw.chance(0.6):
        yield own, 1.0
        return
    heads = [line.headcount or 10 for line in lines]
    yield from ((line.id, count / sum(heads)) for line, count in zip(lines, heads, strict=True))


def _usage(draw: Draw, use: Use, line: RecordId | None, month: date, quantity: Decimal, source: str) -> Usage:
    return Usage(
        id=draw.new_id(days.last_day(month)),
        client=use.dossier.client.id,
        line_of_business=line,
        service=use.offer.service.id,
        month=f"{month:%Y-%m}",
        quantity=quantity,
        unit=use.offer.words.unit,
        source=source,
    )
