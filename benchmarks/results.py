"""What was measured last of each row, kept beside the databases, so that one row can be measured anew."""

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure
from benchmarks.folder import cache


@dataclass(frozen=True)
class Result:
    """The figures of a row, the commit they are of, and how much of a core other programs took meanwhile."""

    commit: str
    figures: Sequence[Figure]
    others: float = 0.0


def keep(name: str, result: Result) -> None:
    """Put the figures of a row in the place of its older ones."""
    everything = _kept() | {name: dataclasses.asdict(result)}
    fresh = _file().with_suffix(".new")
    fresh.write_text(json.dumps(everything, indent=1, ensure_ascii=False), encoding="utf-8")
    fresh.replace(_file())


def kept() -> dict[str, Result]:
    """Return the latest figures of each row that was ever measured here."""
    return {
        name: Result(one["commit"], [Figure(**figure) for figure in one["figures"]], one["others"])
        for name, one in _kept().items()
    }


def _kept() -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(_file().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return found


def _file() -> Path:
    return cache() / "results.json"
