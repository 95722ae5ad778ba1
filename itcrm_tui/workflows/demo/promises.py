"""Which client asked for what, and how full the weeks of Network become by it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from itcrm_tui.domain.commitment import CommitmentState
from itcrm_tui.workflows.demo.clients import Book, Dossier
from itcrm_tui.workflows.demo.draw import Draw
from itcrm_tui.workflows.demo.load import first_day, free_minutes
from itcrm_tui.workflows.demo.people import Staff
from itcrm_tui.workflows.demo.services import Directory
from itcrm_tui.workflows.demo.subscriptions import Uses
from itcrm_tui.workflows.demo.words.promises import OPENING, PROMISES, PromiseWords

SHARES = {
    CommitmentState.KEPT: 17,
    CommitmentState.PROMISED: 9,
    CommitmentState.IN_DELIVERY: 7,
    CommitmentState.DRAFT: 6,
    CommitmentState.CHECKED: 5,
    CommitmentState.MISSED: 5,
    CommitmentState.DECLINED: 4,
    CommitmentState.WITHDRAWN: 4,
    CommitmentState.DELIVERED: 3,
}
"""How many of sixty commitments are in each state."""

WEEKS = {
    CommitmentState.PROMISED: (-2, 0, 1, 2, 0, 3, 1, -6, 2),
    CommitmentState.IN_DELIVERY: (1, 4, 5, 6, 0, 3, -3),
}
"""In how many weeks open promises are due, in turn; negative: so many working days late."""

FULL_ROLE = "Network"
FULLNESS = {0: 80, 1: 104, 2: 90, 3: 70}
"""Percent of the free time of Network that the promises of each coming week take."""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What one client asked for, and when it is due if it is promised. `number` counts within the state."""

    state: CommitmentState
    number: int
    words: PromiseWords
    dossier: Dossier
    week: int | None
    given: dict[str, str] = field(default_factory=dict)

    @property
    def fills(self) -> int | None:
        """The coming week of Network that this wish fills, if any."""
        return self.week if self.week in FULLNESS and _takes_full_role(self.words) else None


@dataclass(frozen=True)
class Market:
    """Who asks, and for what, as far as the sample has such clients and services."""

    book: Book
    known: dict[str, PromiseWords]
    users: dict[str, list[Dossier]]

    def wishes_for(self, week: int | None) -> list[PromiseWords]:
        """Return the wishes for a week: those that take Network where it has to fill, else those that don't."""
        usual = [words for words in self.known.values() if "{" in words.title] or list(self.known.values())
        if week is None:
            return usual
        return [words for words in usual if _takes_full_role(words) == (week in FULLNESS)] or usual

    def askers(self, words: PromiseWords) -> list[Dossier]:
        """Return who uses the service, and of those whom the wish suits, as far as there are any."""
        users = self.users.get(words.service) or self.book.close
        return [dossier for dossier in users if dossier.key in words.suits] or users


def _takes_full_role(words: PromiseWords) -> bool:
    return FULL_ROLE in dict(words.hours)


def counts(total: int) -> dict[CommitmentState, int]:
    """Return how many of `total` are in each state: one each as far as that goes, the rest as SHARES says."""
    found = {state: int(number < total) for number, state in enumerate(SHARES)}
    rest, whole = total - sum(found.values()), sum(SHARES.values()) - len(SHARES)
    for state, share in SHARES.items():
        found[state] += rest * (share - 1) // whole
    for state in list(SHARES)[: total - sum(found.values())]:
        found[state] += 1
    return found


def wishes(draw: Draw, book: Book, directory: Directory, uses: Uses, total: int) -> list[Wish]:
    """Return `total` wishes in all states, those everybody talks about first; none without clients and services."""
    known = {words.key: words for words in PROMISES if words.service in directory.by_code}
    users: dict[str, list[Dossier]] = {}
    for use in uses.uses:
        if use.dossier.close and use.subscription.ends_on is None:
            users.setdefault(use.offer.code, []).append(use.dossier)
    if not known or not book.close:
        return []
    market = Market(book, known, users)
    return [wish for state, count in counts(total).items() for wish in _in_state(draw, market, state, count)]


def _in_state(draw: Draw, market: Market, state: CommitmentState, count: int) -> Iterator[Wish]:
    opening = [
        (key, client, given)
        for client, key, given in OPENING.get(state, ())
        if key in market.known and client in market.book.by_key
    ]
    weeks = WEEKS.get(state, (None,))
    dealt = {week: draw.dealt(market.wishes_for(week)) for week in weeks}
    for number in range(count):
        week = weeks[number % len(weeks)]
        if number < len(opening):
            key, client, given = opening[number]
            words, dossier = market.known[key], market.book.by_key[client]
        else:
            words, given = next(dealt[week]), {}
            dossier = draw.choice(market.askers(words))
        yield Wish(state=state, number=number, words=words, dossier=dossier, week=week, given=given)


def pace_of_weeks(staff: Staff, today: date, wishes: list[Wish]) -> dict[int, float]:
    """Return, by week, how many minutes an hour of a wish for Network becomes, so that the week is filled as planned.

    What is late has to be done first and is taken off this week.
    """
    late = sum(_hours(wish) for wish in wishes if wish.week is not None and wish.week < 0)
    wanted: dict[int, float] = {}
    for wish in wishes:
        if wish.fills is not None:
            wanted[wish.fills] = wanted.get(wish.fills, 0) + _hours(wish)
    return {
        week: max(0, _planned(staff, today, week) - (late * 60 if week == 0 else 0)) / hours
        for week, hours in wanted.items()
    }


def _hours(wish: Wish) -> float:
    return dict(wish.words.hours).get(FULL_ROLE, 0)


def _planned(staff: Staff, today: date, week: int) -> float:
    return free_minutes(staff, FULL_ROLE, first_day(today, week)) * FULLNESS[week] / 100
