"""Roles on the shared database: make them, give them to people, and say what is not as it should be."""

from collections.abc import Sequence
from dataclasses import dataclass

from itcrm_tui import here
from itcrm_tui.workflows.opening import opened
from storage.errors import RefusedError
from storage.granting import checking, members, setting_up
from storage.granting.roles import MAY, Role
from storage.store import Store

NOBODY = "none"
"""Takes a role away."""


@dataclass(frozen=True)
class Granted:
    """Who has which role now, and what is not as it should be."""

    members: dict[Role, list[str]]
    findings: list[str]


def grant(given: str | None, role: str | None = None, logins: Sequence[str] = ()) -> Granted:
    """Make the roles and grant them anew; give one to some logins, or with `none` take theirs away.

    Raises RefusedError, and ReadOnlyError where one's own role does not reach so far.
    """
    wanted = None if role in (None, NOBODY) else Role(role)
    with opened(given) as store:
        _demand_roles(store)
        with store.below() as connection:
            setting_up.set_up(connection)
            for login in logins:
                members.give(connection, wanted, login)
        return _as_it_is(store)


def check(given: str | None) -> Granted:
    """Change nothing: say who has which role, and what is not as it should be."""
    with opened(given) as store:
        _demand_roles(store)
        return _as_it_is(store)


def renew(given: str | None) -> None:
    """Grant anew after an upgrade, which may have made tables; nothing where no roles are made yet."""
    if here.sqlite_path(here.url_for(given)) is not None:
        return
    with opened(given) as store, store.below() as connection:
        if all(setting_up.exists(connection, role) for role in Role):
            setting_up.set_up(connection)


def my_role(store: Store) -> tuple[str, str] | None:
    """Return my role on a shared database, with what it may do; None where there are no roles."""
    if not store.backend.actor_from_database:
        return None
    with store.connected() as connection:
        role = members.role_of(connection)
    return (str(role), MAY[role]) if role else ("none of the four", "what was granted by hand")


def _as_it_is(store: Store) -> Granted:
    with store.connected() as connection:
        return Granted(members.members(connection), checking.findings(connection))


def _demand_roles(store: Store) -> None:
    if not store.backend.actor_from_database:
        raise RefusedError(
            "A SQLite file has no roles: whoever may open it may do everything. They are for a shared database."
        )
