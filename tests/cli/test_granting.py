"""`itcrm db grant`: who may do what on the shared database."""

from collections.abc import Iterator

import pytest

from itcrm_tui.cli import DONE, FAILED, NO, USAGE
from storage.granting.roles import Role
from tests.cli.conftest import Run
from tests.postgres_server import Server

NAME = "granting_by_command"


@pytest.fixture
def shared(postgres_server: Server) -> Iterator[str]:
    """The URL of an empty database on a server, on which two people can log in."""
    for role in Role:
        postgres_server.forget_role(role.in_database)
    postgres_server.create_database(NAME)
    for login in ("grace", "heidi"):
        postgres_server.create_role(login)
    yield postgres_server.url(NAME)
    postgres_server.drop_database(NAME)
    for login in ("grace", "heidi"):
        postgres_server.drop_role(login)


def test_roles_are_made_given_checked_and_told(
    run: Run, shared: str, postgres_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("--db", shared, "db", "upgrade").code == DONE
    unmade = run("--db", shared, "db", "grant", "--check")
    assert unmade.code == NO
    assert "There is no role itcrm_staff." in unmade.out
    assert "none of the four" in run("--db", shared, "db", "info").out
    assert run("--db", shared, "db", "grant").code == DONE
    given = run("--db", shared, "db", "grant", "staff", "grace", "heidi")
    assert given.code == DONE
    assert "grace, heidi" in given.out
    assert given.lines[-1] == "Everything is granted as it should be."
    refused = run("--db", postgres_server.url(NAME, "grace"), "db", "info")
    assert refused.code == USAGE
    assert "A password on a command line is read by everybody" in refused.err
    monkeypatch.setenv("ITCRM_DB", postgres_server.url(NAME, "grace"))
    told = run("db", "info")
    assert "staff" in told.out
    assert "read and change every record; the journal only grows" in told.out
    assert run("db", "grant", "owner", "heidi").code == FAILED
    taken = run("--db", shared, "db", "grant", "none", "heidi", "--json")
    assert taken.json["item"]["members"]["staff"] == ["grace"]


def test_what_an_upgrade_makes_is_granted_at_once(run: Run, shared: str, postgres_server: Server) -> None:
    run("--db", shared, "db", "upgrade")
    run("--db", shared, "db", "grant")
    postgres_server.execute("REVOKE ALL ON client FROM itcrm_staff", database=NAME)
    assert run("--db", shared, "db", "grant", "--check").code == NO
    assert run("--db", shared, "db", "upgrade").code == DONE
    assert run("--db", shared, "db", "grant", "--check").code == DONE


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("staff",), "A role goes with those who get it"),
        (("boss", "grace"), "There is no role 'boss'"),
        (("staff", "grace", "--check"), "--check changes nothing"),
        (("--force",), "--keep and --force go with"),
    ],
)
def test_what_is_not_said_properly_is_explained(run: Run, arguments: tuple[str, ...], said: str) -> None:
    done = run("db", "grant", *arguments)
    assert done.code == USAGE
    assert said in done.err


def test_a_file_has_no_roles(run: Run) -> None:
    run("add", "client", "name=Finance")
    done = run("db", "grant")
    assert done.code == NO
    assert "A SQLite file has no roles" in done.err


def test_a_password_is_typed_at_a_terminal_and_only_for_a_shared_database(run: Run) -> None:
    typed = run("--db", "postgresql://grace@127.0.0.1/nowhere", "db", "password")
    assert typed.code == USAGE
    assert "typed at a terminal" in typed.err
    run("add", "client", "name=Finance")
    assert "A SQLite file has no password" in run("db", "password").err
