"""Working copies as they are made, beside a copy in plain SQL of the same rows with the same search index."""

import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from benchmarks.contenders import ROOT, Contender, environment, itcrm, new_home, python
from benchmarks.figures import Figure, compared, said, told
from benchmarks.generator.sizes import Size
from benchmarks.hubs import Cost, Hub
from benchmarks.rows.commands import waited

AGAINST_PLAIN = 2.0
MEGA = 1e6
PASSPHRASE = "known to nobody but the benchmark"


@dataclass(frozen=True)
class Copied:
    """What a copy took, the megabytes of its file, and what the command printed."""

    cost: Cost
    megabytes: float
    printed: str


def checking_out(hub: Hub, size: Size, file: Path) -> Iterator[Figure]:
    """Check out into a file, which stays, and from a server once more into one that is encrypted."""
    with new_home() as home:
        by_hand, locked = home / "plain.db", home / "locked.db"
        waited(itcrm(by_hand, "db", "upgrade"), home)
        yardstick = python("-m", "benchmarks.yardsticks.plain_copy", hub.url, str(by_hand))
        plain = _copied(hub, home, by_hand, yardstick)
        ours = _copied(hub, home, file, itcrm(file, "offline", "checkout", str(file), "--plain"))
        yield from _figures(f"checkout of {size.clients:,} clients from {hub.name}", ours, plain)
        if ours.cost.traffic.turns and find_spec("sqlcipher3"):
            command = itcrm(locked, "offline", "checkout", str(locked))
            encrypted = _copied(hub, home, locked, command, {"ITCRM_PASSPHRASE": PASSPHRASE})
            took, beside = said(encrypted.cost.seconds, "s"), said(ours.cost.seconds, "s")
            yield told(f"the same, encrypted, from {hub.name}", took, f"not encrypted {beside}")


def _figures(what: str, ours: Copied, plain: Copied) -> Iterator[Figure]:
    rows = plain.printed.split()[1]
    beside = f"plain SQL (its rows alone {float(rows):.3g} s)"
    yield compared(
        f"{what}, command against command", ours.cost.seconds, plain.cost.seconds, "s", beside, AGAINST_PLAIN
    )
    yield compared(f"{what}, the file", ours.megabytes, plain.megabytes, "MB", "plain SQL", AGAINST_PLAIN)
    over, theirs = ours.cost.traffic, plain.cost.traffic
    if theirs.turns:
        received = (over.received / MEGA, theirs.received / MEGA)
        yield compared(f"{what}, over the line", *received, "MB", "plain SQL", AGAINST_PLAIN)
        yield told(f"{what}, turns", f"{over.turns:,}", f"plain SQL {theirs.turns:,}")


def _copied(
    hub: Hub, home: Path, file: Path, contender: Contender, variables: Mapping[str, str] | None = None
) -> Copied:
    """Run a command that copies the hub; raises CalledProcessError where it fails."""
    known = environment(home, {**contender.variables, "ITCRM_DB": hub.url, **(variables or {})})
    printed: list[str] = []

    def run() -> None:
        done = subprocess.run(contender.command, env=known, cwd=ROOT, check=True, capture_output=True, text=True)
        printed.append(done.stdout)

    cost = hub.cost(run)
    return Copied(cost, file.stat().st_size / MEGA, printed[0])
