"""What was told about a file when it was imported, kept on this machine and offered when such a file comes again."""

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from itcrm_tui import paths
from itcrm_tui.workflows.importing.mapping import MappingError
from itcrm_tui.workflows.importing.parts import Preview, Request
from itcrm_tui.workflows.importing.reading import Sheet

KEPT = 50
_PRIVATE = 0o600
_TOLD = ("columns", "given", "match", "system", "dates", "decimal_mark", "strict", "add_missing")


@dataclass(frozen=True)
class Source:
    """What makes two files be of one source: the kind of their rows and their header."""

    kind: str
    header: tuple[str, ...]


def source_of(sheets: Sequence[Sheet]) -> Source | None:
    """Return the source of a file; None for our own exports, which need no telling."""
    if len(sheets) != 1 or sheets[0].own:
        return None
    return Source(sheets[0].kind or "", sheets[0].header)


def told_before(sheets: Sequence[Sheet]) -> dict[str, Any] | None:
    """Return what was told about the last file of this source; None when there was none."""
    source = source_of(sheets)
    return next((one["told"] for one in _read() if source and one["source"] == _as_json(source)), None)


def again(request: Request, sheets: Sequence[Sheet]) -> Request:
    """Return the request with what was told the last time, where nothing is told now; raises MappingError."""
    told = told_before(sheets)
    if told is None:
        raise MappingError(f"No file like {request.path.name} has been imported on this machine; leave out --again.")
    known = {name: told[name] for name in _TOLD if name in told and not getattr(request, name)}
    return replace(request, **known)


def remember(planned: Preview) -> None:
    """Keep what was told about a file that was taken in; where nothing can be kept, nothing is."""
    source = source_of([part.sheet for part in planned.parts])
    told = {name: value for name, value in asdict(planned.request).items() if name in _TOLD and value}
    if source is None:
        return
    others = [one for one in _read() if one["source"] != _as_json(source)]
    with suppress(OSError):
        _write([{"source": _as_json(source), "told": told}, *others][:KEPT] if told else others)


def _as_json(source: Source) -> dict[str, Any]:
    return {"kind": source.kind, "header": list(source.header)}


def _file() -> Path:
    return paths.state_folder() / "imports.json"


def _read() -> list[dict[str, Any]]:
    try:
        found = json.loads(_file().read_text(encoding="utf-8"))
        return [one for one in found["sources"] if isinstance(one["source"], dict) and isinstance(one["told"], dict)]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _write(sources: list[dict[str, Any]]) -> None:
    paths.make_private(_file().parent)
    fresh = _file().with_name(f"imports.{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _PRIVATE), "w", encoding="utf-8") as file:
        json.dump({"version": 1, "sources": sources}, file, ensure_ascii=False)
    fresh.replace(_file())
