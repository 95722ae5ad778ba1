"""Tab in real shells, typed by hand: bash, zsh and fish have to be installed (apt-get install zsh fish)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from itcrm_tui.domain.client import Client
from storage.opening import open_store
from tests.cli.sample import make_sample
from tests.system.shell import LOAD, Shell

HOSTILE = 'hostile $(touch taken); `touch taken` & | > taken * it\'s #1 "x" ~ {a,b} !x'
BECOMES = [
    ("itcrm pro", r"ready> itcrm profile"),
    ("itcrm show stakeh", r"ready> itcrm show stakeholder"),
    ("itcrm show client hum", r"ready> itcrm show client Human\\ Resources"),
    ("itcrm show client Human R", r"ready> itcrm show client Human Resources"),
    ('itcrm profile "Plant N', r'ready> itcrm profile "Plant North Gdańsk"'),
    ("itcrm profile 'Soc", r"ready> itcrm profile 'Société coopérative .* du Rhône'"),
    ("itcrm edit client FIN segm", r"ready> itcrm edit client FIN segment="),
    ("itcrm edit client FIN segment=k", r"ready> itcrm edit client FIN segment=key"),
    ("itcrm add person role_shares=db", r"ready> itcrm add person role_shares=DBA:"),
    ("itcrm list clients --sort=-cost", r"ready> itcrm list clients --sort=-cost_centre"),
    ("itcrm import bi", r"ready> itcrm import bin/"),
]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{make_sample(tmp_path_factory.mktemp('sample'))}"
    store = open_store(url, actor="me", device="desk")
    with store.write("Add a client") as unit:
        unit.add(Client(name=HOSTILE))
    store.close()
    return url


@pytest.fixture(params=LOAD)
def shell(request: pytest.FixtureRequest, tmp_path: Path, database: str) -> Iterator[Shell]:
    shell = Shell(request.param, tmp_path, database)
    yield shell
    shell.close()


def test_tab_completes_commands_kinds_names_fields_values_and_files(shell: Shell) -> None:
    for typed, becomes in BECOMES:
        shell.complete(typed, becomes)
        shell.drop()


def test_a_hostile_name_reaches_the_program_whole_and_nothing_of_it_is_run(shell: Shell, tmp_path: Path) -> None:
    for quote in ("", "'", '"'):
        shell.complete(f"itcrm show client {quote}hosti", r"touch\\? taken.*!.*x")
        shell.type("enter")
        shell.until(r"(?m)^client hostile \$\(touch taken\); .* !x")
        assert not (tmp_path / "taken").exists()
        shell.drop()
