"""Record identifiers: UUIDv7 as text, made by whoever creates the record, in order of time."""

from typing import NewType

from uuid_utils import uuid7

RecordId = NewType("RecordId", str)


def new_id() -> RecordId:
    """Return a fresh identifier (RFC 9562, version 7); later ones sort after earlier ones."""
    return RecordId(str(uuid7()))
