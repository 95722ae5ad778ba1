"""Which promises are newly at risk, and why, in words."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from itcrm_tui.domain.capacity.at_risk import Threatened, at_risk
from itcrm_tui.domain.capacity.situation import Situation
from itcrm_tui.domain.wording import day_words, hours_words
from itcrm_tui.ids import RecordId

NAMED = 3


def at_risk_in(situation: Situation, roles: Collection[RecordId] | None) -> tuple[Threatened, ...]:
    """Return which promises are at risk in some roles, or in all: only these have to be scheduled."""
    if roles is None:
        return at_risk(situation)
    works = tuple(work for work in situation.works if work.role in roles)
    return at_risk(replace(situation, works=works))


def newly_at_risk(before: Iterable[Threatened], after: Iterable[Threatened]) -> tuple[Threatened, ...]:
    """Return what threatens promises after a change that did not before: by commitment and role, the soonest first."""
    known = {(one.commitment, one.role) for one in before}
    return tuple(one for one in after if (one.commitment, one.role) not in known)


def risk_words(found: Sequence[Threatened], names: Mapping[RecordId, str], today: date) -> str:
    """Return a sentence that names promises with role, hours and day; of many the first few."""
    told = [
        f"{names.get(one.commitment, '?')} ({hours_words(one.minutes)} {names.get(one.role, '?')} short "
        f"by {day_words(one.day, today)})"
        for one in found[:NAMED]
    ]
    more = f" and {len(found) - NAMED:,} more" if len(found) > NAMED else ""
    return f"Now at risk: {', '.join(told)}{more}."
