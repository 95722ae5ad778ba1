"""A connection that breaks in the middle of a write: nothing acknowledged is lost, nothing is written twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Never

import pytest
from sqlalchemy.engine import make_url

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.kinds import kind_of
from itcrm_tui.workflows.records import create
from storage import losing
from storage.errors import LostError, RefusedError
from storage.journal import change_sets
from storage.opening import open_store
from storage.question import Question, StoppedError
from storage.store import Store
from storage.verify import verify
from tests.cutting import Line, line_to
from tests.storage.places import Place
from tests.storage.records import add, edit, now


@pytest.fixture
def line(postgres: Place) -> Iterator[Line]:
    """The line between the program and the server."""
    address = make_url(postgres.url_for("ana"))
    with line_to(address.host or "127.0.0.1", address.port or 5432) as found:
        yield found


@pytest.fixture
def store(postgres: Place, line: Line) -> Iterator[Store]:
    """Ana's store, at the end of that line."""
    address = make_url(postgres.url_for("ana")).set(host="127.0.0.1", port=line.port)
    found = open_store(address.render_as_string(hide_password=False), actor="ana", device="desk")
    yield found
    found.close()


def titles(place: Place) -> list[str]:
    with place.open("ben").connected() as connection:
        return [one.title for one in change_sets(connection, limit=10)][::-1][1:]


@pytest.mark.parametrize("cut", ["before", "after"])
def test_a_write_whose_commit_was_cut_is_there_once(store: Store, line: Line, postgres: Place, cut: str) -> None:
    finance = Client(name="Finance")
    line.cut = cut
    written = add(store, finance, title="Add Finance")
    assert line.cut is None
    assert line.commits == (2 if cut == "before" else 1), "what was done is not done again"
    edit(store, finance, title="Edit Finance", tier=1)
    assert titles(postgres) == ["Add Finance", "Edit Finance"]
    assert written.actor == "ana"
    assert now(store, finance).tier == 1
    assert verify(store) == []


def test_connections_that_were_cut_while_nobody_wrote_are_not_noticed(
    store: Store, postgres: Place, line: Line
) -> None:
    add(store, Client(name="Finance"), title="One")
    postgres.raw("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'ana'")
    add(store, Client(name="Legal"), title="Two")
    assert titles(postgres) == ["One", "Two"]


def test_without_a_connection_a_write_ends_in_a_sentence_and_nothing_is_saved(
    store: Store, line: Line, postgres: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(losing, "PATIENCE", 0.0)
    told: list[str] = []
    store.on_lost = lambda: told.append("lost")
    line.down = True
    postgres.raw("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'ana'")
    with pytest.raises(LostError, match=r"Nothing was saved\.$"):
        add(store, Client(name="Finance"))
    assert told
    line.down = False
    add(store, Client(name="Finance"), title="Again")
    assert titles(postgres) == ["Again"]


def test_what_reads_before_it_writes_waits_until_the_connection_is_back(
    store: Store, line: Line, postgres: Place
) -> None:
    told: list[bool] = []

    def come_back() -> None:
        told.append(line.down)
        line.down = False

    store.on_lost, line.down = come_back, True
    postgres.raw("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'ana'")
    assert losing.once_there(store) is store
    assert told == [True]


def test_what_reads_before_it_writes_is_told_that_nothing_was_saved_when_nobody_comes_back(
    store: Store, line: Line, postgres: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(losing, "PATIENCE", 0.0)
    line.down = True
    postgres.raw("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'ana'")
    with pytest.raises(LostError, match=r"Nothing was saved\.$"):
        losing.once_there(store)


def test_a_save_that_nobody_waits_for_any_more_is_given_up_when_the_connection_is_back(
    store: Store, line: Line, postgres: Place
) -> None:
    question = Question()

    def leave() -> None:
        question.stop()
        line.down = False

    store.on_lost, line.down = leave, True
    postgres.raw("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'ana'")
    with pytest.raises(StoppedError):
        question.answer(losing.once_there, store)


def test_what_was_saved_is_saved_though_it_cannot_be_read_again(
    store: Store, postgres: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost() -> Never:
        raise LostError("The connection was lost.")

    monkeypatch.setattr(store, "read", lost)
    assert create(store, kind_of(Client(name="")), {"name": "Finance"}).id
    assert titles(postgres) == ["Add client Finance"]


@pytest.mark.parametrize("cut", ["before", "after"])
def test_what_nobody_knows_of_is_looked_up_before_anything_else_is_saved(
    store: Store, line: Line, postgres: Place, cut: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(losing, "PATIENCE", 0.0)
    line.cut, finance = cut, Client(name="Finance")
    store.on_lost = lambda: setattr(line, "down", True)
    with pytest.raises(LostError, match="Whether it was saved is looked up"):
        add(store, finance, title="Add Finance")
    line.down = False
    if cut == "after":
        with pytest.raises(RefusedError, match="has been saved: “Add Finance”"):
            add(store, finance, title="Add Finance again")
    else:
        add(store, finance, title="Add Finance")
    assert titles(postgres) == ["Add Finance"]
    add(store, Client(name="Legal"), title="Then")
    assert titles(postgres) == ["Add Finance", "Then"]
