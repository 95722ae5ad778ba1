"""The client at a glance, in words: who they are, what is promised, what is missing."""

from itcrm_tui.domain.client import Stakeholder
from itcrm_tui.domain.commitment import Commitment, CommitmentState
from itcrm_tui.domain.profile import Profile
from itcrm_tui.domain.waiting import waits_words
from itcrm_tui.domain.wording import Section, due_words, joined
from itcrm_tui.ids import RecordId


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


def person_words(person: Stakeholder) -> str:
    """Return who somebody at the client is, with the number to call."""
    influence = f"influence {person.influence}" if person.influence else ""
    support = f"support {person.support:+d}" if person.support is not None else ""
    return joined(person.name, person.role, person.phone, influence, support)


def promise_words(profile: Profile, item: Commitment) -> str:
    """Return what was promised, until when, and which teams it waits for."""
    return joined(item.title, _when(profile, item), waits_words(profile.waits_on(item), profile.today))


def _when(profile: Profile, item: Commitment) -> str:
    if item.state in (CommitmentState.PROMISED, CommitmentState.IN_DELIVERY):
        return due_words(item.due, profile.today).replace("late", "LATE")
    return f"{item.state}, {due_words(item.due, profile.today)}" if item.due else str(item.state)


def service_name(profile: Profile, service: RecordId | None) -> str:
    """Return what a service is called."""
    return profile.names.get(service, "?") if service else "-"
