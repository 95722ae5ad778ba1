"""What one should know of a client before a visit, each line with the rows behind it; what is unknown is said."""

from collections.abc import Iterator

from itcrm_tui.domain.client import Facet
from itcrm_tui.domain.linked import Line, Paragraph, Way, to_record, to_tab
from itcrm_tui.domain.profile import Profile
from itcrm_tui.domain.profile_words import person_words, promise_words, service_name
from itcrm_tui.domain.wording import ago_words, first_line, named
from itcrm_tui.ids import RecordId

PROMISES_SHOWN = 5
PEOPLE_SHOWN = 4
NOTES_SHOWN = 12

_FACET_TABS = {
    Facet.DECISION_MAKER: "people",
    Facet.SERVICES_USED: "services",
    Facet.SATISFACTION: "services",
    Facet.USAGE_BY_LINE_OF_BUSINESS: "usage",
}


def overview(profile: Profile) -> list[Paragraph]:
    """Return the client at a glance."""
    client = profile.client
    paragraphs = [
        Paragraph("HEALTH", tuple(_health(profile))),
        Paragraph("DECIDES", tuple(_deciders(profile))),
        Paragraph("WANTS", _texts(client.priorities) or (Line("no priorities on file"),)),
        Paragraph("ROLE", tuple(_roles(profile))),
        Paragraph("PROMISED", tuple(_promises(profile)), apart=True),
        Paragraph("USES", tuple(_uses(profile))),
        Paragraph("ELSE", _texts(client.competitors) or (Line("no competitor on file"),)),
    ]
    if client.parent:
        paragraphs.append(
            Paragraph("PART OF", (to_record(profile.names.get(client.parent, ""), "client", client.parent),))
        )
    if client.notes:
        paragraphs.append(Paragraph("NOTES", _texts(client.notes.splitlines()[:NOTES_SHOWN]), apart=True))
    return [*paragraphs, *_gaps(profile)]


def _texts(texts: tuple[str, ...] | list[str]) -> tuple[Line, ...]:
    return tuple(Line(text) for text in texts)


def _health(profile: Profile) -> Iterator[Line]:
    health, figures = profile.client.perceived_health, profile.figures
    yield Line(
        f"we see {str(health).upper()}", style={"red": "late", "yellow": "risk", "green": "good"}.get(health, "")
    )
    counted = {
        f"CSAT {figures.csat}": "feedback",
        f"kept {figures.kept}": "promises",
        f"seen {ago_words(figures.met_at, profile.today)}": "time",
    }
    yield Line("   ".join(counted), tuple(Way(words, tab=tab) for words, tab in counted.items()))


def _deciders(profile: Profile) -> Iterator[Line]:
    deciders = profile.deciders
    yield from (to_record(person_words(one), "stakeholder", one.id) for one in deciders[:PEOPLE_SHOWN])
    if len(deciders) > PEOPLE_SHOWN:
        yield to_tab(f"{len(deciders) - PEOPLE_SHOWN} more", "people")
    if not deciders:
        yield to_tab("nobody on file", "people")


def _roles(profile: Profile) -> Iterator[Line]:
    client = profile.client
    roles = (
        ("success", client.role_in_success_today, client.role_in_success_agreed),
        ("risk", client.role_in_risk_today, client.role_in_risk_agreed),
    )
    for word, today, agreed in roles:
        is_agreed = first_line(agreed).rstrip(".") or "not yet"
        yield Line(f"{word}: {first_line(today).rstrip('.') or '-'}; agreed: {is_agreed}")


def _promises(profile: Profile) -> Iterator[Line]:
    shown = profile.open_commitments[:PROMISES_SHOWN]
    for item in shown:
        words = promise_words(profile, item)
        yield to_record(words, "commitment", item.id, "late" if " LATE" in words else "")
    more = profile.figures.open_promises - len(shown)
    if more > 0:
        yield to_tab(f"{more:,} more", "promises", "muted")
    if not shown:
        yield to_tab("nothing open", "promises")


def _uses(profile: Profile) -> Iterator[Line]:
    figures = profile.figures
    if not figures.services:
        yield to_tab("no service on file", "services")
        return
    yield to_tab(named(figures.services, "service"), "services")
    for word, services, style in (("happy", figures.happy, ""), ("unhappy", figures.unhappy, "risk")):
        if services:
            yield to_tab(f"{word}: {_names(profile, services)}", "services", style)


def _names(profile: Profile, services: tuple[RecordId, ...]) -> str:
    return ", ".join(service_name(profile, one) for one in services)


def _gaps(profile: Profile) -> list[Paragraph]:
    stale = [facet for facet in Facet if facet in profile.stale]
    gaps = [Paragraph("COMPLETE", (to_tab(f"{profile.complete} of {len(Facet)} facets", "more"),), apart=True)]
    if profile.missing:
        gaps.append(Paragraph("MISSING", (_facets(profile.missing),)))
    if stale:
        gaps.append(Paragraph("STALE", (_facets(stale),)))
    return gaps


def _facets(facets: list[Facet] | tuple[Facet, ...]) -> Line:
    ways = {tab: Way(str(facet), tab=tab) for facet in facets if (tab := _FACET_TABS.get(facet))}
    return Line(", ".join(facets), tuple(ways.values()))
