"""The record that is kept of a check."""

from datetime import date, datetime

from itcrm_tui.domain.capacity.words import check_words
from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.promising import CapacityCheck
from itcrm_tui.workflows.capacity import Capacity, Weighed


def kept_check(commitment: Commitment, known: Capacity, found: Weighed, today: date, at: datetime) -> CapacityCheck:
    """Return what is kept of a check: verdicts, what was behind them, and the earliest date that fitted."""
    return CapacityCheck(
        commitment=commitment.id,
        verdict=found.check.verdict,
        with_soft=found.check.with_soft.verdict,
        checked_at=at,
        due=commitment.due,
        findings="\n".join(check_words(found.check, known.names, today)),
        earliest_on=found.earliest.due,
    )
