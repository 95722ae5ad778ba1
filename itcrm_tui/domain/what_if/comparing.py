"""What is otherwise in one situation than in another: promises at risk, verdicts, earliest dates, hours free."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from itcrm_tui.domain.capacity.at_risk import Threatened, at_risk
from itcrm_tui.domain.capacity.candidate import Candidate
from itcrm_tui.domain.capacity.check import check
from itcrm_tui.domain.capacity.earliest import earliest
from itcrm_tui.domain.capacity.meter import RoleMeter, meter
from itcrm_tui.domain.capacity.situation import Situation
from itcrm_tui.domain.verdict import Verdict
from itcrm_tui.ids import RecordId

BY_VERDICT = (Verdict.OK, Verdict.TIGHT, Verdict.SHORT)
Wishes = Mapping[RecordId, Candidate]
ByRole = dict[tuple[RecordId, RecordId], list[Threatened]]
"""What threatens a commitment in a role."""


@dataclass(frozen=True, kw_only=True)
class Risk:
    """Minutes of a role that a promise cannot have by a day, before and after."""

    commitment: RecordId
    role: RecordId
    day: date
    before: int
    after: int

    @property
    def is_worse(self) -> bool:
        """Whether it comes at risk, or is so by more."""
        return self.after > self.before


@dataclass(frozen=True, kw_only=True)
class Weight:
    """What is to be said of a commitment that is not promised yet: when it is due, whether that fits, and what would.

    `asked`: its due date; `earliest`: the earliest date that fits, None where there is none.
    """

    asked: date | None
    verdict: Verdict
    earliest: date | None


@dataclass(frozen=True, kw_only=True)
class Reweighed:
    """A commitment of which something else is to be said than before."""

    commitment: RecordId
    before: Weight
    after: Weight

    @property
    def is_worse(self) -> bool:
        """Whether less is possible: by its verdict; where that is the same, by the earliest date."""
        return _standing(self.after) > _standing(self.before)

    @property
    def changes_verdict(self) -> bool:
        """Whether it fits otherwise than before, and not only from another day on."""
        return self.before.verdict is not self.after.verdict


@dataclass(frozen=True, kw_only=True)
class Free:
    """Minutes of a role that are free in a week, before and after; below zero where more is wanted than there is."""

    role: RecordId
    week: date
    before: int
    after: int


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """All that is otherwise. `at_risk_elsewhere`: those of `risks` at risk in another role just as before, too."""

    risks: tuple[Risk, ...] = ()
    reweighed: tuple[Reweighed, ...] = ()
    free: tuple[Free, ...] = ()
    at_risk_elsewhere: frozenset[RecordId] = frozenset()

    @property
    def coming(self) -> tuple[Risk, ...]:
        """What threatens promises that were not at risk, by role, the soonest first."""
        were = self._were_at_risk
        return tuple(risk for risk in self.risks if risk.is_worse and risk.commitment not in were)

    @property
    def rising(self) -> tuple[Risk, ...]:
        """What threatens promises more that were at risk before."""
        were = self._were_at_risk
        return tuple(risk for risk in self.risks if risk.is_worse and risk.commitment in were)

    @property
    def leaving(self) -> tuple[Risk, ...]:
        """What threatened promises that are at risk no more."""
        stay = self._stay_at_risk
        return tuple(risk for risk in self.risks if not risk.is_worse and risk.commitment not in stay)

    @property
    def falling(self) -> tuple[Risk, ...]:
        """What threatens promises less that stay at risk."""
        stay = self._stay_at_risk
        return tuple(risk for risk in self.risks if not risk.is_worse and risk.commitment in stay)

    @property
    def at_risk(self) -> frozenset[RecordId]:
        """The promises that come at risk, and the commitments that do not fit any more."""
        return _commitments(self.coming) | self._reweighed(is_worse=True)

    @property
    def worse(self) -> frozenset[RecordId]:
        """The promises that were at risk before and are so by more."""
        return _commitments(self.rising)

    @property
    def possible(self) -> frozenset[RecordId]:
        """The promises that are at risk no more, and the commitments that fit now."""
        return _commitments(self.leaving) | self._reweighed(is_worse=False)

    @property
    def better(self) -> frozenset[RecordId]:
        """The promises that stay at risk, but by less."""
        return _commitments(self.falling)

    @property
    def _were_at_risk(self) -> frozenset[RecordId]:
        return self.at_risk_elsewhere | {risk.commitment for risk in self.risks if risk.before}

    @property
    def _stay_at_risk(self) -> frozenset[RecordId]:
        return self.at_risk_elsewhere | {risk.commitment for risk in self.risks if risk.after}

    def _reweighed(self, *, is_worse: bool) -> frozenset[RecordId]:
        return frozenset(one.commitment for one in self.reweighed if one.changes_verdict and one.is_worse is is_worse)


def _commitments(risks: Sequence[Risk]) -> frozenset[RecordId]:
    return frozenset(risk.commitment for risk in risks)


def compared(
    before: Situation, after: Situation, wishes: tuple[Wishes, Wishes], weeks: int, gone: Collection[RecordId] = ()
) -> Comparison:
    """Return what is otherwise after than before, hours free over some weeks from today on.

    `wishes`: what is not promised yet, before and after; `gone`: the commitments that would be dropped.
    """
    roles = _moved_roles(before, after)
    was, becomes = _by_role(at_risk(before)), _by_role(at_risk(after))
    risks = tuple(_risks(was, becomes, gone))
    moved, otherwise = {(one.commitment, one.role) for one in risks}, {one.commitment for one in risks}
    return Comparison(
        risks=risks,
        reweighed=tuple(_reweighed(before, after, wishes, roles)),
        free=tuple(_free(before, after, weeks, roles)),
        at_risk_elsewhere=frozenset(key[0] for key in was if key[0] in otherwise and key not in moved),
    )


def _moved_roles(before: Situation, after: Situation) -> frozenset[RecordId]:
    """Return the roles in which something is otherwise: only these have to be looked at."""
    pools = {role for role in {*before.roles, *after.roles} if before.roles.get(role) != after.roles.get(role)}
    booked = {*before.booked, *after.booked}
    return frozenset(pools | {role for role in booked if before.booked.get(role) != after.booked.get(role)})


def _risks(was: ByRole, becomes: ByRole, gone: Collection[RecordId]) -> Iterator[Risk]:
    keys = sorted({*was, *becomes}, key=lambda key: (becomes.get(key, was.get(key, []))[0].day, key))
    for key in keys:
        old, new = was.get(key, []), becomes.get(key, [])
        minutes = sum(one.minutes for one in old), sum(one.minutes for one in new)
        if minutes[0] != minutes[1] and key[0] not in gone:
            day = (new or old)[0].day
            yield Risk(commitment=key[0], role=key[1], day=day, before=minutes[0], after=minutes[1])


def _by_role(found: Sequence[Threatened]) -> ByRole:
    by_role: ByRole = {}
    for one in found:
        by_role.setdefault((one.commitment, one.role), []).append(one)
    return by_role


def _reweighed(
    before: Situation, after: Situation, wishes: tuple[Wishes, Wishes], roles: Collection[RecordId]
) -> Iterator[Reweighed]:
    was, becomes = wishes
    for commitment, wish in becomes.items():
        old = was.get(commitment)
        if old is not None and (old != wish or any(need.role in roles for need in wish.hours)):
            weights = _weight(before, old), _weight(after, wish)
            if weights[0] != weights[1]:
                yield Reweighed(commitment=commitment, before=weights[0], after=weights[1])


def _weight(situation: Situation, wish: Candidate) -> Weight:
    return Weight(asked=wish.due, verdict=check(situation, wish).verdict, earliest=earliest(situation, wish).due)


def _free(before: Situation, after: Situation, weeks: int, roles: Collection[RecordId]) -> Iterator[Free]:
    was = {one.role: one for one in _meters(before, weeks, roles)}
    for one in _meters(after, weeks, roles):
        for old, new in zip(was[one.role].weeks, one.weeks, strict=True):
            if old.free != new.free:
                yield Free(role=one.role, week=new.starts_on, before=old.free, after=new.free)


def _meters(situation: Situation, weeks: int, roles: Collection[RecordId]) -> tuple[RoleMeter, ...]:
    return tuple(one for one in meter(situation, weeks) if one.role in roles)


def _standing(weight: Weight) -> tuple[int, date]:
    """Return what to order weights by: the smaller, the more is possible; what cannot be checked is worst."""
    verdict = BY_VERDICT.index(weight.verdict) if weight.verdict in BY_VERDICT else len(BY_VERDICT)
    return verdict, weight.earliest or date.max
