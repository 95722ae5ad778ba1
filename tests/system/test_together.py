"""Two people in two terminals edit one client, one of them loses the connection, an engineer looks on over SSH."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from itcrm_tui.workflows.demo import fill
from storage.granting import members, setting_up
from storage.granting.roles import Role
from storage.opening import open_store, upgrade_database
from storage.verify import verify
from tests.cutting import Line, line_to
from tests.postgres_server import ROLE_PASSWORD, Server
from tests.terminal.terminal import Terminal

NAME = "together"
PEOPLE = {"dana": Role.STAFF, "ravi": Role.STAFF, "engineers": Role.READER}


@pytest.fixture
def server(postgres_server: Server) -> Iterator[Server]:
    """A server with the sample organization and three logins."""
    for role in Role:
        postgres_server.forget_role(role.in_database)
    postgres_server.create_database(NAME)
    for login in PEOPLE:
        postgres_server.create_role(login)
    url = postgres_server.url(NAME)
    upgrade_database(url, actor="owner", device="desk")
    with closing(open_store(url, actor="owner", device="desk")) as store:
        fill(store, date.today())
        with store.below() as connection:
            setting_up.set_up(connection)
            for login, role in PEOPLE.items():
                members.give(connection, role, login)
    yield postgres_server
    postgres_server.drop_database(NAME)
    for login in PEOPLE:
        postgres_server.drop_role(login)


@pytest.fixture
def line(server: Server) -> Iterator[Line]:
    """The line between Ravi and the server."""
    with line_to(server.settings["host"], int(server.settings["port"])) as found:
        yield found


def _edit(home: Path, login: str, port: object) -> Terminal:
    """Start the program for somebody, and open Finance for editing, at its name."""
    url = f"postgresql://{login}@127.0.0.1:{port}/{NAME}"
    program = Terminal(home / login, "--db", url, size=(100, 40), PGPASSWORD=ROLE_PASSWORD)
    program.until("AFTER-SALES SERVICE")
    program.type("/", "code:FIN", "enter")
    program.until(">FIN")
    program.type("e")
    program.until("EDIT client Finance")
    program.until("Cost centre +2745")
    return program


def _said(server: Server, login: str, *words: str, asked: str = "") -> str:
    """What a command says to somebody; `asked` is what was typed over SSH, for the forced command."""
    url = f"postgresql://{login}@127.0.0.1:{server.settings['port']}/{NAME}"
    around = os.environ | {"PGPASSWORD": ROLE_PASSWORD, "SSH_ORIGINAL_COMMAND": asked}
    command = [sys.executable, "-m", "itcrm_tui", "--db", url, *words]
    return subprocess.run(command, env=around, capture_output=True, text=True, check=True).stdout


def test_everybody_ends_with_the_same_data_and_knows_who_did_what(server: Server, line: Line, tmp_path: Path) -> None:
    with (
        closing(_edit(tmp_path, "dana", server.settings["port"])) as dana,
        closing(_edit(tmp_path, "ravi", line.port)) as ravi,
    ):
        ravi.type("9")
        ravi.until("Finance9")
        dana.type("8")
        dana.until("Finance8")
        dana.type("enter")
        dana.until("Saved client Finance")
        _said(server, "dana", "edit", "client", "FIN", "cost_centre=2800")
        ravi.until("dana has changed Name, Cost centre .* What you type stays")
        line.down = True
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'ravi'")
        ravi.until("No connection to the database. What you type stays.")
        ravi.type("9")
        ravi.until("Finance99")
        ravi.type("enter")
        ravi.until("this waits until it is back")
        line.down = False
        ravi.until(r"\(x\) mine +Finance99\s+\( \) theirs +Finance8")
        ravi.until("Cost centre: 2800")
        ravi.type("\x13")
        ravi.until("Saved client Finance")
        for person in (dana, ravi):
            person.type("enter")
            person.until("HEALTH")
            person.type("H")
            person.until("ravi +Edit client Finance8?: name")
            person.until("dana +Edit client Finance8: cost centre")
            person.until("dana +Edit client Finance: name")
            person.type("escape", "escape")
            person.until("CLIENTS")
            person.type("q")
            assert person.end() == 0
    assert "Finance99  FIN" in _said(server, "engineers", "ssh", asked="profile FIN")
    with closing(open_store(server.url(NAME), actor="owner", device="desk")) as store:
        assert verify(store) == []
