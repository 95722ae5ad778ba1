"""The simulation can fail: each of five known mistakes, planted one at a time, is caught within a few seeds."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.sync.laying_down import StrayedError
from tests.sync.beginning import Beginning
from tests.sync.plants import PLANTS
from tests.sync.running import run

FEW = 12


@pytest.mark.parametrize("name", PLANTS)
def test_a_planted_mistake_is_caught(name: str, tmp_path: Path, beginning: Beginning) -> None:
    plant, broken, first = PLANTS[name]

    def try_some() -> None:
        for seed in range(first, first + FEW):
            run(str(seed), tmp_path, beginning, thorough=False, tries=6)

    with plant(), pytest.raises((AssertionError, StrayedError), match=broken) as caught:
        try_some()
    assert "It takes no more than run(" in "".join(caught.value.__notes__)
