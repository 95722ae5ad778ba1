"""A hundred people at once on one PostgreSQL, beside the same SQL by hand in the same run."""

import json
import subprocess
import sys
from collections import defaultdict
from contextlib import closing
from typing import Any

from benchmarks.contenders import ROOT
from benchmarks.figures import Figure, bounded, p50_and_p99, told
from benchmarks.generator.sizes import alike
from benchmarks.plan import Plan
from benchmarks.rows.searching import on_postgres
from itcrm_tui.domain.client import Client
from itcrm_tui.domain.commitment import Commitment, CommitmentState
from storage.opening import open_store

PROCESSES = 4


def crowds(plan: Plan) -> list[Figure]:
    """Let them work, then count what became of it."""
    with on_postgres(alike(plan.crowd_clients)) as url:
        before = _tiers(url)
        found = _together(url, plan.crowd // PROCESSES, plan.crowd_seconds)
        lost = found["raised"] - (_tiers(url) - before)
        missing = found["promised"] - _promised(url)
    who = f"{plan.crowd} people for {plan.crowd_seconds:.0f} s"
    seen = found["seen"]
    by_hand = {what: f"by hand {p50_and_p99(seen[f'{what} by hand'], 'ms')}" for what in ("page", "save")}
    return [
        *(told(f"{who}: {what}, p50 / p99", p50_and_p99(seen[what], "ms"), by_hand.get(what, "")) for what in _DONE),
        told(f"{who}: done, of that promises", f"{sum(len(seen[one]) for one in _DONE):,}, {found['promised']:,}"),
        bounded(f"{who}: errors", len(found["errors"]), 0, "errors", "; ".join(found["errors"][:2])),
        bounded(f"{who}: lost updates and promises", abs(lost) + abs(missing), 0, "lost"),
    ]


_DONE = ("page", "filter", "save", "promise")


def _together(url: str, people: int, seconds: float) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.crowd", url, str(people), str(seconds)]
    running = [subprocess.Popen([*command, str(seed)], cwd=ROOT, stdout=subprocess.PIPE) for seed in range(PROCESSES)]
    whole: dict[str, Any] = {"raised": 0, "promised": 0, "errors": [], "seen": defaultdict(list)}
    for one in running:
        said = json.loads(one.communicate()[0])
        for what, times in said.pop("seen").items():
            whole["seen"][what] += times
        for name in ("raised", "promised", "errors"):
            whole[name] += said[name]
    return whole


def _tiers(url: str) -> int:
    with closing(open_store(url, actor="bench", device="bench")) as store, store.read() as reader:
        clients = reader.find(Client, limit=10)
        assert isinstance(clients, list)
        return sum(client.tier or 0 for client in clients)


def _promised(url: str) -> int:
    with closing(open_store(url, actor="bench", device="bench")) as store, store.read() as reader:
        found = reader.find(Commitment, title="Promised in a crowd", state=CommitmentState.PROMISED)
        assert isinstance(found, list)
        return len(found)
