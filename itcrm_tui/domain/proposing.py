"""Drafts that fill themselves: what a service's efforts come to, beside what past commitments really took."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from itcrm_tui.domain.commitment import Commitment, CommitmentState, Requirement, RequirementKind
from itcrm_tui.domain.service import Effort, EffortBasis
from itcrm_tui.ids import RecordId

DONE = (CommitmentState.DELIVERED, CommitmentState.KEPT, CommitmentState.MISSED)


@dataclass(frozen=True, kw_only=True)
class Usual:
    """What past commitments for a service took of a role: the median in minutes, over so many of them."""

    minutes: int
    count: int


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """Minutes of a role that a draft is proposed to need; None where only the past tells. `usual`: what others took."""

    role: RecordId
    minutes: int | None
    usual: Usual | None = None


def proposed(efforts: Iterable[Effort], quantity: Decimal, usual: Mapping[RecordId, Usual]) -> tuple[Proposal, ...]:
    """Return a proposal for each role: efforts of a unit times the quantity, those of a request once.

    Minutes are rounded to the nearest whole one. Roles that past commitments took and no effort names come last,
    without a figure of their own.
    """
    minutes: dict[RecordId, Decimal] = defaultdict(Decimal)
    for effort in efforts:
        minutes[effort.role] += effort.minutes * (quantity if effort.basis is EffortBasis.UNIT else 1)
    told = [Proposal(role=role, minutes=_whole(total), usual=usual.get(role)) for role, total in minutes.items()]
    others = [Proposal(role=role, minutes=None, usual=known) for role, known in usual.items() if role not in minutes]
    return (*told, *others)


def usual_minutes(
    commitments: Iterable[Commitment], requirements: Iterable[Requirement], service: RecordId
) -> dict[RecordId, Usual]:
    """Return what delivered commitments for a service took of each role, all its requirements of a role together.

    What one took is the hours of its requirements as they stood at the end; one whose hours nobody has said is not
    counted.
    """
    done = {one.id for one in commitments if one.service == service and one.delivered_on and one.state in DONE}
    took: dict[tuple[RecordId, RecordId], list[int | None]] = defaultdict(list)
    for need in requirements:
        if need.commitment in done and need.kind is RequirementKind.HOURS and need.role:
            took[need.role, need.commitment].append(need.minutes)
    return _medians(took)


def _medians(took: Mapping[tuple[RecordId, RecordId], Sequence[int | None]]) -> dict[RecordId, Usual]:
    by_role: dict[RecordId, list[int]] = defaultdict(list)
    for (role, _), minutes in took.items():
        known = [some for some in minutes if some is not None]
        if len(known) == len(minutes):
            by_role[role].append(sum(known))
    return {role: Usual(minutes=_whole(Decimal(median(totals))), count=len(totals)) for role, totals in by_role.items()}


def _whole(minutes: Decimal) -> int:
    return int(minutes.quantize(Decimal(1), rounding=ROUND_HALF_UP))
