"""What cannot be opened says why in one sentence, of the right class, and never with a password in it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy.engine import make_url

from itcrm_tui.domain.client import Client
from storage.engines import backend_for
from storage.engines.postgres import PostgresBackend
from storage.errors import OpenError, RefusedError, StoreError, UrlError
from storage.opening import open_store, upgrade_database
from storage.store import Store
from tests.postgres_server import Server
from tests.storage.places import Place
from tests.storage.records import add, names

SECRET = "s3cr3t"


def opened(url: str) -> Store:
    return open_store(url, actor="ana", device="desk")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "sqlite",
        "sqlite:/file.db",
        "://",
        f"postgresql://ana:{SECRET}@host:port/itcrm",
        "postgresql//host/itcrm",
        f"mysql://ana:{SECRET}@host/itcrm",
        f"http://ana:{SECRET}@host/itcrm",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///a%00b",
        "\x00",
        "\udcff",
    ],
)
def test_a_malformed_url_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(UrlError, match="sqlite:///FILE") as caught:
        opened(url)
    assert SECRET not in str(caught.value)
    with pytest.raises(UrlError):
        upgrade_database(url, actor="ana", device="desk")


@contextmanager
def answering(*answers: bytes) -> Iterator[int]:
    """A server that gives these answers, one to each message, and hangs up; yields its port."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    for answer in answers:
                        if connection.recv(4096)[4:8] == SSL_REQUEST:
                            connection.sendall(b"N")
                            connection.recv(4096)
                        connection.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
    thread.join()


SSL_REQUEST = (80877103).to_bytes(4, "big")
WANTS_PASSWORD = b"R" + (8).to_bytes(4, "big") + (3).to_bytes(4, "big")


def failing(code: str, message: str) -> bytes:
    fields = f"SFATAL\0VFATAL\0C{code}\0M{message}\0\0".encode()
    return b"E" + (len(fields) + 4).to_bytes(4, "big") + fields


def test_no_server_is_told_as_such() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    url = f"postgresql://ana:{SECRET}@127.0.0.1:{port}/itcrm"
    with pytest.raises(OpenError) as caught:
        opened(url)
    assert (
        str(caught.value) == f"postgresql://ana:***@127.0.0.1:{port}/itcrm cannot be opened: no server answers there."
    )


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        (
            [WANTS_PASSWORD, failing("28P01", 'password authentication failed for user "ana"')],
            "wrong user or password",
        ),
        ([failing("3D000", 'database "itcrm" does not exist')], "there is no such database or user"),
        ([failing("53300", "sorry, too many clients already")], "it has no free connection; try again in a moment"),
        ([failing("57P03", "the database system is starting up")], "it is starting up; try again in a moment"),
        ([b""], "the connection was lost"),
        ([b"HTTP/1.1 400 Bad Request\r\n\r\n"], "what answers there is no PostgreSQL"),
    ],
    ids=["password", "database", "full", "starting", "hanging up", "no PostgreSQL"],
)
def test_a_server_that_does_not_let_us_in_is_told_as_such(answers: list[bytes], reason: str) -> None:
    with answering(*answers) as port, pytest.raises(OpenError) as caught:
        opened(f"postgresql://ana:{SECRET}@127.0.0.1:{port}/itcrm?sslmode=disable")
    said = str(caught.value)
    assert said.startswith(f"postgresql://ana:***@127.0.0.1:{port}/itcrm")
    assert f" cannot be opened: {reason}" in said
    assert SECRET not in said
    assert "\n" not in said


def test_an_unknown_host_user_or_database_is_told_as_such(postgres_server: Server) -> None:
    for url, reason in (
        ("postgresql://ana@no-such-host.invalid/itcrm", "there is no such host"),
        (postgres_server.url("no_such_database"), "there is no such database or user"),
        (postgres_server.url(user="no_such_user"), "there is no such database or user"),
        ("postgresql:///itcrm?host=/no/such/folder", "no server answers there"),
    ):
        with pytest.raises(OpenError) as caught:
            opened(url)
        assert str(caught.value).endswith(f" cannot be opened: {reason}."), url


def test_no_password_is_ever_shown(place: Place) -> None:
    for url in (
        f"postgresql://ana:{SECRET}@host/itcrm",
        f"postgresql://ana@host/itcrm?password={SECRET}&sslmode=require",
        f"postgresql://ana@host/itcrm?sslpassword={SECRET}",
        f"postgres://ana:{SECRET}@one,two/itcrm?target_session_attrs=read-write",
        f"postgresql+psycopg://ana:{SECRET}@host/itcrm",
    ):
        shown = backend_for(url).shown_url
        assert SECRET not in shown
        assert shown.startswith("postgresql://ana")
    if place.engine == "postgresql":
        password = make_url(place.url_for("ana")).password
        store = place.open()
        assert password
        with pytest.raises(StoreError) as caught, store.connected() as connection:
            connection.exec_driver_sql("SELECT nonsense")
        assert password not in f"{caught.value!r} {caught.value.__cause__!r}"


def test_an_error_of_the_database_does_not_repeat_the_values(store: Store) -> None:
    with pytest.raises(StoreError) as caught, store.below() as connection:
        connection.exec_driver_sql(
            "INSERT INTO client (id, version, created_at, updated_at, name) VALUES (NULL, 1, NULL, NULL, 'private')"
        )
    assert isinstance(caught.value, RefusedError)
    assert "private" not in str(caught.value)
    assert caught.value.__cause__ is not None
    assert "private" not in str(caught.value).splitlines()[0]


def test_a_connection_that_is_lost_is_told_and_the_next_one_works(postgres: Place) -> None:
    store = postgres.open()
    with pytest.raises(OpenError, match=r"^The connection to postgresql://.* was lost\.$"):
        lose_connection(store, postgres)
    add(store, Client(name="Finance"))
    assert names(store, Client) == ["Finance"]


def lose_connection(store: Store, postgres: Place) -> None:
    with store.connected() as connection:
        number = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        postgres.raw(f"SELECT pg_terminate_backend({number})")
        connection.exec_driver_sql("SELECT 1")


def test_the_url_may_say_how_to_connect(postgres: Place) -> None:
    url = postgres.url_for("ana")
    mark = "&" if "?" in url else "?"
    store = opened(f"{url}{mark}connect_timeout=3&application_name=mine&options=-c%20search_path%3Dpublic,pg_catalog")
    with store.connected() as connection:
        shown = [
            connection.exec_driver_sql(f"SHOW {name}").scalar_one()
            for name in ("application_name", "search_path", "timezone", "statement_timeout")
        ]
    assert shown == ["mine", "public,pg_catalog", "UTC", "30s"]
    store.close()


def test_postgresql_without_its_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise ImportError("psycopg")

    monkeypatch.setattr("storage.engines.postgres.create_engine", missing)
    with pytest.raises(
        OpenError, match=r"^PostgreSQL needs the extra “postgres”: pipx install 'itcrm-tui\[postgres\]'"
    ):
        PostgresBackend(make_url("postgresql://host/itcrm")).open(create=False)
