"""Reading the sample organization in tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date
from functools import cache
from typing import Any, TypeVar

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.commitment import CommitmentState
from itcrm_tui.domain.fields import Type
from itcrm_tui.domain.kinds import kind_of
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.values import known_fields
from itcrm_tui.workflows.demo import USUAL, Sizes
from itcrm_tui.workflows.demo.sample import compose

R = TypeVar("R", bound=Record)
TODAY = date(2025, 6, 3)
SMALL = Sizes(people=6, clients=5, services=8, commitments=9, touchpoints=12, feedback=20, months=3)
OPEN = (CommitmentState.PROMISED, CommitmentState.IN_DELIVERY)


@dataclass(frozen=True)
class Found:
    """What a sample holds."""

    records: tuple[Record, ...]

    def all(self, record_type: type[R]) -> list[R]:
        return [record for record in self.records if isinstance(record, record_type)]

    def by_id(self, record_type: type[R]) -> dict[str, R]:
        return {record.id: record for record in self.all(record_type)}

    def client(self, code: str) -> Client:
        return next(client for client in self.all(Client) if client.code == code)

    def facts(self) -> dict[str, dict[str, Any]]:
        """Everything but what the store adds: version and instants."""
        return {record.id: {"kind": kind_of(record).name, **known_fields(record)} for record in self.records}


@cache
def composed(today: date = TODAY, seed: int = 1, sizes: Sizes = USUAL) -> Found:
    """The sample as it is before it is written."""
    return Found(tuple(record for _, records in compose(today, seed=seed, sizes=sizes) for record in records))


def moments_of(record: Record) -> Iterator[tuple[str, date]]:
    for field in kind_of(record).fields:
        value = getattr(record, field.name)
        match field.holds:
            case Type.DATE if value is not None:
                yield field.name, value
            case Type.INSTANT if value is not None:
                assert value.tzinfo is UTC
                yield field.name, value.date()
            case Type.MONTH if value is not None:
                yield field.name, date.fromisoformat(f"{value}-01")
