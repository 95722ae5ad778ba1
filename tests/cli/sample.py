"""The sample organization as a file, made once, and the command line on a copy of it."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from itcrm_tui.workflows.starting import SampleOrganization

DONE, NO, USAGE, FAILED = 0, 1, 2, 3


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def item(self) -> dict[str, Any]:
        item: dict[str, Any] = self.json["item"]
        return item


Run = Callable[..., Said]


def make_sample(folder: Path) -> Path:
    """Write the sample organization into a file."""
    path = folder / "sample.db"
    SampleOrganization(date.today(), "desk", path).open().close()
    return path


def words_of(line: str) -> list[str]:
    """The arguments of an example, without its comment and without where its output goes."""
    words = shlex.split(line, comments=True)
    assert words[0] == "itcrm", line
    return words[1 : words.index(">")] if ">" in words else words[1:]
