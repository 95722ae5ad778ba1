"""Kill the program without warning at random moments, 500 times unless `ITCRM_KILLS` says another number."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from tests.slow.kills import KILLS, REWRITE_A_TABLE, Scene
from tests.slow.results import Result, record
from tests.storage.revisions import plan_revision

ALL = int(os.environ.get("ITCRM_KILLS") or 500)
ENOUGH = 40
"""So many kills hit both before and after the end, if they are spread as they should be."""
SEED = os.environ.get("ITCRM_SEED") or "2026"


@pytest.mark.parametrize("name", KILLS)
def test_nothing_acknowledged_is_lost_when_the_program_is_killed(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ITCRM_STATE", str(tmp_path / "state"))
    (tmp_path / "scene").mkdir()
    scene = Scene(tmp_path / "scene", random.Random(f"{name} {SEED}"))
    if name == "upgrade":
        plan_revision(monkeypatch, tmp_path / "versions", *REWRITE_A_TABLE)
    times = -(-ALL // len(KILLS))
    found = KILLS[name](scene, times)
    said = ", ".join(f"{count:,} {what}" for what, count in sorted(found.items()) if what != "lost")
    command = f"ITCRM_KILLS={ALL} make test-slow"
    record(Result(f"kill -9 during {name}", times, said, found["lost"], command))
    assert found["lost"] == 0
    if name != "writes" and times >= ENOUGH:
        assert min(found["whole"], found["absent"]) >= times // 20, "The kills all came too early, or all too late."
