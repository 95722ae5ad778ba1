"""Figures as people read them: always with the number they rest on, and counts instead of rates under ten."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from itcrm_tui.domain.commitment import Commitment, CommitmentState
from itcrm_tui.domain.feedback import Feedback

FEW = 10
SATISFIED_FROM = 4


@dataclass(frozen=True)
class Share:
    """How many of how many; with nothing counted it is unknown, never zero."""

    part: int
    whole: int

    def __str__(self) -> str:
        if self.whole == 0:
            return "-"
        if self.whole < FEW:
            return f"{self.part} of {self.whole}"
        return f"{self.part * 100 / self.whole:.0f} % of {self.whole}"


def csat(feedback: Iterable[Feedback]) -> Share:
    """Return the answers of 4 or 5 among all answers that carry a rating."""
    ratings = [item.csat for item in feedback if item.csat is not None]
    return Share(sum(rating >= SATISFIED_FROM for rating in ratings), len(ratings))


def kept_on_original_date(commitments: Iterable[Commitment], today: date) -> Share:
    """Return the promises delivered by their original due date and accepted, among all whose date has passed.

    Renegotiated ones count; those withdrawn before their date do not.
    """
    passed = [item for item in commitments if item.original_due and item.original_due < today and not _withdrawn(item)]
    return Share(sum(map(_kept, passed)), len(passed))


def _withdrawn(item: Commitment) -> bool:
    withdrawn = item.state is CommitmentState.WITHDRAWN
    return withdrawn and (item.closed_on is None or item.original_due is None or item.closed_on <= item.original_due)


def _kept(item: Commitment) -> bool:
    in_time = item.delivered_on is not None and item.original_due is not None and item.delivered_on <= item.original_due
    return in_time and item.state is CommitmentState.KEPT
