"""Steps of the tests of imports: write a file, import it, look at what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.record import Hidden
from itcrm_tui.domain.values import known_fields
from itcrm_tui.workflows.history import history
from itcrm_tui.workflows.importing import Preview, Request, check, preview, read, take_in
from storage.store import Store


def written(folder: Path, content: str | bytes, name: str = "list.csv") -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def planned(store: Store, path: Path, kind: str | None = "client", **told: Any) -> Preview:
    """What an import would do."""
    request = Request(path=path, kind=KINDS[kind] if kind else None, **told)
    sheets = read(request)
    check(request, sheets)
    return preview(store, request, sheets)


def imported(store: Store, path: Path, kind: str | None = "client", **told: Any) -> dict[str, int]:
    """How many rows met which fate when the file was imported."""
    plan = planned(store, path, kind, **told)
    take_in(store, plan)
    return {str(action): count for action, count in plan.counts.items()}


def reasons(plan: Preview) -> dict[int, str]:
    """Why rows are rejected, by their numbers."""
    return {one.row.number: one.reason for one in plan.rejected}


def records(store: Store, kind: str = "client") -> list[Any]:
    """The living records of a kind, oldest first."""
    with store.read() as reader:
        found = reader.find(KINDS[kind].record_type)
    return [] if isinstance(found, Hidden) else list(found)


def by_name(store: Store, kind: str = "client") -> dict[str, Any]:
    """The living records of a kind by name."""
    return {record.name: record for record in records(store, kind)}


def everything(store: Store) -> dict[str, dict[str, Any]]:
    """All that is known of all living records but the settings."""
    return {record.id: known_fields(record) for kind in KINDS if kind != "settings" for record in records(store, kind)}


def change_sets(store: Store) -> list[str]:
    """The titles of the change sets, the newest first."""
    return [row.title for row in history(store, None, start=None, backwards=False, limit=100)]
