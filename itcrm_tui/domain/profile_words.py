"""The client at a glance, in words: who they are, what is promised, what is missing."""

from itcrm_tui.domain.client import Facet, Stakeholder
from itcrm_tui.domain.commitment import Commitment, CommitmentState
from itcrm_tui.domain.figures import csat, kept_on_original_date
from itcrm_tui.domain.profile import Profile
from itcrm_tui.domain.wording import Section, ago_words, due_words, first_line, joined
from itcrm_tui.ids import RecordId

HAPPY_FROM, UNHAPPY_TO = 4, 2
PROMISES_SHOWN = 5
NOTES_SHOWN = 12


def headline(profile: Profile) -> str:
    """Return who the client is, in one line."""
    client = profile.client
    status = str(client.status) if client.status != "active" else ""
    return joined(client.name, client.code, client.segment, f"tier {client.tier}" if client.tier else "", status)


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
    promised = "; ".join(promise_words(profile, item) for item in profile.open_commitments[:2])
    lines = (
        f"owner {owners(profile) or 'nobody yet'}",
        f"decides: {deciders or 'nobody on file'}",
        f"promised: {promised or 'nothing open'}",
        f"missing: {', '.join(profile.missing) or 'nothing'}",
    )
    return [Section(headline(profile).upper(), lines)]


def overview(profile: Profile) -> list[Section]:
    """Return what one should know before a visit; what is unknown is said, not left out."""
    client, opened = profile.client, profile.open_commitments[:PROMISES_SHOWN]
    sections = [
        Section("HEALTH", _health(profile)),
        Section("DECIDES", tuple(map(person_words, profile.deciders)) or ("nobody on file",)),
        Section("WANTS", client.priorities or ("no priorities on file",)),
        Section("ROLE", _roles(profile)),
        Section("PROMISED", tuple(promise_words(profile, item) for item in opened) or ("nothing open",)),
        Section("USES", _uses(profile)),
        Section("ELSE", client.competitors or ("no competitor on file",)),
    ]
    if client.parent:
        sections.append(Section("PART OF", (profile.names.get(client.parent, ""),)))
    if client.notes:
        sections.append(Section("NOTES", tuple(client.notes.splitlines()[:NOTES_SHOWN])))
    return [*sections, *_gaps(profile)]


def _health(profile: Profile) -> tuple[str, ...]:
    met = max((item.held_at for item in profile.touchpoints if item.held_at), default=None)
    kept = kept_on_original_date(profile.commitments, profile.today)
    figures = f"CSAT {csat(profile.feedback)}   kept {kept}   seen {ago_words(met, profile.today)}"
    return f"we see {str(profile.client.perceived_health).upper()}", figures


def _roles(profile: Profile) -> tuple[str, ...]:
    client = profile.client
    roles = (
        ("success", client.role_in_success_today, client.role_in_success_agreed),
        ("risk", client.role_in_risk_today, client.role_in_risk_agreed),
    )
    return tuple(
        f"{word}: {first_line(today).rstrip('.') or '-'}; agreed: {first_line(agreed).rstrip('.') or 'not yet'}"
        for word, today, agreed in roles
    )


def _uses(profile: Profile) -> tuple[str, ...]:
    current = profile.current_subscriptions
    if not current:
        return ("no service on file",)
    happy = [item.service for item in current if (item.satisfaction or 0) >= HAPPY_FROM]
    unhappy = [item.service for item in current if item.satisfaction and item.satisfaction <= UNHAPPY_TO]
    said = [f"{len({item.service for item in current})} services"]
    for word, services in (("happy", happy), ("unhappy", unhappy)):
        if services:
            said.append(f"{word}: {', '.join(dict.fromkeys(service_name(profile, one) for one in services))}")
    return tuple(said)


def _gaps(profile: Profile) -> list[Section]:
    stale = [facet for facet in Facet if facet in profile.stale]
    gaps = [Section("COMPLETE", (f"{profile.complete} of {len(Facet)} facets",))]
    if profile.missing:
        gaps.append(Section("MISSING", (", ".join(profile.missing),)))
    if stale:
        gaps.append(Section("STALE", (", ".join(stale),)))
    return gaps


def person_words(person: Stakeholder) -> str:
    """Return who somebody at the client is, with the number to call."""
    influence = f"influence {person.influence}" if person.influence else ""
    support = f"support {person.support:+d}" if person.support is not None else ""
    return joined(person.name, person.role, person.phone, influence, support)


def promise_words(profile: Profile, item: Commitment) -> str:
    """Return what was promised, until when, and which teams it waits for."""
    waits = profile.waits_on(item)
    return joined(item.title, _when(profile, item), f"waits {', '.join(waits)}" if waits else "")


def _when(profile: Profile, item: Commitment) -> str:
    if item.state in (CommitmentState.PROMISED, CommitmentState.IN_DELIVERY):
        return due_words(item.due, profile.today).replace("late", "LATE")
    return f"{item.state}, {due_words(item.due, profile.today)}" if item.due else str(item.state)


def service_name(profile: Profile, service: RecordId | None) -> str:
    """Return what a service is called."""
    return profile.names.get(service, "?") if service else "-"
