"""What the slow tests found, kept for the table in docs/reliability.md."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]


@dataclass(frozen=True)
class Result:
    """One scenario: how often it was gone through, what was found, what was lost, and the command that did it."""

    scenario: str
    times: int
    found: str
    lost: int
    command: str


def results_file() -> Path:
    """Where the results of the last run are; `ITCRM_RESULTS` names another file."""
    return Path(os.environ.get("ITCRM_RESULTS") or REPOSITORY / "build" / "reliability.json")


def commit() -> str:
    """Return the commit that is tested, marked where files have changed since."""
    command = ["git", "describe", "--always", "--dirty", "--exclude=*"]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout.strip()


def record(result: Result) -> None:
    """Add a result with its commit, in the place of an earlier one of the same scenario."""
    known = {one["scenario"]: one for one in load()}
    known[result.scenario] = asdict(result) | {"commit": commit()}
    results_file().parent.mkdir(parents=True, exist_ok=True)
    results_file().write_text(json.dumps(list(known.values()), indent=2), encoding="utf-8")


def load() -> list[dict[str, object]]:
    """Return what has been recorded."""
    try:
        found: list[dict[str, object]] = json.loads(results_file().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    return found
