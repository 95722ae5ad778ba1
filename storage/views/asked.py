"""The hours that commitments ask of roles: a row each, with the few columns that a schedule goes by.

`roles` narrows them to some roles; None means all. Statements are put together once.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, exists, false, func, select

from itcrm_tui.domain.capacity.asked import BOOKED, Asked
from itcrm_tui.domain.commitment import AnswerState, CommitmentState, RequirementKind
from itcrm_tui.ids import RecordId
from storage.batches import among_those
from storage.tables import TABLES

_commitment, _requirement = TABLES["commitment"], TABLES["requirement"]


@dataclass(frozen=True, kw_only=True)
class AskedHours:
    """Hours asked for by commitments that take them, and what these and their requirements are called."""

    asked: list[Asked] = field(default_factory=list)
    titles: dict[RecordId, str] = field(default_factory=dict)
    descriptions: dict[RecordId, str | None] = field(default_factory=dict)


def asked_hours(connection: Connection, roles: Collection[RecordId] | None) -> AskedHours:
    """Return the hours that are asked for; beside those of some roles also those that name none."""
    if roles is None:
        rows = connection.execute(_of_all()).all()
    else:
        of_these = connection.execute(_of_these(), {"roles": sorted(roles)}).all()
        rows = [*of_these, *connection.execute(_of_nobody()).all()]
    found = AskedHours()
    for title, description, declined, requirement, commitment, state, *rest in rows:
        stands = CommitmentState.DRAFT if declined else state
        found.asked.append(Asked(requirement, commitment, stands, *rest))
        found.titles[commitment], found.descriptions[requirement] = title, description
    return found


@cache
def _of_all() -> Select[Any]:
    return _hours()


@cache
def _of_these() -> Select[Any]:
    return _hours(among_those(_requirement.c.role, "roles"))


@cache
def _of_nobody() -> Select[Any]:
    return _hours(_requirement.c.role.is_(None))


def _hours(*conditions: ColumnElement[bool]) -> Select[Any]:
    """Return the columns of `Asked` after those that say what is called how, and whether a team has declined."""
    return (
        select(
            _commitment.c.title,
            _requirement.c.description,
            case((_commitment.c.state == CommitmentState.CHECKED, _is_declined()), else_=false()),
            _requirement.c.id,
            _commitment.c.id,
            _commitment.c.state,
            _requirement.c.role,
            func.coalesce(_latest_report(), _requirement.c.minutes),
            _requirement.c.earliest_start,
            _requirement.c.needed_by,
            _commitment.c.due,
            _commitment.c.promised_on,
        )
        .join_from(_requirement, _commitment, _commitment.c.id == _requirement.c.commitment)
        .where(
            _requirement.c.kind == RequirementKind.HOURS,
            _requirement.c.deleted_at.is_(None),
            _commitment.c.deleted_at.is_(None),
            _commitment.c.state.in_(BOOKED),
            *conditions,
        )
    )


def _latest_report() -> ColumnElement[Any]:
    """Return the minutes left by the report that counts: the same as `minutes_left` of the domain says."""
    report = TABLES["progress"].c
    mine = select(report.minutes_left).where(report.requirement == _requirement.c.id, report.deleted_at.is_(None))
    return mine.order_by(report.reported_on.desc(), report.id.desc()).limit(1).scalar_subquery()


def _is_declined() -> ColumnElement[bool]:
    """Return whether the answer that counts declines some part: the same as `state_of` of the domain says."""
    need, answer, later = _requirement.alias(), TABLES["answer"].alias(), TABLES["answer"].alias()
    is_later = (later.c.requirement == answer.c.requirement, later.c.id > answer.c.id, later.c.deleted_at.is_(None))
    return exists().where(
        need.c.commitment == _commitment.c.id,
        need.c.deleted_at.is_(None),
        answer.c.requirement == need.c.id,
        answer.c.deleted_at.is_(None),
        answer.c.answer == AnswerState.DECLINED,
        ~exists().where(*is_later),
    )
