"""Records of each kind as their known fields in JSON form, one after the other, the same for the same size."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from benchmarks.generator import words
from benchmarks.generator.identity import day, identifier, identifiers, moment, month
from benchmarks.generator.sizes import Size

State = dict[str, Any]
Made = Iterator[State]
TEAMS, ROLES = 8, 20

_SEGMENTS = ("strategic", "key", "key", "standard", "standard", "standard", "standard", "standard")
_HEALTH = ("unknown", "unknown", "green", "green", "yellow", "red")
_BOARD = ("draft", "checked", "promised", "in delivery", "kept")
_STATES = (*_BOARD, "promised", "delivered", "missed", "declined", "withdrawn", *("kept",) * 10)
_SAID = ("complaint", "complaint", "compliment", "suggestion", "survey answer")
_HANDLED = ("new", "acknowledged", "assigned", "answered", *("closed",) * 8)
_MEETINGS = ("visit", "call", "call", "service review", "strategy session")


def states(kind: str, size: Size) -> Made:
    """Yield the records of a kind, without their ids."""
    make, count = _MAKERS[kind]
    return make(Random(f"{kind} {size.name}"), size, count(size))


def _teams(_draw: Random, _size: Size, count: int) -> Made:
    return ({"name": f"Team {number + 1}"} for number in range(count))


def _roles(_draw: Random, _size: Size, count: int) -> Made:
    teams = identifiers("team", TEAMS)
    return ({"name": f"Role {number + 1}", "team": teams[number % TEAMS]} for number in range(count))


def _people(draw: Random, _size: Size, count: int) -> Made:
    for number in range(count):
        name = words.person(draw)
        shares = {identifier("role", number % ROLES): "1"}
        login = {"login": f"p{number:05}", "manager": number % 10 == 0, "crm_unit": False, "may_override": False}
        yield {"name": name, "weekly_minutes": 2400, "role_shares": shares, **login}


def _clients(draw: Random, size: Size, count: int) -> Made:
    people = identifiers("person", size.people)
    for number in range(count):
        yield {
            "code": f"K{number:07}",
            "name": words.organization(draw, number),
            "segment": _SEGMENTS[int(draw.random() * len(_SEGMENTS))],
            "tier": 1 + int(draw.random() * 4),
            "status": "active",
            "relationship_owner": people[int(draw.random() * size.people)],
            "perceived_health": _HEALTH[int(draw.random() * len(_HEALTH))],
        }


def _stakeholders(draw: Random, size: Size, count: int) -> Made:
    clients = identifiers("client", size.clients)
    for number in range(count):
        client = clients[number % size.clients]
        yield {"client": client, "name": words.person(draw), "email": f"s{number:07}@example.org", "influence": 3}


def _services(draw: Random, _size: Size, count: int) -> Made:
    teams = identifiers("team", TEAMS)
    for number in range(count):
        name = words.text_of(draw, 20)
        code = {"code": f"S{number:03}", "team": teams[number % TEAMS], "phase": "live", "open_to": "all"}
        yield {"name": name, "outcome": words.text_of(draw), **code}


def _rates(_draw: Random, size: Size, count: int) -> Made:
    services = identifiers("service", size.services)
    return ({"service": services[number], "unit": "each", "price": 100 + number} for number in range(count))


def _subscriptions(draw: Random, size: Size, count: int) -> Made:
    clients, services = identifiers("client", size.clients), identifiers("service", size.services)
    for number in range(count):
        yield {
            "client": clients[number % size.clients],
            "service": services[int(draw.random() * size.services)],
            "starts_on": day(draw.random()),
            "quantity": str(1 + int(draw.random() * 200)),
            "charging": "metered",
            "satisfaction": 1 + int(draw.random() * 5),
        }


def _usage(draw: Random, size: Size, count: int) -> Made:
    clients, services = identifiers("client", size.clients), identifiers("service", size.services)
    random, length, offered = draw.random, size.clients, size.services
    for number in range(count):
        client = number % length
        yield {
            "client": clients[client],
            "service": services[(client + number // length) % offered],
            "month": month(number // length),
            "quantity": str(1 + int(random() * 500)),
            "unit": "each",
        }


def _commitments(draw: Random, size: Size, count: int) -> Made:
    clients, services = identifiers("client", size.clients), identifiers("service", size.services)
    people = identifiers("person", size.people)
    for number in range(count):
        state = _BOARD[number % len(_BOARD)] if size.even_states else _STATES[int(draw.random() * len(_STATES))]
        due = day(draw.random())
        yield {
            "client": clients[int(draw.random() * size.clients)],
            "title": words.text_of(draw, 30),
            "service": services[int(draw.random() * size.services)],
            "owner": people[int(draw.random() * size.people)],
            "due": due,
            "state": state,
        } | ({} if state in ("draft", "checked") else {"original_due": due})


def _requirements(draw: Random, _size: Size, count: int) -> Made:
    roles = identifiers("role", ROLES)
    for number in range(count):
        yield {
            "commitment": identifier("commitment", number),
            "kind": "hours",
            "role": roles[int(draw.random() * ROLES)],
            "minutes": 60 * (1 + int(draw.random() * 40)),
            "needed_by": day(draw.random()),
        }


def _feedback(draw: Random, size: Size, count: int) -> Made:
    clients, services = identifiers("client", size.clients), identifiers("service", size.services)
    for number in range(count):
        state = _HANDLED[int(draw.random() * len(_HANDLED))]
        at = moment((number + draw.random()) / count)
        yield {
            "kind": _SAID[int(draw.random() * len(_SAID))],
            "subject": words.text_of(draw, 30),
            "text": words.text_of(draw),
            "client": clients[int(draw.random() * size.clients)],
            "service": services[int(draw.random() * size.services)],
            "received_at": at,
            "csat": 1 + int(draw.random() * 5),
            "state": state,
        } | ({"closed_at": at} if state == "closed" else {})


def _touchpoints(draw: Random, size: Size, count: int) -> Made:
    clients, people = identifiers("client", size.clients), identifiers("person", size.people)
    for _ in range(count):
        yield {
            "kind": _MEETINGS[int(draw.random() * len(_MEETINGS))],
            "client": clients[int(draw.random() * size.clients)],
            "audience": "client",
            "held_at": moment(draw.random()),
            "minutes": 60,
            "held_by": [people[int(draw.random() * size.people)]],
            "purpose": words.text_of(draw, 30),
        }


_MAKERS: dict[str, tuple[Callable[[Random, Size, int], Made], Callable[[Size], int]]] = {
    "team": (_teams, lambda _: TEAMS),
    "role": (_roles, lambda _: ROLES),
    "person": (_people, lambda size: size.people),
    "client": (_clients, lambda size: size.clients),
    "stakeholder": (_stakeholders, lambda size: size.stakeholders),
    "service": (_services, lambda size: size.services),
    "rate": (_rates, lambda size: size.services),
    "subscription": (_subscriptions, lambda size: size.subscriptions),
    "usage": (_usage, lambda size: size.usage),
    "commitment": (_commitments, lambda size: size.commitments),
    "requirement": (_requirements, lambda size: size.requirements),
    "feedback": (_feedback, lambda size: size.feedback),
    "touchpoint": (_touchpoints, lambda size: size.touchpoints),
}
KINDS_MADE = tuple(_MAKERS)
"""In an order in which each finds what it points at."""
