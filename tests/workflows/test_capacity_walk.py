"""What the gate reads of a few roles says the same as all the records do, whatever is written."""

from __future__ import annotations

from random import Random

import pytest

from itcrm_tui import remarks
from storage.store import Store
from tests.workflows.capacity_walk import Walk
from tests.workflows.promise_steps import organized

STEPS = 45


def test_what_is_told_and_kept_is_what_the_whole_says(either_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(remarks, "_tellers", [told.append])
    walk = Walk(organized(either_store), Random("w1"), told)
    walk.go(STEPS)
    assert min(walk.written, walk.remarked, walk.checked), (walk.written, walk.remarked, walk.checked)
