"""Where the benchmarks keep databases, results and the homes of the programs they start: outside the repository."""

import os
from pathlib import Path


def cache() -> Path:
    """Return the folder; `ITCRM_BENCH_DIR` names another one. It is made on first need."""
    from platformdirs import user_cache_path

    given = os.environ.get("ITCRM_BENCH_DIR")
    folder = Path(given).expanduser() if given else user_cache_path("itcrm-bench", appauthor=False)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
