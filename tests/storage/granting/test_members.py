"""Who has a role, and who gives it."""

from __future__ import annotations

import re
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from storage.errors import ReadOnlyError, RefusedError
from storage.granting import members
from storage.granting.roles import Role
from storage.opening import open_store
from storage.sync.checkout import checkout
from storage.sync.hub_store import HubStore
from storage.sync.syncing import sync
from tests.postgres_server import Server
from tests.storage.granting.people import DENIED, FINANCE, as_
from tests.storage.places import Place
from tests.storage.records import edit, now

_numbers = count(1)


def test_a_person_has_one_role_and_a_new_one_takes_the_place_of_the_old(place: Place, postgres_server: Server) -> None:
    login = f"passing{next(_numbers)}"
    postgres_server.create_role(login)
    owner = as_(place, Role.OWNER)
    for role in (Role.STAFF, Role.READER):
        with owner.below() as connection:
            members.give(connection, role, login)
        with owner.connected() as connection:
            having = [one for one, logins in members.members(connection).items() if login in logins]
        assert having == [role]
    with owner.below() as connection:
        members.give(connection, None, login)
        assert not any(login in logins for logins in members.members(connection).values())


def test_who_may_only_read_now_still_receives_and_keeps_what_is_to_be_sent(
    place: Place, postgres_server: Server, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    owner = as_(place, Role.OWNER)
    postgres_server.create_role("vera")

    def give(role: Role | None) -> None:
        with owner.below() as connection:
            members.give(connection, role, "vera")

    request.addfinalizer(lambda: give(None))  # roles are the server's, and the next test's too
    give(Role.STAFF)
    hub = HubStore(place.open("vera"))
    checkout(hub.store, tmp_path / "copy.db", lambda _what, _done, _total: None)
    with closing(open_store(f"sqlite:///{tmp_path / 'copy.db'}", actor="vera", device="laptop")) as copy:
        edit(copy, FINANCE, tier=3)
        give(Role.READER)
        edit(owner, FINANCE, name="Treasury")
        done = sync(copy, HubStore(place.open("vera")))
        assert (done.sent, done.pulled.received, done.pulled.unsent) == (0, 1, 1)
        assert re.match(DENIED, done.refused)
        assert (now(copy, FINANCE).name, now(copy, FINANCE).tier) == ("Treasury", 3)
        give(Role.STAFF)
        done = sync(copy, HubStore(place.open("vera")))
        assert (done.sent, done.refused) == (1, "")
        assert now(owner, FINANCE).tier == 3


def test_only_logins_that_are_there_get_a_role(place: Place) -> None:
    owner = as_(place, Role.OWNER)
    with pytest.raises(RefusedError, match="knows nobody called"), owner.below() as connection:
        members.give(connection, Role.STAFF, "nobody; DROP TABLE client")
    with pytest.raises(RefusedError, match="nobody logs in as"), owner.below() as connection:
        members.give(connection, Role.STAFF, "itcrm_reader")


def test_who_is_not_the_owner_gives_nobody_a_role(place: Place) -> None:
    with pytest.raises(ReadOnlyError), as_(place, Role.STAFF).below() as connection:
        members.give(connection, Role.OWNER, "dana")
