"""Who has a role, and who gives it."""

from __future__ import annotations

from itertools import count

import pytest

from storage.errors import ReadOnlyError, RefusedError
from storage.granting import members
from storage.granting.roles import Role
from tests.postgres_server import Server
from tests.storage.granting.people import as_
from tests.storage.places import Place

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


def test_only_logins_that_are_there_get_a_role(place: Place) -> None:
    owner = as_(place, Role.OWNER)
    with pytest.raises(RefusedError, match="knows nobody called"), owner.below() as connection:
        members.give(connection, Role.STAFF, "nobody; DROP TABLE client")
    with pytest.raises(RefusedError, match="nobody logs in as"), owner.below() as connection:
        members.give(connection, Role.STAFF, "itcrm_reader")


def test_who_is_not_the_owner_gives_nobody_a_role(place: Place) -> None:
    with pytest.raises(ReadOnlyError), as_(place, Role.STAFF).below() as connection:
        members.give(connection, Role.OWNER, "dana")
