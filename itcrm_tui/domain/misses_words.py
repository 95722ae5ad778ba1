"""The report of misses in words, the same on screen and on the command line."""

from datetime import date

from itcrm_tui.domain.misses import action_of, missing_of
from itcrm_tui.domain.misses_report import NOT_REVIEWED, Miss, Month, Report
from itcrm_tui.domain.wording import due_words, named

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def month_words(month: Month) -> str:
    """Return a month in three letters; twelve of them in a row need no year."""
    return MONTHS[month[1] - 1]


def summary_words(report: Report) -> str:
    """Return how many misses there are, how many are reviewed, and which causes come again."""
    misses = len(report.misses)
    parts = [f"{named(misses, 'miss', 'misses')} in {named(len(report.months), 'month')}"]
    if misses:
        parts.append(f"{report.reviewed:,} reviewed in full")
    if unknown := sum(NOT_REVIEWED in miss.causes for miss in report.misses):
        parts.append(f"{unknown:,} with {NOT_REVIEWED}")
    if report.undated:
        parts.append(f"{len(report.undated):,} more of which nobody knows the month")
    again = f"; repeated: {', '.join(report.repeated)}" if report.repeated else ""
    return f"{', '.join(parts)}{again}"


def empty_words(report: Report) -> str:
    """Return what is said where there is nothing to show."""
    return f"No promise was missed in {named(len(report.months), 'month')}."


def action_words(miss: Miss, today: date) -> str:
    """Return how the review of a miss and its corrective action stand, in a few words."""
    if missing := missing_of(miss.review):
        return f"review lacks {missing[0]}" + (f" +{len(missing) - 1}" if len(missing) > 1 else "")
    review = miss.review
    assert review is not None
    state = action_of(review, today)
    return f"action {due_words(review.due, today)}" if review.done_on is None and review.due else f"action {state}"
