"""What is done while the kill comes, and what has to hold afterwards."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from itcrm_tui.cli import main
from itcrm_tui.domain.client import Client, LineOfBusiness
from itcrm_tui.ids import RecordId
from storage import backup_names, journal, schema
from storage.backup import write_backup
from storage.backup_contents import look_into
from storage.opening import open_store
from storage.restoring import restore
from storage.store import Store
from storage.verify import verify
from tests.slow.killing import Say, Work, duration, killed

CLIENTS = 300
IMPORTED = 400
REWRITE_A_TABLE = (
    "ALTER TABLE client ADD COLUMN mood TEXT",
    "UPDATE client SET mood = hex(randomblob(1000))",
    "CREATE INDEX by_mood ON client (mood)",
)
"""What the revision does in whose midst the kill comes."""
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@dataclass
class Scene:
    """A folder with a filled database to begin from, and a copy of it for each kill."""

    folder: Path
    chance: random.Random
    path: Path = field(init=False)
    template: Path = field(init=False)

    def __post_init__(self) -> None:
        self.path, self.template = self.folder / "crm.db", self.folder / "template" / "crm.db"
        self.template.parent.mkdir()
        fill(self.template)

    @property
    def url(self) -> str:
        """The URL of the copy."""
        return url_of(self.path)

    def renew(self) -> None:
        """Begin again from the filled database, with nothing left of the last time."""
        for old in self.folder.iterdir():
            if old != self.template.parent:
                shutil.rmtree(old) if old.is_dir() else old.unlink()
        shutil.copyfile(self.template, self.path)
        self.path.chmod(0o600)

    def moment(self, longest: float) -> float:
        """When to kill, in seconds from the beginning: any time, and one time in three just too late."""
        return self.chance.uniform(0, longest * 1.5)


def url_of(path: Path) -> str:
    return f"sqlite:///{path}"


def opened(path: Path) -> Store:
    return open_store(url_of(path), actor="ana", device="desk")


def fill(path: Path) -> None:
    store = open_store(url_of(path), actor="ana", device="desk", create=True)
    with store.write("Fill") as unit:
        for number in range(CLIENTS):
            client = Client(id=RecordId(f"c{number}"), name=f"Client {number}", notes="x" * 200)
            unit.add(client)
            unit.add(LineOfBusiness(client=client.id, name="One"))
    store.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def sound(path: Path) -> tuple[int, int]:
    """Return how many clients and change sets a database holds; it passes the self check."""
    store = opened(path)
    try:
        assert verify(store) == []
        with store.connected() as connection:
            clients = connection.exec_driver_sql("SELECT count(*) FROM client").scalar_one()
            return clients, journal.sequence(connection)
    finally:
        store.close()


def during_writes(scene: Scene, times: int) -> Counter[str]:
    """Every change set that was acknowledged before the kill is there after it."""
    found: Counter[str] = Counter()
    scene.renew()
    for _ in range(times):
        told = killed(lambda say: _write(scene.path, say), scene.moment(0.4))
        _, newest = sound(scene.path)
        there = _names_by_sequence(scene.path)
        for line in told.acknowledged:
            sequence, name = line.split(" ", 1)
            found["acknowledged"] += 1
            found["lost"] += there.get(int(sequence)) != name
        assert found["lost"] == 0
        found["more than acknowledged"] += newest > max((int(line.split()[0]) for line in told.acknowledged), default=0)
    return found


def _write(path: Path, say: Say) -> None:
    store = opened(path)
    number = 0
    while True:
        number += 1
        with store.write(f"Add {number}") as unit:
            unit.add(Client(name=f"New {number}"))
        assert unit.written
        say(f"{unit.written.sequence} New {number}")


def _names_by_sequence(path: Path) -> dict[int, str]:
    names = "SELECT sequence, json_extract(fields, '$.name[1]') FROM change"
    query = f"{names} JOIN change_set ON change_set_id = change_set.id"
    with closing(sqlite3.connect(path)) as connection:
        return dict(connection.execute(query))


def during_imports(scene: Scene, times: int) -> Counter[str]:
    """An import is there whole or not at all, and whole once it has said so."""
    rows = "".join(f"Imported {number},note {number}\n" for number in range(IMPORTED))
    source = scene.template.parent / "clients.csv"
    source.write_text(f"name,notes\n{rows}", encoding="utf-8")

    def work(_: Say) -> None:
        assert main(["import", str(source), "--as", "client", "--db", scene.url]) == 0

    def outcome(done: bool) -> str:
        clients, sequence = sound(scene.path)
        assert (clients, sequence) in ((CLIENTS, 2), (CLIENTS + IMPORTED, 3))
        assert sequence == 3 or not done
        return "whole" if sequence == 3 else "absent"

    return _over_and_over(scene, times, work, outcome)


def during_upgrades(scene: Scene, times: int) -> Counter[str]:
    """An upgrade is done whole or not at all, and with a whole backup of what was before."""
    older, newer = _version(scene.template), schema.SCHEMA_VERSION
    assert older < newer

    def outcome(done: bool) -> str:
        version = _version(scene.path)
        assert version in (older, newer)
        assert version == newer or not done
        backups = [one.path for one in backup_names.found(scene.path.parent / "backups", scene.path)]
        for backup in backups:
            assert (look_into(backup).schema, look_into(backup).counts["client"]) == (older, CLIENTS)
        assert backups or version == older
        assert sound(scene.path) == (CLIENTS, 2)
        assert _version(scene.path) == newer
        assert version == newer or not list(scene.path.parent.glob("backups/.*"))
        return "whole" if version == newer else "absent"

    return _over_and_over(scene, times, lambda _: opened(scene.path).close(), outcome)


def during_backups(scene: Scene, times: int) -> Counter[str]:
    """A backup is there whole or not at all, whole once it was said to be, and can be made again."""
    target = scene.folder / "copy.db"

    def work(_: Say) -> None:
        write_backup(scene.path, target)

    def outcome(done: bool) -> str:
        there = target.exists()
        assert there or not done
        if there:
            assert look_into(target).counts == look_into(scene.path).counts
        write_backup(scene.path, target, replace=True)
        assert look_into(target).counts == look_into(scene.path).counts
        assert sound(scene.path) == (CLIENTS, 2)
        assert sorted(path.name for path in scene.folder.glob("*copy*")) == ["copy.db"]
        return "whole" if there else "absent"

    return _over_and_over(scene, times, work, outcome)


def during_restores(scene: Scene, times: int) -> Counter[str]:
    """The database is at every moment either the old one or the one restored, and the old one is kept."""
    backup = scene.template.parent / "backup.db"
    write_backup(scene.template, backup)
    store = opened(scene.template)
    with store.write("After the backup") as unit:
        unit.add(Client(name="Later"))
    store.close()

    def outcome(done: bool) -> str:
        clients, _ = sound(scene.path)
        kept = list(scene.folder.glob("*before-restore*.db"))
        assert clients in (CLIENTS, CLIENTS + 1)
        assert clients == CLIENTS or not done
        if clients == CLIENTS:
            assert [sound(path)[0] for path in kept] == [CLIENTS + 1]
        return "whole" if clients == CLIENTS else "absent"

    return _over_and_over(scene, times, lambda _: _restore(scene, backup), outcome)


def _restore(scene: Scene, backup: Path) -> None:
    restore(scene.path, backup, NOON)


def _version(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def _over_and_over(scene: Scene, times: int, work: Work, outcome: Callable[[bool], str]) -> Counter[str]:
    """Kill the work so many times, each time on a fresh copy; count whether it is there whole or absent."""
    found: Counter[str] = Counter()
    scene.renew()
    longest = duration(work)
    for _ in range(times):
        scene.renew()
        told = killed(work, scene.moment(longest))
        found[outcome(told.done)] += 1
    return found


KILLS: dict[str, Callable[[Scene, int], Counter[str]]] = {
    "writes": during_writes,
    "import": during_imports,
    "upgrade": during_upgrades,
    "backup": during_backups,
    "restore": during_restores,
}
