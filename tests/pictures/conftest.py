"""A stage for each scene."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from shutil import copyfile

import pytest

from itcrm_tui.domain.client import Client, Stakeholder
from itcrm_tui.domain.commitment import Commitment, Requirement
from itcrm_tui.domain.people import Role, RunReserve
from itcrm_tui.domain.record import Record
from itcrm_tui.workflows.demo import fill
from itcrm_tui.workflows.parts import every
from itcrm_tui.workflows.promising.checking import check
from itcrm_tui.workflows.promising.gate import guarded
from storage.opening import open_store
from storage.store import Store
from storage.sync.checkout import checkout
from storage.sync.hub_store import HubStore
from storage.sync.syncing import sync
from tests.pictures.quiet import Quiet
from tests.pictures.scenes import IMPORTED, Begin, Scene
from tests.pictures.stage import MOMENT, TODAY, Stage
from tests.storage.records import now

TABLE = """Name;Code;Segment;Tier;Account manager;Colour
Harbour Authority;HAR;key;1;kim;blue
Night Clinic;NIG;gold;2;;green
Finance;FIN;standard;top;;
"""


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the sample organization."""
    path = tmp_path_factory.mktemp("pictures") / "sample.db"
    store = open_store(f"sqlite:///{path}", actor="sample", device="sample", create=True, clock=lambda: MOMENT)
    fill(store, TODAY)
    store.close()
    return path


@pytest.fixture(scope="session")
def working_copy(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working copy in which a client has another name, as it has in the shared database."""
    folder = tmp_path_factory.mktemp("copy")
    copyfile(sample, folder / "hub.db")
    hub, copy = open_at(folder / "hub.db", "ravi"), folder / "copy.db"
    taken_along(folder / "hub.db", copy)
    mine = open_at(copy, "dana")
    for store, name in ((hub, "After-Sales and Repair"), (mine, "Customer Service")):
        with store.read() as reader:
            found = next(one for one in reader.find(Client) if isinstance(one, Client) and one.code == "ASV")
        with store.write(f"Edit client {found.name}: name") as unit:
            unit.save(found, replace(found, name=name))
    sync(mine, HubStore(hub))
    mine.close()
    hub.close()
    return copy


@pytest.fixture(scope="session")
def apart(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working copy after a sync: a check that no longer holds, and two clients that were made on both sides."""
    folder = tmp_path_factory.mktemp("apart")
    copyfile(sample, folder / "hub.db")
    hub, copy = guarded(open_at(folder / "hub.db", "ravi")), folder / "copy.db"
    taken_along(folder / "hub.db", copy)
    mine = guarded(open_at(copy, "dana"))
    with mine.read() as reader:
        (client,), (role,) = every(reader, Client, code="ASV"), every(reader, Role, name="Network")
    moving = Commitment(client=client.id, title="Move to the new hall", due=TODAY + timedelta(days=24))
    moving = replace(moving, answer_due=TODAY + timedelta(days=7))
    write(mine, "Draft", moving, Requirement(commitment=moving.id, role=role.id, minutes=20 * 60))
    check(mine, now(mine, moving), TODAY)
    write(hub, "Keep hours free", RunReserve(role=role.id, minutes_a_week=40 * 60, starts_on=TODAY))
    spare = Client(name="Spare Parts Logistics", code="SPL", tier=2)
    write(hub, "Add", Client(name="Spare Parts", code="SPL"), Client(name="Night Clinic"))
    write(mine, "Add client Spare Parts Logistics", spare)
    write(mine, "Add stakeholder Emil Berg", Stakeholder(client=spare.id, name="Emil Berg"))
    write(mine, "Add client Night Clinic", Client(name="Night Clinic", tier=3))
    sync(mine, HubStore(hub))
    mine.close()
    hub.close()
    return copy


def taken_along(hub: Path, copy: Path) -> None:
    """Check a working copy out for Dana."""
    with closing(open_at(hub, "dana")) as hers:
        checkout(hers, copy, lambda *_: None)


def write(store: Store, title: str, *records: Record) -> None:
    """Add records."""
    with store.write(title) as unit:
        for record in records:
            unit.add(record)


def open_at(path: Path, actor: str) -> Store:
    """Open a database at the moment of the pictures."""
    return open_store(f"sqlite:///{path}", actor=actor, device=actor, clock=lambda: MOMENT)


@pytest.fixture
def stage(
    scene: Scene, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Stage:
    """A stage for the scene of the test, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / IMPORTED).write_text(TABLE, encoding="utf-8")
    made = Stage(tmp_path / "itcrm.db", Quiet(monkeypatch))
    if scene.begin is Begin.SAMPLE:
        copyfile(sample, made.path)
    if scene.begin is Begin.COPY:
        copyfile(request.getfixturevalue("working_copy"), made.path)
    if scene.begin is Begin.APART:
        copyfile(request.getfixturevalue("apart"), made.path)
    return made
