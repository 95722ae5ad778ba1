"""Make a database of a size once, and find it again as long as it is still what would be made."""

import sys
from hashlib import sha256
from pathlib import Path
from time import perf_counter

from benchmarks.folder import cache
from benchmarks.generator import into_sqlite
from benchmarks.generator.sizes import Size
from itcrm_tui.domain.kinds import KINDS
from storage.baseline import record_baseline
from storage.opening import open_store, upgrade_database
from storage.tables import SCHEMA_VERSION

VERSION = 3
"""Counts up whenever other rows are made."""

MAKER = "bench"


def database(size: Size) -> Path:
    """Return the SQLite file of a size, made now unless it is there."""
    path = cache() / f"{size.name}-{fingerprint(size)}.db"
    if not path.exists():
        for older in cache().glob(f"{size.name}-*.db*"):
            older.unlink()
        make(path, size)
    return path


def fingerprint(size: Size) -> str:
    """Return what changes when other rows, another schema or other search texts would be made."""
    searched = [(kind.name, field.name) for kind in KINDS.values() for field in kind.fields if field.searched]
    return sha256(repr((VERSION, SCHEMA_VERSION, size, searched)).encode()).hexdigest()[:10]


def make(path: Path, size: Size) -> None:
    """Make a database of a size, with a baseline from which the self check begins."""
    began = perf_counter()
    unfinished = path.with_name(f"unfinished-{path.name}")
    for left in unfinished.parent.glob(f"{unfinished.name}*"):
        left.unlink()
    upgrade_database(f"sqlite:///{unfinished}", actor=MAKER, device=MAKER)
    into_sqlite.load(unfinished, size)
    loaded = perf_counter()
    _begin_check_here(f"sqlite:///{unfinished}")
    unfinished.rename(path)
    _say(path, loaded - began, perf_counter() - loaded)


def _begin_check_here(url: str) -> None:
    store = open_store(url, actor=MAKER, device=MAKER)
    try:
        record_baseline(store)
    finally:
        store.close()


def _say(path: Path, loading: float, baseline: float) -> None:
    megabytes = path.stat().st_size / 1e6
    sys.stderr.write(f"{path}: {megabytes:,.0f} MB, made in {loading:.0f} s, baseline {baseline:.0f} s\n")
