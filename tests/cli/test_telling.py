"""How a command tells what it did: mistakes all at once, what is saved though it cannot be printed, wide tables."""

from __future__ import annotations

import errno
import io
import os
import re
import sys
from pathlib import Path

import pytest

from itcrm_tui.cli import printing
from itcrm_tui.keys import ACTIONS, remap
from tests.cli.conftest import Run

NO_ROOM = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class Full(io.StringIO):
    """A standard output on a device without room."""

    def write(self, text: str) -> int:
        raise NO_ROOM


@pytest.mark.parametrize(
    ("line", "done"),
    [
        (["add", "client", "name=Works"], "Added client Works"),
        (["add", "client", "name=Works", "--json"], "Added client Works"),
        (["edit", "client", "FIN", "tier=3"], "Changed client Finance"),
        (["delete", "service", "MAIL"], "Deleted service Mail."),
        (["undo"], "Undid: Add commitment VPN for 40 users"),
    ],
)
def test_what_is_saved_is_told_even_where_standard_output_takes_nothing(
    crm: Run, monkeypatch: pytest.MonkeyPatch, line: list[str], done: str
) -> None:
    before = crm("history", "--json").json["items"]
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", Full())
        said = crm(*line)
    assert said.code == 3
    assert said.err.startswith(f"itcrm: It is saved, but could not be printed ({NO_ROOM.strerror}). {done}")
    assert len(crm("history", "--json").json["items"]) == len(before) + 1


def test_every_mistake_of_an_edit_is_told_at_once_and_nothing_is_changed(crm: Run) -> None:
    said = crm("edit", "client", "FIN", "tire=2", "tier=many", "tier=3", "parent=nobody", "segment=gold", "loose")
    assert said.code == 2
    for sentence in (
        "A client has no field “tire”. Did you mean tier?",
        "tier is given twice.",
        "“loose” is not field=value",
        "“many” is not a number",
        "There is no client “nobody”",
        "“gold” is none of strategic, key, standard.",
    ):
        assert sentence in said.err
    assert crm("show", "client", "FIN", "--json").json["item"]["tier"] == 2


def test_a_mistyped_field_makes_no_database(run: Run, home: Path) -> None:
    assert run("add", "client", "nmae=Works").code == 2
    assert not list(home.rglob("*.db"))


def test_a_very_long_name_is_whole_in_a_pipe_and_pads_no_other_line(crm: Run) -> None:
    name = "L" * 10_000
    crm("add", "client", f"name={name}")
    lines = crm("list", "clients").lines
    assert sorted(len(line) > 10_000 for line in lines) == [False, False, False, True]
    assert max(len(line) for line in lines if name not in line) < 200
    assert name in crm("list", "clients", "--csv").out
    assert name in crm("list", "clients", "--json").out


def test_a_very_long_name_is_cut_with_a_mark_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("COLUMNS", "80")
    printing.print_table(("NAME", "CODE"), [("L" * 10_000, "LONG"), ("名" * 10_000, "WIDE"), ("Finance", "FIN")])
    header, long, wide, short = terminal.getvalue().splitlines()
    assert (len(long), long[-7:]) == (80, "~  LONG")
    assert printing.width(wide) <= 80
    assert "~" in wide
    assert (header.split(), short.split()) == (["NAME", "CODE"], ["Finance", "FIN"])


def test_without_a_terminal_the_roster_is_told_in_json_too(crm: Run) -> None:
    said = crm("--json")
    assert (said.code, said.err) == (0, "")
    finance = next(one for one in said.json["items"] if one["code"] == "FIN")
    assert (finance["name"], finance["tier"], finance["perceived_health"]) == ("Finance", 2, "unknown")


def test_the_keys_are_those_of_the_registry(run: Run) -> None:
    told = run("keys").out
    assert all(action.help in told for action in ACTIONS)
    assert "g  Home" in told
    items = run("keys", "--json").json["items"]
    assert [(one["id"], tuple(one["keys"])) for one in items] == [(action.id, action.keys) for action in ACTIONS]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_a_shell_is_printed_to_be_evaluated(run: Run, shell: str) -> None:
    said = run("completion", shell)
    assert said.code == 0
    assert f"itcrm completion {shell}" in said.lines[0 if shell != "zsh" else 1]
    assert "_ARGCOMPLETE" in said.out


def test_keys_of_ones_own_are_told(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ITCRM_CONFIG", str(home / "my.toml"))
    (home / "my.toml").write_text('[keys]\nrecord.add = "ins"\ndata.commands = "f9"\n', encoding="utf-8")
    try:
        told = run("keys").out
        assert re.search(r"Ins +Add a record", told)
        assert re.search(r"f9 +theme: Choose the colours", told)
        (home / "my.toml").write_text('[keys]\nrecord.add = "e"\nrecord.delete = "e"\n', encoding="utf-8")
        done = run("keys")
        assert (done.code, "asked to be record.add and record.delete" in done.err) == (3, True)
    finally:
        remap({action.id: action.keys for action in ACTIONS})
