"""Back the database up and bring a backup back; and remember where the last one went."""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from itcrm_tui import here, paths
from itcrm_tui.typed_path import as_path
from storage import backup_names
from storage.backup import write_backup, write_named
from storage.backup_contents import Backup, BackupError
from storage.backup_names import Occasion
from storage.backup_source import file_of
from storage.restoring import Restored, set_aside
from storage.restoring import restore as put_back


@dataclass(frozen=True)
class Made:
    """A backup, and the older ones that went for it."""

    backup: Backup
    pruned: Sequence[Path]


@dataclass(frozen=True)
class Last:
    """The newest backup that is known of: its file, and its instant."""

    path: Path
    at: datetime


def back_up(given: str | None, target: str | None, *, keep: int | None = None, replace: bool = False) -> Made:
    """Write a backup of the named database, or the person's own, to a file or into a folder.

    Without a target it goes into the folder `backups` beside the database. In a folder it gets a name with a
    number and a time; `keep` then removes all but so many of those that were made with it.

    Raises StoreError, PathError.
    """
    database, driver = file_of(here.url_for(given))
    folder = _folder(database, target)
    now = datetime.now(UTC)
    if folder is None:
        made = write_backup(database, as_path(target or "").absolute(), replace=replace, driver=driver)
    else:
        made = write_named(database, folder, Occasion.SCHEDULED if keep else Occasion.BY_HAND, now, driver)
    _remember(database, made.path, now)
    pruned = _prune(folder, database, keep) if folder and keep else ()
    return Made(made, pruned)


def restore(given: str | None, backup: str) -> Restored:
    """Put a backup in the place of the named database, or the person's own; raises StoreError, PathError."""
    url = here.url_for(given)
    if url == here.default_url():
        with suppress(OSError):
            paths.make_private(paths.data_folder())
    database, driver = file_of(url)
    return put_back(database, as_path(backup).absolute(), datetime.now(UTC), driver)


def last_backup(database: Path) -> Last | None:
    """Return the newest backup of a SQLite file that is still there, as far as this machine knows."""
    beside = backup_names.found(backup_names.default_folder(database), database)
    known = [Last(one.path, one.at) for one in beside]
    if (told := _told(database)) is not None:
        known.append(told)
    return max((one for one in known if one.path.exists()), key=lambda one: one.at, default=None)


def known_backups(database: Path) -> list[Path]:
    """Return all backups of a SQLite file that are known of here: beside it, where the last went, from restores."""
    told = _told(database)
    folders = {backup_names.default_folder(database), *([told.path.parent] if told else [])}
    found = {one.path for folder in folders for one in backup_names.found(folder, database)}
    found |= set(set_aside(database)) | ({told.path} if told and told.path.exists() else set())
    return sorted(path for path in found if not path.samefile(database))


def _told(database: Path) -> Last | None:
    """Return where the last backup went, as it was noted then."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        entry = json.loads(_memory().read_text(encoding="utf-8"))[str(database)]
        return Last(Path(entry["file"]), datetime.fromisoformat(entry["at"]))
    return None


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=paths.PRIVATE_FOLDER, exist_ok=True)
    except OSError as error:
        raise BackupError(f"{folder} cannot be made: {error.strerror}. Name another: itcrm db backup FOLDER.") from None


def _folder(database: Path, target: str | None) -> Path | None:
    """Return the folder in which the backup gets a name of its own; None where a file is named."""
    if target is None:
        folder = backup_names.default_folder(database)
        if database.exists():
            _make(folder)
        return folder
    named = as_path(target).absolute()
    if named.is_dir():
        return named
    if target.endswith("/"):
        raise BackupError(f"There is no folder {named}.")
    return None


def _prune(folder: Path, database: Path, keep: int) -> Sequence[Path]:
    return backup_names.prune(folder, database, Occasion.SCHEDULED, keep)


def _memory() -> Path:
    return paths.state_folder() / "backups.json"


def _remember(database: Path, path: Path, at: datetime) -> None:
    """Keep where the last backup went; without it, only the folder beside the database is looked at."""
    known: dict[str, dict[str, str]] = {}
    with suppress(OSError, ValueError):
        known = dict(json.loads(_memory().read_text(encoding="utf-8")))
    known[str(database)] = {"file": str(path), "at": at.isoformat(timespec="seconds")}
    with suppress(OSError):
        paths.make_private(_memory().parent)
        fresh = _memory().with_suffix(".new")
        fresh.write_text(json.dumps(known, indent=2), encoding="utf-8")
        fresh.replace(_memory())
