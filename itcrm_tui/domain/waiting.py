"""What waits on whom: teams that were asked for their part and have not answered, and for how long."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Somebody who was asked: a team, or who has to confirm a thing. `since`: from which day, as far as known."""

    on: str
    since: date | None = None

    def words(self, today: date) -> str:
        """Return whom it waits on, and the age of the question from its second day on: `DBA 5 d`."""
        return f"{self.on} {age_words(self.since, today)}".rstrip()


def oldest_by_name(asked: Iterable[Waiting]) -> tuple[Waiting, ...]:
    """Return everybody who was asked once, with the oldest question; who has waited longest comes first."""
    found: dict[str, Waiting] = {}
    for one in sorted(asked, key=_age):
        found.setdefault(one.on, one)
    return tuple(found.values())


def age_words(since: date | None, today: date) -> str:
    """Return for how many days something has waited: `5 d`; nothing on the first day, or where nobody knows."""
    days = (today - since).days if since is not None else 0
    return f"{days} d" if days > 0 else ""


def waits_words(waiting: Sequence[Waiting], today: date) -> str:
    """Return on whom something waits: `waits DBA 5 d, Network`; nothing where it waits on nobody."""
    return f"waits {', '.join(one.words(today) for one in waiting)}" if waiting else ""


def short_waits_words(waiting: Sequence[Waiting], today: date) -> str:
    """Return on whom something waits longest, and on how many more: `waits DBA 5 d +1`."""
    more = f" +{len(waiting) - 1}" if len(waiting) > 1 else ""
    return f"waits {waiting[0].words(today)}{more}" if waiting else ""


def _age(one: Waiting) -> tuple[date, str]:
    return one.since or date.max, one.on
