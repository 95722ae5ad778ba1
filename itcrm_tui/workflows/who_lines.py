"""Whom to call, kind by kind: who answers, who is hit, what is promised, what may be said."""

from collections.abc import Callable
from datetime import date
from typing import Any

from itcrm_tui.domain.answers import asked_at, current_answers, is_declined, is_unanswered
from itcrm_tui.domain.calling import TOLD, person_words, said
from itcrm_tui.domain.client import Client, Stakeholder
from itcrm_tui.domain.commitment import Answer, Commitment, Requirement
from itcrm_tui.domain.feedback import Feedback
from itcrm_tui.domain.people import Person, Role, Team
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.service import Service
from itcrm_tui.domain.waiting import age_words
from itcrm_tui.domain.wording import first_line, named
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.who_asked import LEVELS_SHOWN, Asked
from storage.views import whom as view

CLIENTS_SHOWN, PEOPLE_SHOWN, NAMES_SHOWN, TEAMS_SHOWN = 6, 3, 8, 4
Lines = list[tuple[str, list[str]]]


def _client(asked: Asked, client: Client) -> Lines:
    promises = asked.promises("client", client.id)
    services = view.services_used(asked.connection, client.id, asked.today, LEVELS_SHOWN)
    deciders = [person_words(one, str(one.role)) for one in asked.deciders(client, PEOPLE_SHOWN)]
    return [
        ("OURS", asked.owners(client)),
        ("DECIDES", deciders or ["nobody on file"]),
        ("PROMISED", asked.promised(promises, with_client=False) or ["nothing open"]),
        ("LEVELS", asked.levels(services, with_service=True)),
        ("SAY", _sayable(promises)),
    ]


def _sayable(promises: list[Commitment]) -> list[str]:
    """Return what of the promises may be told: what has our word, and nothing that is only drafted or checked."""
    told = [item.title for item in promises if item.state in TOLD]
    not_yet = [item.title for item in promises if item.state not in TOLD]
    return [
        f"promised, may be told: {', '.join(told)}" if told else "nothing is promised, so promise nothing",
        f"not promised yet, not to be told: {', '.join(not_yet)}" if not_yet else "",
    ]


def _service(asked: Asked, service: Service) -> Lines:
    count, ids = view.clients_hit(asked.connection, service.id, asked.today, CLIENTS_SHOWN)
    clients = {one.id: one for one in asked.all(Client, id=ids)}
    hit = [_hit(asked, clients[one]) for one in ids if one in clients]
    more = [f"{count - len(hit):,} more"] if count > len(hit) else []
    call = [service.whom_to_call or "", *asked.person(service.owner, "service owner"), *asked.team(service.team)]
    return [
        ("CALL", [line for line in call if line] or ["nobody on file"]),
        ("HITS", [named(count, "client"), *hit, *more]),
        ("PROMISED", asked.promised(asked.promises("service", service.id))),
        ("LEVELS", asked.levels([service.id], with_service=False)),
        ("SAY", _public_words(service)),
    ]


def _hit(asked: Asked, client: Client) -> str:
    """Return a client that is hit, who decides there, and who of ours speaks with them."""
    deciders = asked.deciders(client, 1)
    owner = asked.one(Person, client.relationship_owner)
    theirs = person_words(deciders[0]) if deciders else "nobody decides on file"
    ours = f"ours {said(owner.name, owner.phone)}" if owner else ""
    return said(client.code or client.name, client.segment, theirs, ours)


def _public_words(service: Service) -> list[str]:
    """Return what the directory tells everybody; notes of our own are not among it."""
    return [
        first_line(service.outcome),
        f"support {service.support_hours}" if service.support_hours else "",
        f"else {first_line(service.next_route_when_refused)}" if service.next_route_when_refused else "",
    ]


def _person(asked: Asked, person: Person) -> Lines:
    roles = asked.all(Role, id=[role for role, _ in person.role_shares])
    teams = list(dict.fromkeys(role.team for role in roles if role.team))
    clients = [one.code or one.name for one in asked.all(Client, limit=NAMES_SHOWN, relationship_owner=person.id)]
    services = [one.code or one.name for one in asked.all(Service, limit=NAMES_SHOWN, owner=person.id)]
    return [
        ("CALL", [*asked.person(person.id, ""), person.email or ""]),
        ("MANAGER", asked.person(person.reports_to, "")),
        ("TEAM", [line for team in teams[:TEAMS_SHOWN] for line in asked.team(team)]),
        ("ANSWERS", [f"for {said(*clients)}" if clients else "", f"for {said(*services)}" if services else ""]),
        ("PROMISED", asked.promised(asked.promises("owner", person.id))),
    ]


def _stakeholder(asked: Asked, person: Stakeholder) -> Lines:
    above = asked.one(Stakeholder, person.reports_to)
    return [
        ("CALL", [person_words(person, str(person.role or "")), person.email or "" if person.phone else ""]),
        ("MANAGER", [person_words(above)] if above else []),
        ("OURS", asked.owners(asked.one(Client, person.client))),
        ("PROMISED", asked.promised(asked.promises("asked_by", person.id), with_client=False)),
    ]


def _commitment(asked: Asked, item: Commitment) -> Lines:
    asker = asked.one(Stakeholder, item.asked_by)
    needs = asked.all(Requirement, commitment=item.id)
    return [
        ("STANDS", asked.promised([item])),
        ("CALL", asked.person(item.owner, "accountable owner") or ["nobody is accountable yet"]),
        ("ASKED BY", [person_words(asker, str(asker.role or ""))] if asker else []),
        ("TEAMS", _teams(asked, needs)),
        ("OURS", asked.owners(asked.one(Client, item.client))),
        ("SAY", _sayable([item])),
    ]


def _teams(asked: Asked, needs: list[Requirement]) -> list[str]:
    """Return for each role that is needed what its team answered, or how long it has been asked, and who leads it."""
    roles = {role.id: role for role in asked.all(Role, id=[need.role for need in needs if need.role])}
    answers = current_answers(asked.all(Answer, requirement=[need.id for need in needs]))
    lines: list[str] = []
    for need in needs:
        role = roles.get(need.role or RecordId(""))
        if role is not None and len(lines) < 2 * TEAMS_SHOWN:
            leads = asked.team(role.team)[:1] or ["no team leads it"]
            lines.append(said(role.name, _answered(need, answers.get(need.id), asked.today), *leads))
    return list(dict.fromkeys(lines))


def _answered(need: Requirement, answer: Answer | None, today: date) -> str:
    """Return what a team has answered, with the reason or the age of the question."""
    if answer is None:
        return "not asked"
    if is_declined(answer):
        return f"declined: {first_line(answer.reason)}" if answer.reason else "declined"
    at = asked_at(need, answer) if is_unanswered(need, answer) else None
    return f"{answer.answer} {age_words(at.date() if at else None, today)}".rstrip()


def _feedback(asked: Asked, item: Feedback) -> Lines:
    person, service = asked.one(Stakeholder, item.stakeholder), asked.one(Service, item.service)
    about = asked.person(service.owner, f"owner of {service.name}") if service else []
    return [
        ("FROM", [person_words(person, str(person.role or ""))] if person else ["nobody on file"]),
        ("ASSIGNED", asked.person(item.assignee, "") or ["nobody yet"]),
        ("OURS", asked.owners(asked.one(Client, item.client))),
        ("ABOUT", about),
    ]


def _team(asked: Asked, team: Team) -> Lines:
    return [("CALL", asked.team(team.id) or ["nobody leads it"])]


def _role(asked: Asked, role: Role) -> Lines:
    return [("CALL", asked.team(role.team) or ["no team leads it"])]


TOLD_BY_KIND: dict[type[Record], Callable[[Asked, Any], Lines]] = {
    Client: _client,
    Service: _service,
    Person: _person,
    Stakeholder: _stakeholder,
    Commitment: _commitment,
    Feedback: _feedback,
    Team: _team,
    Role: _role,
}
"""What is told about a record of each kind that has somebody to call: headings with their lines."""
