"""What surrounds the upgrade of a SQLite file: room for it, a backup before, checks after."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from storage import backup_names
from storage.backup import write_named
from storage.backup_contents import BackupError
from storage.backup_names import Occasion
from storage.backup_room import check_room, size_of
from storage.engines.sqlite_driver import PLAIN, Plain
from storage.errors import SchemaError

KEPT = 5
_TIMES_THE_SIZE = 3
"""The backup, the log of the transaction, and what the new schema may take more."""


def back_up_before(database: Path, driver: Plain = PLAIN) -> Path:
    """Write a backup into the folder beside the database, and keep the newest five of this kind.

    Raises BackupError where there is no room for backup and upgrade.
    """
    folder = backup_names.default_folder(database)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise BackupError(f"No backup can be made in {folder}, so nothing is upgraded: {error.strerror}.") from error
    check_room(folder, _TIMES_THE_SIZE * size_of(database), "The upgrade")
    made = write_named(database, folder, Occasion.UPGRADE, datetime.now(UTC), driver).path
    with suppress(OSError):
        backup_names.prune(folder, database, Occasion.UPGRADE, KEPT)
    return made


def check_after(connection: Connection) -> None:
    """Raise SchemaError unless the file and its keys are sound, as this transaction would leave them."""
    if (said := connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()) != "ok":
        raise SchemaError(f"The file would not have been sound afterwards: {said}.")
    astray = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if astray is not None:
        raise SchemaError(f"A row of {astray[0]} would have pointed at a row of {astray[2]} that is not there.")
