"""What Tab offers."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

import pytest

from itcrm_tui.cli.completing import FILES
from itcrm_tui.domain.client import Client
from storage.opening import open_store
from storage.sync.checkout import checkout
from storage.sync.hub_store import HubStore
from storage.sync.syncing import sync
from tests.cli.completing.conftest import Offered


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("itcrm prof", ["profile"]),
        ("itcrm --db x prof", ["profile"]),
        ("itcrm show cli", ["client"]),
        ("itcrm show peop", ["people"]),
        ("itcrm list cli", ["clients"]),
        ("itcrm import x.csv --as stake", ["stakeholders"]),
        ("itcrm import x.csv --as=stake", ["--as=stakeholders"]),
        ("itcrm list clients --so", ["--sort"]),
        ("itcrm list clients seg", ["segment:"]),
        ("itcrm list clients zebra seg", ["segment:"]),
        ("itcrm list clients segment:key,st", ["segment:key,strategic", "segment:key,standard"]),
        ("itcrm list feedback is:ov", ["is:overdue"]),
        ("itcrm export commitments client:Fina", ["client:Finance"]),
        ("itcrm list clients owner:Dana", ['owner:"Dana Kowalczyk"']),
        ("itcrm list clients 'owner:me seg", ["owner:me segment:"]),
        ("itcrm list nonsense seg", [""]),
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
        ("itcrm who Human R", ["Resources"]),
        ("itcrm show client plant so", ["South Zaragoza"]),
        ("itcrm show client FLT", ["FLT"]),
        ("itcrm show service Si", ["Sign-in with second factor", "Site network"]),
        ("itcrm show service si", ["Sign-in with second factor", "Site network"]),
        ("itcrm show person dkow", ["dkowalczyk"]),
        ("itcrm delete service Badge", ["Badge readers"]),
        ("itcrm profile Fonderie", ["Fonderie Delmas & Fils"]),
        ("itcrm profile FIN --section pro", ["promises"]),
        ("itcrm history client Fin", ["Finance"]),
        ("itcrm promise Payroll", ["Payroll move"]),
        ("itcrm withdraw Payroll m", ["move"]),
        ("itcrm accept Payroll move --role DB", ["DBA"]),
        ("itcrm keep Payroll move --accepted-by Bur", ["Burak Doğan"]),
        ("itcrm promise Payroll move --override-by dkow", ["dkowalczyk"]),
        ("itcrm what-if --move Payr", ["Payroll move="]),
        ("itcrm what-if --person DB", ["DBA:"]),
        ("itcrm what-if --leave dkow", ["dkowalczyk="]),
        ("itcrm what-if --leave dkowalczyk=mo", [""]),
        ("itcrm what-if --drop Payr", ["Payroll move"]),
        ("itcrm check FIN --need DB", ["DBA="]),
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


def test_a_colon_or_equals_sign_in_a_word_breaks_it_as_bash_does(ask: Offered) -> None:
    assert ask("itcrm add client segment=k", "bash") == ["key "]
    assert ask("itcrm add person 'role_shares=DBA:0.6;Net", "bash") == ["role_shares=DBA:0.6;Network:"]
    assert ask("itcrm add client seg", "bash") == ["segment="]


def test_the_fields_that_a_conflict_is_about_are_offered(ask: Offered, sample: Path, tmp_path: Path) -> None:
    copy = tmp_path / "laptop.db"
    shutil.copy(sample, tmp_path / "hub.db")
    with closing(open_store(f"sqlite:///{tmp_path}/hub.db", actor="ana", device="desk")) as hub:
        checkout(hub, copy, lambda *_: None)
        with closing(open_store(f"sqlite:///{copy}", actor="ben", device="laptop")) as laptop:
            for store, name in ((hub, "Finance and Tax"), (laptop, "Controlling")):
                with store.read() as reader:
                    client = next(one for one in reader.find(Client) if one.code == "FIN")  # type: ignore[union-attr]
                with store.write("Rename") as unit:
                    unit.save(client, replace(client, name=name))
            sync(laptop, HubStore(hub))
    deciding = f"itcrm offline conflicts {copy} --decide 1 --set "
    assert ask(f"{deciding}cost") == ["cost_centre="]
    assert ask(f"{deciding}segment=st") == ["segment=strategic", "segment=standard"]
    assert ask(f"{deciding}".replace("1 --set", "7 --set")) == [""]
