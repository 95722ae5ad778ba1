"""What a list shows of a record and its surroundings. `key` is where the row stands in its list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date, datetime

    from itcrm_tui.domain.client import PerceivedHealth, Segment
    from itcrm_tui.domain.commitment import CommitmentState
    from itcrm_tui.domain.feedback import FeedbackKind, FeedbackState
    from itcrm_tui.domain.service import Phase
    from itcrm_tui.ids import RecordId

Key = tuple[Any, ...]

Extra = Mapping[str, str]
"""What a row shows beside its own, by the name of the field, in words."""


OVER = "!"
"""Stands before what was promised over capacity, as in the meter."""


@dataclass(frozen=True)
class Sort:
    """What a list is sorted by: a field of its kind, or a figure of its view, by name."""

    by: str
    descending: bool = False


@dataclass(frozen=True, kw_only=True)
class RosterRow:
    """One client in the roster. `late`: open promises whose due date has passed."""

    id: RecordId
    key: Key
    code: str | None
    name: str
    segment: Segment | None
    tier: int | None
    owner: str | None
    perceived_health: PerceivedHealth
    services: int
    promises: int
    late: int
    next_due: date | None
    open_feedback: int
    last_touchpoint_at: datetime | None
    extra: Extra = field(default_factory=dict, hash=False)


@dataclass(frozen=True, kw_only=True)
class DirectoryRow:
    """One service in the directory. `clients`: how many use it now."""

    id: RecordId
    key: Key
    code: str | None
    name: str
    category: str | None
    phase: Phase
    lead_time_days: int | None
    request_channel: str | None
    owner: str | None
    team: str | None
    clients: int
    extra: Extra = field(default_factory=dict, hash=False)


@dataclass(frozen=True, kw_only=True)
class BoardCard:
    """One commitment on the board. `overrides`: how often it was let pass although it did not fit."""

    id: RecordId
    key: Key
    title: str
    client_id: RecordId
    client: str
    state: CommitmentState
    due: date | None
    owner: str | None
    minutes: int | None
    overrides: int = 0


@dataclass(frozen=True, kw_only=True)
class InboxRow:
    """One piece of feedback in the inbox."""

    id: RecordId
    key: Key
    kind: FeedbackKind
    subject: str
    client_id: RecordId | None
    client: str | None
    state: FeedbackState
    received_at: datetime
    reply_due: datetime | None
    csat: int | None
    extra: Extra = field(default_factory=dict, hash=False)
