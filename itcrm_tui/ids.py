"""Record identifiers: UUIDv7 as text, made by whoever creates the record, in order of time."""

from datetime import UTC, datetime
from typing import NewType

RecordId = NewType("RecordId", str)
_DIGITS = 32


def new_id() -> RecordId:
    """Return a fresh identifier (RFC 9562, version 7); later ones sort after earlier ones."""
    from uuid_utils import uuid7  # here, as a start that only shows what there is makes none

    return RecordId(str(uuid7()))


def made_at(record_id: RecordId) -> datetime | None:
    """Return when a record was made, by its identifier, to the millisecond; None for what is no UUIDv7."""
    digits = record_id.replace("-", "")
    if len(digits) != _DIGITS or digits[12] != "7":
        return None
    try:
        return datetime.fromtimestamp(int(digits[:12], 16) / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None
