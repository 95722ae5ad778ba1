"""Thousands of seeds of the simulation of working copies."""

from __future__ import annotations

import logging
import os
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

from tests.postgres_server import Server
from tests.slow.results import Result, record
from tests.sync.beginning import Beginning, begin, begin_on
from tests.sync.running import Counted, run

SEEDS, STEPS = int(os.environ.get("ITCRM_SYNC_SEEDS") or 10_000), 40
FROM = int(os.environ.get("ITCRM_SYNC_FROM") or 0)
"""The first seed of a run that goes on where another ended."""
SEED = os.environ.get("ITCRM_SEED") or "2026"
PIECE = 100
FEWER = 50
"""One seed in so many plays on a server too."""
WHAT = "messages lost, doubled, late; kills; restored backups; clocks two days off; two versions"


def test_thousands_of_seeds_lose_nothing(tmp_path: Path) -> None:
    """As many at once as there are processors."""
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        pieces = [pool.submit(_piece, tmp_path, range(at, min(at + PIECE, SEEDS))) for at in range(FROM, SEEDS, PIECE)]
        try:
            counted = sum((piece.result() for piece in as_completed(pieces)), start=Counted())
        finally:
            pool.shutdown(cancel_futures=True)
    _record(counted, range(FROM, SEEDS), "offline, simulated, hub in a file")


def test_nor_do_hundreds_where_the_hub_is_on_a_server(tmp_path: Path, postgres_server: Server) -> None:
    seeds = range(SEEDS // FEWER)
    _record(_run(begin_on(postgres_server, tmp_path), tmp_path, seeds), seeds, "offline, simulated, hub on PostgreSQL")


def _piece(folder: Path, seeds: range) -> Counted:
    logging.disable()
    own = folder / str(seeds.start)
    own.mkdir()
    return _run(begin(own), own, seeds)


def _run(beginning: Beginning, folder: Path, seeds: range) -> Counted:
    return sum((run(f"sync {SEED} {number}", folder, beginning, range(STEPS)) for number in seeds), start=Counted())


def _record(counted: Counted, seeds: range, where: str) -> None:
    assert min(counted.killed, counted.parked, counted.restored, counted.refused) > 0
    begun = f"ITCRM_SYNC_FROM={seeds.start} " if seeds.start else ""
    record(Result(f"{where}: {WHAT}", len(seeds), str(counted), 0, f"{begun}ITCRM_SYNC_SEEDS={SEEDS} make test-slow"))
