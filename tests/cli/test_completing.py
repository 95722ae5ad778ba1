"""What Tab offers: asked by argcomplete's protocol, in this process, and once by a real bash."""

from __future__ import annotations

import io
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path

import pytest

from itcrm_tui.cli.completing import FILES, records
from itcrm_tui.cli.completing.finder import answer
from itcrm_tui.domain.client import Client
from storage.opening import open_store
from tests.cli.sample import make_sample

SCRIPTS = Path(records.__file__).parent / "scripts"
BREAKS = " \t\n\"'><=;|&(:"
HOSTILE = [
    "$(touch taken)",
    "`touch taken`",
    "a; touch taken #",
    "a && touch taken",
    "a | b > taken",
    "it's",
    'the "best"',
    "back\\slash",
    "* ? [a]",
    "~root",
    "#1 Logistics",
    "wow! !!",
    "x=y:z",
    "{a,b}",
    "50% @home",
    "名前 株式会社",
    "trailing\\",
]
UNSAFE = ["red \x1b[31m", "two\nlines", "tab\there", "bell\a", "\u202eleft", "vertical\vtab"]

Offered = Callable[..., list[str]]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine may be slower than a person waits; what is offered is looked at here, not how fast."""
    monkeypatch.setattr(records, "PATIENCE", 60.0)


@pytest.fixture
def ask(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Offered:
    """Return what is offered for a line with the cursor at its end, as shells that quote by themselves get it."""
    monkeypatch.setenv("ITCRM_DB", f"sqlite:///{sample}")
    monkeypatch.setenv("ITCRM_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("_ARGCOMPLETE", "1")
    monkeypatch.setenv("_ARGCOMPLETE_IFS", "\n")
    monkeypatch.setenv("_ARGCOMPLETE_COMP_WORDBREAKS", BREAKS)

    def offered(line: str, shell: str = "plain", code: int = 0) -> list[str]:
        monkeypatch.setenv("_ARGCOMPLETE_SHELL", shell)
        monkeypatch.setenv("COMP_LINE", line)
        monkeypatch.setenv("COMP_POINT", str(len(line)))
        said = io.StringIO()
        assert answer(said) == code
        return said.getvalue().split("\n")

    return offered


@pytest.fixture
def hostile(ask: Offered, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database whose clients have names that mean something to a shell or a terminal."""
    url = f"sqlite:///{tmp_path}/hostile.db"
    store = open_store(url, actor="me", device="desk", create=True)
    with store.write("Add clients") as unit:
        for name in HOSTILE + UNSAFE:
            unit.add(Client(name=name))
    store.close()
    monkeypatch.setenv("ITCRM_DB", url)


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("itcrm pro", ["profile"]),
        ("itcrm --db x pro", ["profile"]),
        ("itcrm show cli", ["client"]),
        ("itcrm show peop", ["people"]),
        ("itcrm list cli", ["clients"]),
        ("itcrm import x.csv --as stake", ["stakeholders"]),
        ("itcrm import x.csv --as=stake", ["--as=stakeholders"]),
        ("itcrm list clients --so", ["--sort"]),
        ("itcrm list clients --sort ti", ["tier"]),
        ("itcrm list clients --sort -ti", ["-tier"]),
        ("itcrm list clients --sort=-ti", ["--sort=-tier"]),
        ("itcrm import x.csv --as clients --match co", ["code", "cost_centre", "competitors"]),
        ("itcrm import x.csv --as clients --map Account=par", ["Account=parent"]),
        ("itcrm import x.csv --as clients --map Turnover=not", ["Turnover=notes"]),
        ("itcrm import x.csv --as clients --set seg", ["segment="]),
        ("itcrm import x.csv --as clients --set segment=k", ["segment=key"]),
        ("itcrm import x.csv --mode up", ["update"]),
        ("itcrm add client pri", ["priorities="]),
        ("itcrm add client tier=2 ti", [""]),
        ("itcrm add client segment=", ["segment=strategic", "segment=key", "segment=standard"]),
        ("itcrm add person manager=", ["manager=yes", "manager=no"]),
        ("itcrm add person weekly", ["weekly_hours="]),
        ("itcrm add commitment sta", [""]),
        ("itcrm add stakeholder client=Fin", ["client=Finance"]),
        ("itcrm add person role_shares=DB", ["role_shares=DBA:"]),
        ("itcrm add person 'role_shares=DBA:0.6;Net", ["role_shares=DBA:0.6;Network:"]),
        ("itcrm add service 'open_to_clients=Finance;Leg", ["open_to_clients=Finance;Legal"]),
        ("itcrm edit settings currency_", ["currency_decimals="]),
        ("itcrm edit client Fin", ["Finance"]),
        ("itcrm edit client FIN ti", ["tier="]),
        ("itcrm edit client 'Human Resources' ti", ["tier="]),
        ("itcrm show client fin", ["Finance"]),
        ("itcrm show client Human R", ["Resources"]),
        ("itcrm show client plant so", ["South Zaragoza"]),
        ("itcrm show client FLT", ["FLT"]),
        ("itcrm show service Si", ["Sign-in with second factor", "Site network"]),
        ("itcrm show service si", ["Sign-in with second factor", "Site network"]),
        ("itcrm show person dkow", ["dkowalczyk"]),
        ("itcrm delete service Badge", ["Badge readers"]),
        ("itcrm profile Fonderie", ["Fonderie Delmas & Fils"]),
        ("itcrm profile FIN --section pro", ["promises"]),
        ("itcrm history client Fin", ["Finance"]),
        ("itcrm undo 1", ["11", "10", "1"]),
        ("itcrm completion f", ["fish"]),
        ("itcrm show nonsense x", [""]),
        ("itcrm nonsense x", [""]),
        ("itcrm show client Nobody is called", [""]),
    ],
)
def test_a_word_is_offered_where_it_may_stand(ask: Offered, line: str, offered: list[str]) -> None:
    assert ask(line) == offered


@pytest.mark.parametrize("line", ["itcrm import cl", "itcrm import x.csv --rejects r", "itcrm export clients -o "])
def test_files_are_left_to_the_shell(ask: Offered, line: str) -> None:
    assert ask(line, code=FILES) == [""]


def test_every_command_and_option_is_offered_with_what_it_is_for(ask: Offered, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_ARGCOMPLETE_DFS", "\t")
    assert "profile\ta client at a glance" in ask("itcrm ")
    assert "--limit\tat most so many; 0: all" in ask("itcrm list --")
    assert "Finance\tFIN" in ask("itcrm show client Fi")
    assert any("Finance" in line.split("\t")[1] for line in ask("itcrm show subscription "))


def test_kinds_without_a_name_are_offered_by_id(ask: Offered) -> None:
    assert all(len(word) == 36 for word in ask("itcrm show rate "))


def in_common(words: list[str]) -> str:
    """Return the beginning that all words have, which a shell puts into the line."""
    same = takewhile(lambda chars: len(set(chars)) == 1, zip(*words, strict=False))
    return "".join(first for first, *_ in same)


def test_of_many_names_those_offered_have_only_in_common_what_all_have(
    ask: Offered, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path}/many.db"
    store = open_store(url, actor="me", device="desk", create=True)
    with store.write("Add clients") as unit:
        for number in range(300):
            unit.add(Client(name=f"Alpha {number:03}"))
        unit.add(Client(name="Beta"))
    store.close()
    monkeypatch.setenv("ITCRM_DB", url)
    assert in_common(ask("itcrm show client ")) == ""
    assert in_common(ask("itcrm show client al")) == "Alpha "
    assert "Alpha 299" in ask("itcrm show client al")


@pytest.mark.usefixtures("hostile")
def test_what_could_drive_a_terminal_or_end_a_line_is_never_offered(ask: Offered) -> None:
    assert sorted(ask("itcrm show client ")) == sorted(HOSTILE)


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is missing")
@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_bash_takes_what_is_offered_for_the_name_and_runs_none_of_it(ask: Offered, tmp_path: Path, quote: str) -> None:
    words = [word.removesuffix(" ") + quote for word in ask(f"itcrm show client {quote}", "bash")]
    line = " ".join(f"{quote}{word}" for word in words)
    said = subprocess.run(
        ["bash", "-c", f"printf '%s\\0' {line}"], capture_output=True, cwd=tmp_path, check=True, timeout=30
    )
    assert sorted(said.stdout.decode().split("\0")[:-1]) == sorted(HOSTILE)
    assert not (tmp_path / "taken").exists()


def test_a_colon_or_equals_sign_in_a_word_breaks_it_as_bash_does(ask: Offered) -> None:
    assert ask("itcrm add client segment=k", "bash") == ["key "]
    assert ask("itcrm add person 'role_shares=DBA:0.6;Net", "bash") == ["role_shares=DBA:0.6;Network:"]
    assert ask("itcrm add client seg", "bash") == ["segment="]


def broken(folder: Path, state: str) -> str:
    """Return the URL of a database in which nothing can be looked up."""
    path = folder / "state.db"
    if state == "not a database":
        path.write_bytes(b"no database" * 100)
    elif state == "damaged":
        path.write_bytes(b"SQLite format 3\0" + b"\xff" * 4000)
    elif state == "a folder":
        path.mkdir()
    elif state == "another program's":
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE client (name)")
        connection.close()
    elif state == "no server":
        return "postgresql://nobody@127.0.0.1:1/nothing"
    return f"sqlite:///{path}" if state != "no engine" else "oracle://x"


@pytest.mark.parametrize(
    "state", ["missing", "not a database", "damaged", "a folder", "another program's", "no server", "no engine"]
)
def test_a_database_that_cannot_be_read_offers_nothing_says_nothing_and_is_not_made(
    ask: Offered, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], state: str
) -> None:
    monkeypatch.setenv("ITCRM_DB", broken(tmp_path, state))
    before = {path: path.stat().st_size for path in tmp_path.rglob("state*")}
    assert ask("itcrm show client F") == [""]
    assert ask("itcrm show cli") == ["client"]
    assert {path: path.stat().st_size for path in tmp_path.rglob("state*")} == before
    assert capfd.readouterr() == ("", "")


def test_a_database_that_keeps_waiting_is_not_waited_for(ask: Offered, monkeypatch: pytest.MonkeyPatch) -> None:
    from threading import Event

    release, waited = Event(), []
    monkeypatch.setattr(records, "PATIENCE", 0.01)
    monkeypatch.setattr("storage.opening.open_to_look", lambda _url: waited.append(release.wait(5)))
    assert ask("itcrm show client F") == [""]
    assert not waited
    release.set()


def test_an_older_database_is_left_as_it_is(
    ask: Offered, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(sample, tmp_path / "old.db")
    with sqlite3.connect(tmp_path / "old.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
    connection.close()
    monkeypatch.setenv("ITCRM_DB", f"sqlite:///{tmp_path}/old.db")
    assert ask("itcrm show client F") == [""]
    with sqlite3.connect(tmp_path / "old.db") as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("0000",)]
    connection.close()


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is missing")
def test_the_script_for_bash_puts_the_words_where_bash_looks_for_them(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "itcrm").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m itcrm_tui "$@"\n')
    (tmp_path / "itcrm").chmod(0o755)
    asked = 'COMP_LINE="itcrm show sub"; COMP_POINT=14; _itcrm itcrm; printf "[%s]" "${COMPREPLY[@]}"'
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    said = subprocess.run(
        ["bash", "-c", f". {SCRIPTS}/itcrm.bash; {asked}"], capture_output=True, text=True, env=environment, timeout=60
    )
    assert (said.stdout, said.stderr) == ("[subscription ]", "")
