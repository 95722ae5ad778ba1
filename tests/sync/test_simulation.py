"""Four laptops and a hub: whatever happens to them, the eight invariants hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sync.beginning import Beginning
from tests.sync.running import run

SEEDS, ON_A_SERVER = 200, 4


@pytest.mark.parametrize("seed", range(SEEDS))
def test_nothing_is_lost_and_nothing_is_written_twice(seed: int, tmp_path: Path, beginning: Beginning) -> None:
    run(str(seed), tmp_path, beginning, thorough=seed % 10 == 0, to_the_evening=seed % 3 == 0)


@pytest.mark.parametrize("seed", range(ON_A_SERVER))
def test_nor_is_it_where_the_hub_is_on_a_server(seed: int, tmp_path: Path, beginning_on_a_server: Beginning) -> None:
    run(str(seed), tmp_path, beginning_on_a_server)
