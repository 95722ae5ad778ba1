"""As of when a working copy knows the shared database, and what its person can tell a client meanwhile."""

from datetime import date, datetime

from itcrm_tui.domain.capacity.words import client_words
from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.workflows.capacity import Weighed, capacity, weigh, wish_of
from itcrm_tui.workflows.notation import time_zone
from storage.reader import Reader
from storage.sync.state import find_state


def copy_as_of(reader: Reader) -> datetime | None:
    """Return as of when a working copy knows the shared database, by the organization's clock; None of any other."""
    copy = find_state(reader.connection)
    return copy.synced_at.astimezone(time_zone(reader.settings())) if copy else None


def told_of(reader: Reader, answer_due: date | None, found: Weighed, today: date) -> str:
    """Return what a client can be told of a draft on a working copy; elsewhere nothing."""
    as_of = copy_as_of(reader)
    return client_words(answer_due, found.earliest, as_of, today) if as_of else ""


def told_of_draft(reader: Reader, draft: Commitment, today: date) -> str:
    """Weigh a draft, and return what its client can be told. Raises NotForRoleError."""
    return told_of(reader, draft.answer_due, weigh(capacity(reader, today), wish_of(reader, draft)), today)
