"""A handful of kills without warning; `make test-slow` does hundreds."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.slow.kills import KILLS, REWRITE_A_TABLE, Scene
from tests.storage.revisions import plan_revision

TIMES = 3


@pytest.mark.parametrize("name", KILLS)
def test_nothing_acknowledged_is_lost_when_the_program_is_killed(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ITCRM_STATE", str(tmp_path / "state"))
    (tmp_path / "scene").mkdir()
    scene = Scene(tmp_path / "scene", random.Random(f"{name} 1"))
    if name == "upgrade":
        plan_revision(monkeypatch, tmp_path / "versions", *REWRITE_A_TABLE)
    found = KILLS[name](scene, TIMES)
    assert found["lost"] == 0
    assert found["acknowledged"] or found["whole"] + found["absent"] == TIMES
