"""What stays with a promise that did not fit when it was made: who let it pass, when, and why."""

from collections.abc import Collection
from datetime import date

from itcrm_tui.domain.people import Person
from itcrm_tui.domain.promising import Override
from itcrm_tui.domain.record import Hidden
from itcrm_tui.domain.wording import day_words
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.promising.reading import one, those
from storage.reader import Reader

HEADING = "Over capacity"


def let_pass_of(reader: Reader, commitment: RecordId) -> Override | None:
    """Return by what a commitment was let pass, the last time; None where it fitted. Raises NotForRoleError."""
    found = those(reader, Override, "commitment", [commitment])
    return max(found, key=lambda override: override.id, default=None)


def let_pass_among(reader: Reader, commitments: Collection[RecordId]) -> frozenset[RecordId]:
    """Return those of some commitments that were let pass; none for a role that may not know."""
    found = reader.find(Override, commitment=list(commitments)) if commitments else ()
    return frozenset() if isinstance(found, Hidden) else frozenset(override.commitment for override in found)


def let_pass_words(reader: Reader, override: Override, today: date) -> str:
    """Return who let a promise pass, when and why: `let pass by The Chief on 12 Nov: An audit`."""
    approver = one(reader, Person, override.approver)
    who = approver.name if approver else "somebody who is not on file any more"
    when = f" on {day_words(override.given_on, today)}" if override.given_on else ""
    return f"let pass by {who}{when}: {' '.join(override.reason.split())}"


def told_of(reader: Reader, commitment: RecordId, today: date) -> str:
    """Return in a line that a promise was made over capacity; nothing where it fitted."""
    found = let_pass_of(reader, commitment)
    return f"Promised over capacity, {let_pass_words(reader, found, today)}" if found else ""
