"""A path that can be none, wherever one is typed: a sentence and an exit code, never more."""

import pytest

from itcrm_tui.cli import FAILED, USAGE
from tests.cli.conftest import Run

NOBODY = "~nosuchuser/x.csv"
LONG = "x" * 5000
SAID = {NOBODY: "somebody who is not known here", LONG: "File name too long"}


@pytest.mark.parametrize("path", SAID, ids=["home", "long"])
@pytest.mark.parametrize(
    "command",
    [
        ["import", "PATH"],
        ["db", "backup", "PATH"],
        ["db", "backup", "PATH", "--keep", "3"],
        ["db", "restore", "PATH"],
    ],
    ids=lambda command: " ".join(command),
)
def test_a_typed_path_that_can_be_none_is_wrong_usage(run: Run, command: list[str], path: str) -> None:
    done = run(*[path if word == "PATH" else word for word in command])
    assert (done.code, done.out) == (USAGE, "")
    assert SAID[path] in done.err
    assert done.err.count("\n") == 1


def test_an_export_to_a_path_that_can_be_none_is_wrong_usage(crm: Run) -> None:
    for path, said in SAID.items():
        done = crm("export", "clients", "--output", path)
        assert done.code == USAGE
        assert said in done.err


@pytest.mark.parametrize("path", SAID, ids=["home", "long"])
def test_a_database_at_a_path_that_can_be_none_is_told(run: Run, path: str) -> None:
    done = run("list", "clients", "--db", f"sqlite:///{path}")
    assert done.code == FAILED
    assert SAID[path] in done.err


@pytest.mark.parametrize("variable", ["ITCRM_CONFIG", "ITCRM_STATE"])
def test_a_variable_that_names_no_path_is_told(run: Run, monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv(variable, NOBODY)
    done = run("list", "clients")
    assert done.code == USAGE
    assert SAID[NOBODY] in done.err
