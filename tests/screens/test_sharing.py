"""Others write too: what they did shows by itself, conflicts are told, a lost database is survived."""

import threading
from dataclasses import replace

import pytest

from itcrm_tui.app import ItcrmApp
from itcrm_tui.domain.client import Client
from screens import host, patience
from screens.host import Opening
from storage.errors import OpenError
from storage.opening import open_store
from storage.store import Store
from tests.screens.conftest import TODAY, MakeApp
from tests.screens.driving import press, seen, settled, started, write


class Lost:
    """A connection that is gone."""

    def __getattr__(self, name: str) -> object:
        raise OpenError("The connection was lost.")


def rename(database: str, new: str) -> None:
    """Let somebody else give Finance another name."""
    store = open_store(database, actor="ravi", device="laptop")
    with store.read() as reader:
        (client,) = list(reader.find(Client, code="FIN") or [])
    with store.write(f"Rename Finance to {new}") as unit:
        unit.save(client, replace(client, name=new))
    store.close()


async def test_what_another_wrote_shows_without_a_key(make_app: MakeApp, database: str) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        app.look_for_changes()
        await settled(pilot)
        rename(database, "Treasury")
        app.look_for_changes()
        await settled(pilot)
        assert "Treasury" in seen(pilot)


async def test_undo_names_what_has_moved_on_and_offers_the_rest(make_app: MakeApp, database: str) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        await started(pilot)
        await press(pilot, "e")
        await write(pilot, " One")
        await press(pilot, "enter")
        rename(database, "Treasury")
        await press(pilot, "u")
        assert "moved on" in seen(pilot)
        assert "ravi" in seen(pilot)
        await press(pilot, "n")
        assert "Treasury" in seen(pilot)


async def test_any_change_is_taken_back_from_the_history(make_app: MakeApp, database: str) -> None:
    rename(database, "Treasury")
    async with make_app().run_test(size=(120, 40)) as pilot:
        await started(pilot)
        await press(pilot, "G", "H", "enter", "T")
        assert "Take back" in seen(pilot)
        await press(pilot, "y", "escape", "escape")
        assert "Finance" in seen(pilot)
        assert "Treasury" not in seen(pilot)


async def test_the_first_frame_does_not_wait_for_the_database(database: str) -> None:
    gate = threading.Event()

    def slow() -> Store:
        gate.wait()
        return open_store(database, actor="dana", device="desk")

    app = ItcrmApp(Opening(slow, slow, lambda: None, ""), today=TODAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "2 CLIENTS" in seen(pilot)
        assert "Loading" in seen(pilot)
        gate.set()
        await started(pilot)
        assert "Finance" in seen(pilot)


async def test_a_lost_database_is_told_and_comes_back_by_itself(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        assert app.store is not None
        engine = app.store.backend
        app.store.backend = Lost()  # type: ignore[assignment]
        app.look_for_changes()
        await settled(pilot)
        assert "no connection" in seen(pilot)
        assert "Finance" in seen(pilot)
        app.store.backend = engine
        app.look_for_changes()
        await settled(pilot)
        assert "live" in seen(pilot)


async def test_a_line_that_is_down_without_a_word_is_told_too(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "ANSWER_SECONDS", 0)
    answers = threading.Event()

    def newest(store: Store) -> int:
        assert answers.wait(30)
        return 1

    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        monkeypatch.setattr(host, "newest_of", newest)
        for _ in range(3):  # a later look must not end the one that waits
            app.look_for_changes()
            await pilot.pause()
        told = seen(pilot)
        answers.set()
        await settled(pilot)
        assert "no connection" in told
        assert "live" in seen(pilot)


async def test_who_types_is_told_what_another_saved_and_keeps_the_text(make_app: MakeApp, database: str) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        app.look_for_changes()
        await press(pilot, "e")
        await write(pilot, " One")
        rename(database, "Treasury")
        app.look_for_changes()
        await settled(pilot)
        assert "ravi has changed Name (" in seen(pilot)
        assert "Finance One" in seen(pilot)


async def test_who_types_is_told_that_the_connection_is_lost_and_back(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "e")
        await write(pilot, " One")
        assert app.store is not None
        engine = app.store.backend
        app.store.backend = Lost()  # type: ignore[assignment]
        app.look_for_changes()
        await settled(pilot)
        assert "No connection to the database. What you type stays." in seen(pilot)
        assert "Finance One" in seen(pilot)
        app.store.backend = engine
        app.look_for_changes()
        await settled(pilot)
        assert "The connection is back." in seen(pilot)
