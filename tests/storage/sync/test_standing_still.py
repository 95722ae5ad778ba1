"""A server that stands still keeps its lines open and says nothing: nobody waits for it longer than they want."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL, make_url

from itcrm_tui import stopping
from itcrm_tui.stopping import Stop, StoppedError, ended_by
from itcrm_tui.workflows.hub_line import HubLine
from storage import losing
from storage.engines import postgres as postgres_engine
from storage.errors import LostError, OpenError
from storage.store import Store
from storage.sync.syncing import Synced
from tests.cutting import HEADER, Line, line_to
from tests.postgres_server import ROLE_PASSWORD
from tests.storage.places import Place
from tests.storage.records import add, edit, now
from tests.storage.sync.conftest import FINANCE, Road

LONG = 30


@dataclass
class Traveller:
    """A working copy, and its way to the hub over a line that can stand still."""

    store: Store
    way: HubLine
    line: Line

    def syncing(self, stop: Stop) -> Future[Synced]:
        """A sync in a thread of its own, as it may never end."""
        done: Future[Synced] = Future()

        def sync() -> None:
            try:
                done.set_result(self.way.sync(self.store, stop=stop))
            except BaseException as error:  # noqa: BLE001 - whoever waits raises it
                done.set_exception(error)

        Thread(target=sync, daemon=True).start()
        return done


@pytest.fixture
def ana(postgres: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Traveller]:
    """Ana's working copy after its first sync, with something to send."""
    monkeypatch.setenv("PGPASSWORD", ROLE_PASSWORD)
    server = make_url(postgres.url_for("ana"))
    add(postgres.open(), FINANCE, title="Begin")
    with line_to(server.host or "127.0.0.1", server.port or 5432) as line, closing(HubLine()) as way:
        url = URL.create("postgresql", "ana", host="127.0.0.1", port=line.port, database=server.database)
        road = Road(replace(postgres, url_for=lambda _actor: str(url)), tmp_path)
        with road.opened:
            traveller = Traveller(road.check_out("ana").store, way, line)
            way.sync(traveller.store)
            edit(traveller.store, FINANCE, tier=2)
            yield traveller


@pytest.mark.parametrize("at", [b"SELECT", HEADER, b"COMMIT"])
def test_a_sync_is_stopped_whatever_it_waits_for_and_the_next_one_goes_on(
    ana: Traveller, postgres: Place, at: bytes
) -> None:
    ana.line.freeze_at, stop = at, Stop()
    done = ana.syncing(stop)
    assert ana.line.frozen.wait(LONG)
    stop.press()
    with pytest.raises(StoppedError):
        done.result(LONG)
    ana.line.thaw()
    assert ana.way.sync(ana.store).sent == 1
    assert now(postgres.open("ben"), FINANCE).tier == 2


def test_a_sync_gives_up_a_server_that_has_long_said_nothing(
    ana: Traveller, postgres: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana.line.freeze_at = HEADER
    with monkeypatch.context() as patched:
        patched.setattr(stopping, "SILENCE", 0)
        patched.setattr(losing, "PATIENCE", 0)
        patched.setitem(postgres_engine._LINE, "connect_timeout", 2)
        with pytest.raises(OpenError):
            ana.syncing(Stop()).result(LONG)
    ana.line.thaw()
    assert ana.way.sync(ana.store).sent == 1


def test_what_is_given_up_so_is_told_as_what_it_is(postgres: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    store = postgres.open()
    with store.connected() as connection:
        connection.execute(text("SELECT 1"))
    monkeypatch.setattr(stopping, "SILENCE", 0)
    with (
        pytest.raises(LostError, match="was given up: the server has said nothing for a minute"),
        ended_by(Stop()),
        store.connected() as connection,
    ):
        connection.execute(text("SELECT pg_sleep(600)"))
