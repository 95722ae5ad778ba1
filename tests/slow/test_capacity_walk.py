"""Thousands of writes that move capacity: what the gate says of each is what all the records say."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from itcrm_tui import remarks
from storage.opening import open_store
from tests.slow.results import Result, record
from tests.workflows.capacity_walk import Walk
from tests.workflows.promise_steps import organized

WALKS, STEPS = int(os.environ.get("ITCRM_WALKS") or 20), 200
"""Walks of their own rather than a long one: where everything is at risk already, nothing newly is."""
SEED = os.environ.get("ITCRM_SEED") or "2026"


def test_what_is_told_and_kept_is_what_the_whole_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(remarks, "_tellers", [told.append])
    walks = []
    for number in range(WALKS):
        url = f"sqlite:///{tmp_path / f'{number}.db'}"
        with closing(open_store(url, actor="tester", device="desk", create=True)) as store:
            walks.append(Walk(organized(store), Random(f"walk {SEED} {number}"), told))
            walks[-1].go(STEPS)
    remarked, checked = sum(walk.remarked for walk in walks), sum(walk.checked for walk in walks)
    assert remarked
    assert checked
    what = "capacity: what the gate reads of a few roles says the same as all records"
    found = f"{remarked:,} remarks and {checked:,} kept checks as they should be"
    record(Result(what, sum(walk.written for walk in walks), found, 0, f"ITCRM_WALKS={WALKS} make test-slow"))
