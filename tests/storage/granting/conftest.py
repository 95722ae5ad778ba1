"""A database on which everybody has a role."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from itcrm_tui.workflows.promising.gate import guarded
from storage.granting import members, setting_up
from storage.granting.roles import Role
from storage.opening import open_store
from storage.store import Store
from tests.postgres_server import Server
from tests.storage.granting.people import LOGINS, ORGANIZATION
from tests.storage.places import Place
from tests.storage.records import add


@pytest.fixture(scope="session")
def granted_template(postgres_server: Server, postgres_template: str) -> str:
    """A database on which everybody has a role."""
    name = "granted_template"
    for role in Role:
        postgres_server.forget_role(role.in_database)
    postgres_server.create_database(name, postgres_template)
    for login in LOGINS.values():
        postgres_server.create_role(login)
    for person in ("ana", "ben"):
        postgres_server.execute("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}", person, database=name)
    store = _open(postgres_server, name, None)
    add(store, *ORGANIZATION, title="Set up")
    with store.below() as connection:
        setting_up.set_up(connection)
        for role, login in LOGINS.items():
            members.give(connection, role, login)
    store.close()
    return name


def _open(server: Server, name: str, login: str | None) -> Store:
    return guarded(open_store(server.url(name, login), actor=login or "", device="desk"))


@pytest.fixture
def place(postgres_server: Server, granted_template: str) -> Iterator[Place]:
    """A copy of that database, with roles that nobody can change in it for others."""
    from tests.storage.places import postgres_place

    with postgres_place(postgres_server, granted_template) as found:
        yield found
