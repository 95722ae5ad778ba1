"""The tests' own PostgreSQL: it answers, and leaves nothing behind."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.postgres_process import UnusableError, launch
from tests.postgres_server import NoServerError, Server, start

REPOSITORY = Path(__file__).parents[2]
STARTS_ONE = """
from tests.postgres_server import start
process = start().process
print(process.port, process.folder, flush=True)
input()
"""


def connect(url: str) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(url.replace("+psycopg", ""))


def answers(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def own_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server of this test alone, wherever the others come from."""
    monkeypatch.delenv("ITCRM_TEST_PG_DSN", raising=False)
    if os.environ.get("ITCRM_TEST_PG_SOURCE") == "dsn":
        monkeypatch.delenv("ITCRM_TEST_PG_SOURCE")
    server = start()
    yield server
    server.stop()


def test_a_new_database_answers_in_utf_8_and_can_have_pg_trgm(postgres_server: Server) -> None:
    postgres_server.create_database("answers")
    with connect(postgres_server.url("answers")) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        found = connection.execute("SELECT similarity('München', 'munchen') > 0, 'ÄÖ' ILIKE '%äö%'")
        assert found.fetchone() == (True, True)
    postgres_server.drop_database("answers")


def test_a_copy_of_a_database_holds_its_rows(postgres_server: Server) -> None:
    postgres_server.create_database("original")
    postgres_server.execute("CREATE TABLE rows AS SELECT 7 AS n", database="original")
    postgres_server.create_database("copied", template="original")
    with connect(postgres_server.url("copied")) as connection:
        assert connection.execute("SELECT n FROM rows").fetchall() == [(7,)]
    postgres_server.drop_database("copied")
    postgres_server.drop_database("original")


def test_a_role_logs_in_as_itself_and_is_no_superuser(postgres_server: Server) -> None:
    postgres_server.create_role("test_reader")
    with connect(postgres_server.url(user="test_reader")) as connection:
        found = connection.execute("SELECT current_user, current_setting('is_superuser')")
        assert found.fetchone() == ("test_reader", "off")
    postgres_server.drop_role("test_reader")


def test_nothing_is_left_after_stop(own_server: Server) -> None:
    process = own_server.process
    assert process
    assert answers(process.port)
    assert process.folder.exists()
    own_server.stop()
    assert not answers(process.port)
    assert not process.folder.exists()


def test_nothing_is_left_after_the_tests_were_killed(own_server: Server) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", STARTS_ONE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
    ) as tests:
        assert tests.stdout
        port, folder = tests.stdout.readline().split(maxsplit=1)
        assert answers(int(port))
        tests.kill()
        tests.communicate(timeout=60)  # ends when whoever watches the server has ended
    assert not answers(int(port))
    assert not Path(folder.strip()).exists()


def test_nothing_is_left_after_a_start_that_failed_half_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_folder = tempfile.mkdtemp
    made: list[str] = []

    def remember(**names: str) -> str:
        made.append(make_folder(**names))
        return made[-1]

    monkeypatch.setattr(tempfile, "mkdtemp", remember)
    package = tmp_path / "broken"
    (package / "bin").mkdir(parents=True)
    for name, commands in {"initdb": 'echo 15; mkdir -p "$2"', "pg_ctl": "echo no memory; exit 1"}.items():
        (package / "bin" / name).write_text(f"#!/bin/sh\n{commands}\n")
        (package / "bin" / name).chmod(0o755)
    with pytest.raises(UnusableError, match="no memory"):
        launch(package / "bin", package)
    assert [Path(folder).exists() for folder in made] == [False]


def test_a_server_that_was_named_is_used_tidied_up_and_left_running(
    own_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ITCRM_TEST_PG_DSN", own_server.url())
    monkeypatch.delenv("ITCRM_TEST_PG_SOURCE", raising=False)
    named = start()
    assert named.process is None
    named.create_database("tidied_up")
    named.create_role("tidied_up")
    named.stop()
    with connect(own_server.url()) as connection:
        left = "SELECT datname FROM pg_database UNION SELECT rolname FROM pg_roles"
        assert ("tidied_up",) not in connection.execute(left).fetchall()


def test_without_any_server_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ITCRM_TEST_PG_DSN", raising=False)
    monkeypatch.setenv("ITCRM_TEST_PG_SOURCE", "dsn")
    with pytest.raises(NoServerError, match=r"apt install postgresql"):
        start()


def test_a_named_server_that_is_not_there_is_not_replaced_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ITCRM_TEST_PG_DSN", "postgresql://postgres@127.0.0.1:1/postgres")
    monkeypatch.delenv("ITCRM_TEST_PG_SOURCE", raising=False)
    with pytest.raises(NoServerError, match="ITCRM_TEST_PG_DSN: "):
        start()
