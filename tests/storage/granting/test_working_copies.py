"""A working copy whose owner's role becomes another: nothing is kept from it in silence, nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from itcrm_tui.domain.record import Hidden
from itcrm_tui.domain.service import InternalNote
from storage.errors import ReadOnlyError
from storage.granting import members
from storage.granting.roles import Role
from storage.opening import open_store
from storage.store import Store
from storage.sync.checkout import checkout
from storage.sync.hub import OtherRoleError
from storage.sync.hub_store import HubStore
from storage.sync.renewing import renew
from storage.sync.state import count_unsent
from storage.sync.syncing import Synced, sync
from storage.verify import verify
from tests.postgres_server import Server
from tests.storage.granting.people import FINANCE, LEADS, MY_ANSWER, NOTE, as_
from tests.storage.places import Place
from tests.storage.records import edit, now
from tests.storage.sync.conftest import contents, unwatched

_numbers = count(1)


@dataclass
class Vera:
    """Somebody whose role the owner changes, and her laptop."""

    login: str
    place: Place
    folder: Path
    opened: ExitStack

    @property
    def owner(self) -> Store:
        return as_(self.place, Role.OWNER)

    @property
    def hub(self) -> Store:
        return self.place.open(self.login)

    def becomes(self, role: Role | None) -> None:
        with self.owner.below() as connection:
            members.give(connection, role, self.login)

    def checks_out(self, role: Role) -> Store:
        self.becomes(role)
        checkout(self.hub, self.folder / "copy.db", unwatched)
        return self.opens("copy.db")

    def checks_out_anew(self, old: Store) -> Store:
        renew(old, self.hub, self.folder / "new.db", unwatched)
        return self.opens("new.db")

    def opens(self, name: str) -> Store:
        store = open_store(f"sqlite:///{self.folder / name}", actor=self.login, device="laptop")
        self.opened.callback(store.close)
        return store

    def syncs(self, copy: Store) -> Synced:
        return sync(copy, HubStore(self.hub))


@pytest.fixture
def vera(place: Place, postgres_server: Server, tmp_path: Path) -> Iterator[Vera]:
    login = f"vera{next(_numbers)}"
    postgres_server.create_role(login)
    with ExitStack() as opened:
        vera = Vera(login, place, tmp_path, opened)
        yield vera
        vera.becomes(None)  # roles are the server's, and the next test's too


def unsent(copy: Store) -> int:
    with copy.connected() as connection:
        return count_unsent(connection)


def told(store: Store) -> str | None:
    """What the internal note says."""
    with store.read() as reader:
        note = reader.get(InternalNote, NOTE.id)
    assert not isinstance(note, Hidden)
    return note.body if note else None


def test_a_role_that_reads_less_for_a_while_leaves_no_gap(vera: Vera) -> None:
    copy = vera.checks_out(Role.STAFF)
    edit(copy, FINANCE, tier=3)
    vera.becomes(Role.READER)
    edit(vera.owner, NOTE, body="Costs us 13 a head")
    with pytest.raises(OtherRoleError, match=r"reads other records by now.* Nothing was sent or taken over\.$"):
        vera.syncs(copy)
    assert (unsent(copy), told(copy)) == (1, "Costs us 12 a head")
    vera.becomes(Role.STAFF)
    done = vera.syncs(copy)
    assert (done.sent, done.pulled.received, told(copy)) == (1, 1, "Costs us 13 a head")
    assert now(vera.owner, FINANCE).tier == 3
    assert verify(copy) == []
    assert contents(copy) == contents(vera.owner)


def test_a_line_that_was_opened_with_the_lesser_role_leaves_none_either(vera: Vera) -> None:
    copy = vera.checks_out(Role.STAFF)
    vera.becomes(Role.READER)
    edit(vera.owner, NOTE, body="Costs us 13 a head")
    hub = HubStore(vera.hub)
    with pytest.raises(OtherRoleError):
        sync(copy, hub)
    vera.becomes(Role.STAFF)
    sync(copy, hub)
    assert told(copy) == "Costs us 13 a head"


def test_who_reads_less_for_good_gets_a_copy_without_it_and_keeps_what_is_to_be_sent(vera: Vera) -> None:
    copy = vera.checks_out(Role.STAFF)
    edit(copy, FINANCE, tier=3)
    vera.becomes(Role.READER)
    fresh = vera.checks_out_anew(copy)
    with fresh.read() as reader:
        assert reader.get(InternalNote, NOTE.id) == Hidden("internal_note")
    edit(vera.owner, FINANCE, name="Treasury")
    done = vera.syncs(fresh)
    assert (done.sent, done.pulled.received, unsent(fresh)) == (0, 1, 1)
    assert done.refused.startswith("Your role on the shared database may not do that.")
    assert (now(fresh, FINANCE).name, now(fresh, FINANCE).tier) == ("Treasury", 3)


def test_who_reads_more_gets_it_by_a_copy_of_its_own(vera: Vera) -> None:
    copy = vera.checks_out(Role.READER)
    vera.becomes(Role.STAFF)
    with pytest.raises(OtherRoleError):
        vera.syncs(copy)
    fresh = vera.checks_out_anew(copy)
    assert told(fresh) == "Costs us 12 a head"
    edit(fresh, FINANCE, tier=3)
    assert vera.syncs(fresh).sent == 1


def test_what_a_role_may_write_is_known_from_the_next_sync_on(vera: Vera) -> None:
    copy = vera.checks_out(Role.READER)
    vera.syncs(copy)
    vera.becomes(Role.CONTRIBUTOR)
    with pytest.raises(ReadOnlyError):
        edit(copy, MY_ANSWER, reason="Two are away")
    vera.syncs(copy)
    edit(copy, MY_ANSWER, reason="Two are away")
    vera.becomes(Role.READER)
    assert vera.syncs(copy).refused
    for store in (copy, vera.opens("copy.db")):
        with pytest.raises(ReadOnlyError):
            edit(store, MY_ANSWER, reason="None is away")


def test_a_line_that_was_refused_what_the_role_may_again_by_now_takes_it(vera: Vera) -> None:
    edit(vera.owner, LEADS, login=vera.login)
    copy = vera.checks_out(Role.CONTRIBUTOR)
    edit(copy, MY_ANSWER, reason="Two are away")
    vera.becomes(Role.READER)
    hub = HubStore(vera.hub)
    assert sync(copy, hub).refused
    vera.becomes(Role.CONTRIBUTOR)
    done = sync(copy, hub)
    assert (done.sent, done.refused, done.pulled.parked) == (1, "", 0)
