"""Who fills roles, when they are away, and what is kept: rows with the few columns that availability goes by.

`roles` narrows them to some roles; None means all. Statements are put together once.
"""

from collections.abc import Collection
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from itcrm_tui.domain.capacity.filling import Staff
from itcrm_tui.domain.capacity.pool import Period, Reserve
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.values import from_json
from itcrm_tui.ids import RecordId
from storage.batches import among_those
from storage.ledger import link
from storage.tables import TABLES
from storage.types import PlainDate

Roles = Collection[RecordId] | None
_SHARES = KINDS["person"].by_name["role_shares"]
_SINCE = bindparam("since", type_=PlainDate())


def role_names(connection: Connection, roles: Roles) -> dict[RecordId, str]:
    """Return what roles are called, in the order of their names."""
    rows = connection.execute(_roles(narrowed=roles is not None), _given(roles))
    found = [(record_id, name) for record_id, name in rows]
    return dict(sorted(found, key=lambda role: (role[1].casefold(), role[0])))


def staff(connection: Connection, roles: Roles) -> tuple[list[Staff], dict[RecordId, str]]:
    """Return the people who fill roles, and what they are called."""
    rows = connection.execute(_staff(narrowed=roles is not None), _given(roles)).all()
    people = [Staff(one, minutes, factor, from_json(_SHARES, shares)) for one, _, minutes, factor, shares in rows]
    return people, {row[0]: row[1] for row in rows}


def away(connection: Connection, roles: Roles, since: date) -> list[tuple[RecordId, Period]]:
    """Return the people who are away on a day or later, and from when to when."""
    rows = connection.execute(_away(narrowed=roles is not None), {"since": since, **_given(roles)})
    return [(person, (starts_on, ends_on)) for person, starts_on, ends_on in rows]


def kept(connection: Connection, roles: Roles, since: date) -> list[tuple[RecordId, Reserve]]:
    """Return the roles of which something is kept on a day or later, and how much."""
    rows = connection.execute(_kept(narrowed=roles is not None), {"since": since, **_given(roles)})
    return [
        (role, Reserve(minutes_a_week=minutes, starts_on=starts_on, ends_on=ends_on))
        for role, minutes, starts_on, ends_on in rows
    ]


def _given(roles: Roles) -> dict[str, Any]:
    return {} if roles is None else {"roles": sorted(roles)}


@cache
def _roles(*, narrowed: bool) -> Select[Any]:
    role = TABLES["role"].c
    query = select(role.id, role.name).where(role.deleted_at.is_(None))
    return query.where(among_those(role.id, "roles")) if narrowed else query


@cache
def _staff(*, narrowed: bool) -> Select[Any]:
    person = TABLES["person"].c
    what = (person.id, person.name, person.weekly_minutes, person.availability_factor, person.role_shares)
    query = select(*what).where(person.deleted_at.is_(None)).order_by(person.id)
    return query.where(person.id.in_(_sharing())) if narrowed else query


@cache
def _away(*, narrowed: bool) -> Select[Any]:
    leave = TABLES["time_off"].c
    query = select(leave.person, leave.starts_on, leave.ends_on)
    query = query.where(leave.deleted_at.is_(None), leave.ends_on >= _SINCE)
    return query.where(leave.person.in_(_sharing())) if narrowed else query


@cache
def _kept(*, narrowed: bool) -> Select[Any]:
    reserve = TABLES["run_reserve"].c
    query = select(reserve.role, reserve.minutes_a_week, reserve.starts_on, reserve.ends_on)
    query = query.where(reserve.deleted_at.is_(None), reserve.ends_on.is_(None) | (reserve.ends_on >= _SINCE))
    return query.where(among_those(reserve.role, "roles")) if narrowed else query


def _sharing() -> Select[Any]:
    """Return who has a share in the roles."""
    is_share = (link.c.kind == "person", link.c.field == _SHARES.name)
    return select(link.c.record_id).where(among_those(link.c.target_id, "roles"), *is_share)
