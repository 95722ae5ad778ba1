"""Record identifiers: UUIDv7 as text, made by whoever creates the record, in order of time."""

from typing import NewType

RecordId = NewType("RecordId", str)


def new_id() -> RecordId:
    """Return a fresh identifier (RFC 9562, version 7); later ones sort after earlier ones."""
    from uuid_utils import uuid7  # here, as a start that only shows what there is makes none

    return RecordId(str(uuid7()))
