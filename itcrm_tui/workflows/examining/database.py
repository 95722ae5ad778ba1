"""Whether the database can be reached and is sound, of which schema it is, and how old its last backup is."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from itcrm_tui import here
from itcrm_tui.workflows.backing_up import last_backup
from itcrm_tui.workflows.examining.copies import examine_copies
from itcrm_tui.workflows.examining.finding import Finding
from itcrm_tui.workflows.examining.places import private
from storage import backup_names
from storage.condition import Condition, condition
from storage.engines.sqlite_file import may_write
from storage.errors import StoreError
from storage.restoring import second_names
from storage.unfinished import way_on
from storage.version import UNFINISHED

AREA = "database"
LONGEST_WITHOUT_BACKUP = timedelta(days=7)
_ROOM_TIMES_SIZE = 3
_ROOM = 50_000_000


def examine(given: str | None) -> list[Finding]:
    """Return how the named database is doing, or the person's own."""
    url = here.url_for(given)
    path = here.sqlite_path(url)
    if here.is_missing(url) and path is not None:
        return [Finding(AREA, "file", f"{path} is not there yet; `itcrm` makes it")]
    files = [private("file", path, AREA)] if path else []
    try:
        found = condition(url)
    except StoreError as error:
        return [*files, Finding(AREA, "state", "cannot be used", str(error))]
    copies = examine_copies(url, AREA) if found.schema == found.known else ()
    return [*files, *_state(found), *copies, *(_of_file(path.absolute(), found) if path else ())]


def _state(found: Condition) -> Iterator[Finding]:
    yield Finding(AREA, "state", f"{found.shown_url} answers and is sound ({found.change_sets:,} change sets)")
    yield _schema(found)


def _schema(found: Condition) -> Finding:
    if found.schema == found.known:
        return Finding(AREA, "schema", found.known)
    if found.schema and found.schema.startswith(UNFINISHED):
        return Finding(AREA, "schema", found.schema, way_on(found.shown_url))
    told = f"{found.schema or 'not set up'}, this itcrm has {found.known}"
    if found.schema and found.schema > found.known:
        return Finding(AREA, "schema", told, "A newer itcrm made it: upgrade itcrm.")
    if found.engine == "sqlite":
        return Finding(AREA, "schema", f"{told}; it is upgraded when it is opened next, after a backup")
    return Finding(AREA, "schema", told, "Its owner runs: itcrm db upgrade")


def _of_file(path: Path, found: Condition) -> Iterator[Finding]:
    free = shutil.disk_usage(path.parent).free
    needed = max(_ROOM, _ROOM_TIMES_SIZE * found.size)
    advice = f"An upgrade with its backup needs {needed // 1_000_000:,} MB: make room." if free < needed else None
    yield Finding(AREA, "room", f"{found.size // 1000:,} KB used, {free // 1_000_000:,} MB free on its disk", advice)
    if not (may_write(path) and may_write(path.parent)):
        advice = f"Nothing can be saved. Let its owner write there: chmod u+w '{path}' '{path.parent}'"
        yield Finding(AREA, "writing", "the file or its folder is read-only", advice)
    for second in second_names(path):
        advice = f"A restore was interrupted and left the database a second name. Remove it: rm '{second}'"
        yield Finding(AREA, "second name", str(second), advice)
    folder = backup_names.default_folder(path)
    if folder.exists():
        yield private("backups", folder, AREA)
    yield _last_backup(path, found, datetime.now(UTC))


def _last_backup(path: Path, found: Condition, now: datetime) -> Finding:
    """Without a backup, what counts is how long there has been something to lose."""
    last = last_backup(path)
    since = last.at if last else found.first_at
    told = f"{last.at:%Y-%m-%d %H:%M} UTC, {last.path}" if last else "none known here"
    late = since is not None and now - since > LONGEST_WITHOUT_BACKUP
    advice = (
        "Make one: itcrm db backup. A timer can do it every day: itcrm db backup --keep 14 FOLDER." if late else None
    )
    return Finding(AREA, "last backup", told, advice)
