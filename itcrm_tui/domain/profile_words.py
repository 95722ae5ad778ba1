"""The client profile in words: one list of sections for each tab, the same on screen and on the command line."""

from collections.abc import Callable, Iterable

from itcrm_tui.domain.client import Facet, Stakeholder
from itcrm_tui.domain.commitment import Commitment, CommitmentState
from itcrm_tui.domain.feedback import FeedbackState
from itcrm_tui.domain.figures import csat, kept_on_original_date
from itcrm_tui.domain.profile import Profile
from itcrm_tui.domain.subscription import Subscription
from itcrm_tui.domain.wording import Section, ago_words, day_words, due_words, first_line, hours_words, quantity_words
from itcrm_tui.ids import RecordId

HAPPY_FROM, UNHAPPY_TO = 4, 2
SHOWN_MONTHS = 6


def headline(profile: Profile) -> str:
    """Return who the client is, in one line."""
    client = profile.client
    status = str(client.status) if client.status != "active" else ""
    tier = f"tier {client.tier}" if client.tier else ""
    return "  ".join(filter(None, (client.name, client.code, client.segment, tier, status)))


def owners(profile: Profile) -> str:
    """Return our people for the client, with the number to call."""
    return ", ".join(
        f"{word}{person.name} {person.phone or ''}".strip()
        for word, record_id in (("", profile.client.relationship_owner), ("deputy ", profile.client.deputy))
        if record_id and (person := profile.people.get(record_id))
    )


def glance(profile: Profile) -> list[Section]:
    """Return the client in four lines, for the pane under the roster."""
    deciders = ", ".join(f"{person.name} ({person.role})" for person in profile.deciders[:2])
    promised = "; ".join(_promise(profile, item) for item in profile.open_commitments[:2])
    lines = (
        f"owner {owners(profile) or 'nobody yet'}",
        f"decides: {deciders or 'nobody on file'}",
        f"promised: {promised or 'nothing open'}",
        f"missing: {', '.join(profile.missing) or 'nothing'}",
    )
    return [Section(headline(profile).upper(), lines)]


def overview(profile: Profile) -> list[Section]:
    """Return the client at a glance; what is unknown is said, not left out."""
    client = profile.client
    met = max((item.held_at for item in profile.touchpoints if item.held_at), default=None)
    kept = kept_on_original_date(profile.commitments, profile.today)
    levels = f"CSAT {csat(profile.feedback)}   kept {kept}   seen {ago_words(met, profile.today)}"
    sections = [
        Section("HEALTH", (f"we see {str(client.perceived_health).upper()}", levels)),
        Section("DECIDES", tuple(map(_person, profile.deciders)) or ("nobody on file",)),
        Section("WANTS", client.priorities or ("no priorities on file",)),
        Section(
            "ROLE",
            (
                _roles("success", client.role_in_success_today, client.role_in_success_agreed),
                _roles("risk", client.role_in_risk_today, client.role_in_risk_agreed),
            ),
        ),
        Section(
            "PROMISED", tuple(_promise(profile, item) for item in profile.open_commitments[:5]) or ("nothing open",)
        ),
        Section("USES", _uses(profile)),
        Section("ELSE", client.competitors or ("no competitor on file",)),
    ]
    if client.parent:
        sections.append(Section("PART OF", (profile.names.get(client.parent, ""),)))
    return [*sections, *_gaps(profile)]


def _gaps(profile: Profile) -> list[Section]:
    stale = [facet for facet in Facet if facet in profile.stale]
    gaps = [Section("COMPLETE", (f"{profile.complete} of {len(Facet)} facets",))]
    if profile.missing:
        gaps.append(Section("MISSING", (", ".join(profile.missing),)))
    if stale:
        gaps.append(Section("STALE", (", ".join(stale),)))
    return gaps


def _roles(word: str, today: str | None, agreed: str | None) -> str:
    return f"{word}: {first_line(today) or '-'}; agreed: {first_line(agreed) or 'not yet'}"


def _person(person: Stakeholder) -> str:
    influence = f"influence {person.influence}" if person.influence else ""
    support = f"support {person.support:+d}" if person.support is not None else ""
    return "  ".join(filter(None, (person.name, person.role, person.phone, influence, support)))


def _promise(profile: Profile, item: Commitment) -> str:
    waits = profile.waits_on(item)
    waiting = f"waits {', '.join(waits)}" if waits else ""
    return "  ".join(filter(None, (item.title, _when(profile, item), waiting)))


def _when(profile: Profile, item: Commitment) -> str:
    if item.state in (CommitmentState.PROMISED, CommitmentState.IN_DELIVERY):
        return due_words(item.due, profile.today)
    return f"{item.state}, {due_words(item.due, profile.today)}" if item.due else str(item.state)


def _uses(profile: Profile) -> tuple[str, ...]:
    current = profile.current_subscriptions
    if not current:
        return ("no service on file",)
    said = [f"{len({item.service for item in current})} services"]
    happy = [item for item in current if item.satisfaction and item.satisfaction >= HAPPY_FROM]
    unhappy = [item for item in current if item.satisfaction and item.satisfaction <= UNHAPPY_TO]
    for word, items in (("happy", happy), ("unhappy", unhappy)):
        if items:
            said.append(f"{word}: {', '.join(dict.fromkeys(_service(profile, item.service) for item in items))}")
    return tuple(said)


def _service(profile: Profile, record_id: RecordId | None) -> str:
    return profile.names.get(record_id, "?") if record_id else "-"


def people(profile: Profile) -> list[Section]:
    """Return who is who at the client, and its lines of business."""
    gone = [person for person in profile.stakeholders if person not in profile.present]
    lines = [
        "  ".join(filter(None, (line.name, line.cost_centre, f"{line.headcount:,} people" if line.headcount else "")))
        for line in profile.lines_of_business
    ]
    sections = [
        Section(
            "PEOPLE", tuple(line for person in profile.present for line in _contact(person)) or ("nobody on file",)
        ),
        Section("LINES OF BUSINESS", tuple(lines) or ("none on file",)),
    ]
    if gone:
        sections.append(
            Section("LEFT", tuple(f"{p.name}  {day_words(p.left_on, profile.today)}" for p in gone if p.left_on))
        )
    if profile.references:
        sections.append(Section("ELSEWHERE", tuple(f"{item.system}  {item.key}" for item in profile.references)))
    return sections


def _contact(person: Stakeholder) -> Iterable[str]:
    yield _person(person)
    if details := "  ".join(filter(None, (person.title, person.email))):
        yield f"  {details}"


def services(profile: Profile) -> list[Section]:
    """Return the services in use, with satisfaction and why, and those used before."""
    current = profile.current_subscriptions
    past = [item for item in profile.subscriptions if item not in current]
    sections = [
        Section("IN USE", tuple(line for item in current for line in _subscription(profile, item)) or ("none",))
    ]
    if past:
        sections.append(Section("BEFORE", tuple(line for item in past for line in _subscription(profile, item))))
    return sections


def _subscription(profile: Profile, item: Subscription) -> Iterable[str]:
    rate = f"satisfaction {item.satisfaction} of 5" if item.satisfaction else ""
    until = f"to {day_words(item.ends_on, profile.today)}" if item.ends_on else ""
    amount = quantity_words(item.quantity) if item.quantity is not None else ""
    yield "  ".join(filter(None, (_service(profile, item.service), amount, item.charging, rate, until)))
    if item.satisfaction_why:
        yield f"  {first_line(item.satisfaction_why)}"


def usage(profile: Profile) -> list[Section]:
    """Return what was used month by month, the newest month first."""
    months = sorted({item.month for item in profile.usage}, reverse=True)
    lines = {line.id: line.name for line in profile.lines_of_business}
    return [
        Section(
            month,
            tuple(
                "  ".join(
                    filter(
                        None,
                        (
                            _service(profile, item.service),
                            quantity_words(item.quantity, item.unit),
                            lines.get(item.line_of_business) if item.line_of_business else "",
                        ),
                    )
                )
                for item in profile.usage
                if item.month == month
            ),
        )
        for month in months[:SHOWN_MONTHS]
    ] or [Section("USAGE", ("none on file",))]


def promises(profile: Profile) -> list[Section]:
    """Return open and closed commitments, with what each needs."""
    opened = profile.open_commitments
    closed = sorted(
        (item for item in profile.commitments if item not in opened), key=lambda item: item.id, reverse=True
    )
    return [
        Section("OPEN", tuple(line for item in opened for line in _needs(profile, item)) or ("nothing open",)),
        Section("CLOSED", tuple(f"{item.title}  {item.state}" for item in closed) or ("nothing closed",)),
    ]


def _needs(profile: Profile, item: Commitment) -> Iterable[str]:
    yield _promise(profile, item)
    minutes = [need.minutes for need in profile.requirements if need.commitment == item.id and need.minutes]
    if minutes:
        yield f"  needs {hours_words(sum(minutes))}"


def feedback(profile: Profile) -> list[Section]:
    """Return what the client told us, the newest first."""
    newest = sorted(profile.feedback, key=lambda item: str(item.received_at or item.created_at), reverse=True)
    opened = [item for item in newest if item.state is not FeedbackState.CLOSED]
    closed = [item for item in newest if item.state is FeedbackState.CLOSED]
    return [
        Section(
            word,
            tuple(
                "  ".join(
                    filter(
                        None,
                        (
                            ago_words(item.received_at, profile.today),
                            item.kind,
                            item.subject,
                            item.state,
                            f"CSAT {item.csat}" if item.csat else "",
                        ),
                    )
                )
                for item in items
            )
            or ("none",),
        )
        for word, items in (("OPEN", opened), ("CLOSED", closed))
    ]


def time(profile: Profile) -> list[Section]:
    """Return when we met, by whom and what was to follow."""
    newest = sorted(profile.touchpoints, key=lambda item: str(item.held_at or item.planned_at or ""), reverse=True)
    met = []
    for item in newest:
        by = ", ".join(profile.people[person].name for person in item.held_by if person in profile.people)
        when = ago_words(item.held_at, profile.today) if item.held_at else "planned"
        met.append("  ".join(filter(None, (when, item.kind, item.nature, item.purpose, by))))
        met += [
            f"  {'done' if f.done_on else due_words(f.due, profile.today)}: {f.text}"
            for f in profile.follow_ups
            if f.touchpoint == item.id
        ]
    return [Section("MET", tuple(met) or ("no touchpoint on file",))]


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
