"""The parts of the client profile in words, the same on screen and on the command line."""

from collections.abc import Callable, Iterable

from itcrm_tui.domain import profile_overview
from itcrm_tui.domain.client import Stakeholder
from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.feedback import Feedback, FeedbackState
from itcrm_tui.domain.linked import as_sections
from itcrm_tui.domain.outreach import Touchpoint
from itcrm_tui.domain.profile import MonthlyUsage, Profile
from itcrm_tui.domain.profile_words import person_words, promise_words, service_name
from itcrm_tui.domain.subscription import Subscription
from itcrm_tui.domain.wording import (
    Section,
    ago_words,
    day_words,
    due_words,
    first_line,
    hours_words,
    joined,
    quantity_words,
)

SHOWN_MONTHS = 6


def people(profile: Profile) -> list[Section]:
    """Return who is who at the client, and its lines of business."""
    contacts = tuple(line for person in profile.present for line in _contact(person))
    lines = tuple(
        joined(line.name, line.cost_centre, f"{line.headcount:,} people" if line.headcount else "")
        for line in profile.lines_of_business
    )
    gone = tuple(
        joined(person.name, day_words(person.left_on, profile.today))
        for person in profile.stakeholders
        if person.left_on and person not in profile.present
    )
    elsewhere = tuple(joined(item.system, item.key) for item in profile.references)
    known = [Section("WHO", contacts or ("nobody on file",)), Section("LINES", lines or ("none on file",))]
    return [*known, *(Section(word, found) for word, found in (("LEFT", gone), ("ELSEWHERE", elsewhere)) if found)]


def _contact(person: Stakeholder) -> Iterable[str]:
    yield person_words(person)
    if details := joined(person.title, person.email):
        yield f"  {details}"


def services(profile: Profile) -> list[Section]:
    """Return the services in use, with satisfaction and why, and those used before."""
    current = profile.current_subscriptions
    past = [item for item in profile.subscriptions if item not in current]
    in_use = tuple(line for item in current for line in _subscription(profile, item))
    before = tuple(line for item in past for line in _subscription(profile, item))
    return [Section("IN USE", in_use or ("none",)), *([Section("BEFORE", before)] if before else [])]


def _subscription(profile: Profile, item: Subscription) -> Iterable[str]:
    amount = quantity_words(item.quantity) if item.quantity is not None else ""
    rated = f"satisfaction {item.satisfaction} of 5" if item.satisfaction else ""
    until = f"to {day_words(item.ends_on, profile.today)}" if item.ends_on else ""
    yield joined(service_name(profile, item.service), amount, item.charging, rated, until)
    if item.satisfaction_why:
        yield f"  {first_line(item.satisfaction_why)}"


def usage(profile: Profile) -> list[Section]:
    """Return what was used month by month, the newest month first."""
    months = sorted({item.month for item in profile.usage}, reverse=True)[:SHOWN_MONTHS]
    found = {month: [item for item in profile.usage if item.month == month] for month in months}
    sections = [Section(month, tuple(_used(profile, item) for item in items)) for month, items in found.items()]
    return sections or [Section("USED", ("none on file",))]


def _used(profile: Profile, item: MonthlyUsage) -> str:
    lines = {line.id: line.name for line in profile.lines_of_business}
    line = lines.get(item.line_of_business) if item.line_of_business else ""
    return joined(service_name(profile, item.service), quantity_words(item.quantity, item.unit), line)


def promises(profile: Profile) -> list[Section]:
    """Return open and closed commitments, with what the open ones need."""
    opened = profile.open_commitments
    closed = [item for item in reversed(profile.commitments) if item not in opened]
    needed = tuple(line for item in opened for line in _needs(profile, item))
    ended = tuple(joined(item.title, item.state) for item in closed)
    return [Section("PROMISED", needed or ("nothing open",)), Section("CLOSED", ended or ("nothing closed",))]


def _needs(profile: Profile, item: Commitment) -> Iterable[str]:
    yield promise_words(profile, item)
    minutes = [need.minutes for need in profile.requirements if need.commitment == item.id and need.minutes]
    if minutes:
        yield f"  needs {hours_words(sum(minutes))}"


def feedback(profile: Profile) -> list[Section]:
    """Return what the client told us, what is open first, the newest on top."""
    newest = sorted(profile.feedback, key=lambda item: str(item.received_at or item.created_at), reverse=True)
    opened = tuple(_said(profile, item) for item in newest if item.state is not FeedbackState.CLOSED)
    closed = tuple(_said(profile, item) for item in newest if item.state is FeedbackState.CLOSED)
    return [Section("SAID", opened or ("nothing open",)), Section("CLOSED", closed or ("nothing closed",))]


def _said(profile: Profile, item: Feedback) -> str:
    rated = f"CSAT {item.csat}" if item.csat else ""
    return joined(ago_words(item.received_at, profile.today), item.kind, item.subject, item.state, rated)


def time(profile: Profile) -> list[Section]:
    """Return when we met, by whom, and what was to follow; the latest on top."""
    newest = sorted(profile.touchpoints, key=lambda item: str(item.held_at or item.planned_at or ""), reverse=True)
    met = tuple(line for item in newest for line in _meeting(profile, item))
    return [Section("MET", met or ("no touchpoint on file",))]


def _meeting(profile: Profile, item: Touchpoint) -> Iterable[str]:
    by = ", ".join(profile.people[person].name for person in item.held_by if person in profile.people)
    when = ago_words(item.held_at, profile.today) if item.held_at else "planned"
    yield joined(when, item.kind, item.nature, item.purpose, by)
    for follow_up in profile.follow_ups:
        if follow_up.touchpoint == item.id:
            yield f"  {'done' if follow_up.done_on else due_words(follow_up.due, profile.today)}: {follow_up.text}"


def overview(profile: Profile) -> list[Section]:
    """Return what one should know before a visit."""
    return as_sections(profile_overview.overview(profile))


TABS: dict[str, Callable[[Profile], list[Section]]] = {
    "overview": overview,
    "people": people,
    "services": services,
    "usage": usage,
    "promises": promises,
    "feedback": feedback,
    "time": time,
}
"""The parts of a profile by name, in order."""
