"""`itcrm ssh`: whatever is typed on the other side is data, and only a few things are answered."""

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itcrm_tui.cli import DONE, NO, USAGE
from itcrm_tui.cli.explaining import UsageError
from itcrm_tui.cli.ssh import ALLOWED, ANSWERS, LONGEST, asked
from tests.cli.conftest import Done, Run


@pytest.fixture
def ask(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Ask over SSH, in an organization of one client."""
    run("add", "client", "name=Finance", "code=FIN")
    run("add", "client", "name=Legal's & Co; rm -rf /", "code=LEG")

    def ask_it(*typed: str) -> Done:
        monkeypatch.setenv("SSH_ORIGINAL_COMMAND", typed[0])
        return run("ssh")

    return ask_it


@pytest.mark.parametrize("typed", ["profile Finance", "itcrm profile fin", "who FIN", "show client FIN --json"])
def test_what_is_in_the_list_is_answered(ask: Run, typed: str) -> None:
    done = ask(typed)
    assert done.code == DONE
    assert "Finance" in done.out


def test_an_answer_fits_a_terminal(ask: Run) -> None:
    assert len(ask("profile Finance").lines) <= 24
    assert len(ask("who Finance").lines) <= 24


def test_records_are_listed_by_a_filter(ask: Run) -> None:
    assert "Finance" in ask("list clients code:FIN --sort=name --limit 5").out
    assert "Finance" not in ask("list clients -- -code:FIN").out


def test_what_a_shell_would_run_is_only_a_name(ask: Run) -> None:
    assert "rm -rf" in ask("""profile "Legal's & Co; rm -rf /" """).out
    for typed in ("profile $(id)", "profile `id`", "profile FIN; id", "profile FIN && id", "profile FIN > /tmp/x"):
        assert ask(typed).code == NO


@pytest.mark.parametrize(
    "typed",
    [
        "edit client FIN tier=1",
        "export clients -o /tmp/x.csv",
        "import /etc/passwd --as client",
        "db info",
        "demo",
        "ssh",
        "sh -c id",
        "/bin/sh",
        "--db sqlite:////etc/passwd list clients",
        "list clients --db sqlite:////etc/passwd",
        "list clients --db=sqlite:////etc/passwd",
        "list -- --db=sqlite:////etc/passwd clients",
        "profile -- --db sqlite:////etc/passwd FIN",
        "show -- --verbose client FIN",
        "list -- -- --db=sqlite:////etc/passwd clients",
        "profile -- -h",
        "profile FIN --verbose",
        "accept x --db y",
        "-h",
        "profile 'FIN",
        "profile \x1b[31mFIN",
        "profile FIN\nid",
        "profile " + "x" * LONGEST,
    ],
)
def test_everything_else_is_refused_in_one_sentence(ask: Run, typed: str) -> None:
    done = ask(typed)
    assert done.code == USAGE
    assert done.out == ""
    assert "\x1b" not in done.err


def test_what_follows_two_hyphens_is_never_an_option(ask: Run) -> None:
    assert "Finance" not in ask("list clients -- -code:FIN").out
    done = ask("list clients -- --db sqlite:////etc/passwd")
    assert done.code == USAGE
    assert "--db does not go with" in done.err


def test_who_types_nothing_is_told_what_can_be_asked(ask: Run) -> None:
    assert ask("").out.strip() == ANSWERS
    assert all(command in ANSWERS for command in ALLOWED)


@given(st.text(max_size=80))
def test_whatever_is_typed_is_a_command_of_the_list_or_refused(typed: str) -> None:
    try:
        words = asked(typed)
    except UsageError:
        return
    assert not words or words[0] in ALLOWED
    assert not words or words == shlex.split(typed)[-len(words) :]
