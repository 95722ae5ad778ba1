"""The people at a client: who decides, who influences, who has left."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from itcrm_tui.domain.client import Client, LineOfBusiness, Segment, Stakeholder, StakeholderRole
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.demo import days, names
from itcrm_tui.workflows.demo.draw import Draw
from itcrm_tui.workflows.demo.words.stakeholders import DECISION, NOTES, OF_NOTE, ORDER, TITLES, PersonOfNote

_HOW_MANY = {Segment.STRATEGIC: (5, 8), Segment.KEY: (3, 6), Segment.STANDARD: (2, 4), None: (1, 1)}
_INFLUENCE = {DECISION: (4, 5), "financial approver": (3, 5), "user": (1, 2)}


def stakeholders_of(
    draw: Draw, today: date, client: Client, lines: tuple[LineOfBusiness, ...], *, decision_maker: bool
) -> tuple[Stakeholder, ...]:
    """Return the people we know at a client, the head first if known; one in twelve has left."""
    made: list[Stakeholder] = []
    head: RecordId | None = None
    for words in _described(draw, client, decision_maker=decision_maker):
        line = draw.choice(lines) if lines and words.role != DECISION and draw.chance(0.6) else None
        person = _stakeholder(draw, today, client, line, words)
        made.append(replace(person, reports_to=head, left_on=_left_on(draw, today, client, words) if made else None))
        head = head or (made[0].id if words.role == DECISION else None)
    return tuple(made)


def _described(draw: Draw, client: Client, *, decision_maker: bool) -> Iterator[PersonOfNote]:
    of_note = OF_NOTE.get(client.code or "", ())
    count = draw.randint(*_HOW_MANY[client.segment])
    headless = not decision_maker or any(words.role == DECISION for words in of_note)
    order = ORDER[1:] if headless else ORDER
    yield from of_note
    for number in range(count - len(of_note)):
        yield _unknown(draw, order[number % len(order)])


def _unknown(draw: Draw, role: str) -> PersonOfNote:
    influence = draw.randint(*_INFLUENCE.get(role, (2, 4)))
    support = draw.choice((-2, -1, 0, 0, 1, 1, 1, 2))
    return PersonOfNote(names.full_name(draw), role, draw.choice(TITLES[role]), influence, support)


def _left_on(draw: Draw, today: date, client: Client, words: PersonOfNote) -> date | None:
    if _of_note(client, words) or not draw.chance(0.12):
        return None
    return days.later(today, -draw.randint(15, 240))


def _of_note(client: Client, words: PersonOfNote) -> bool:
    return words in OF_NOTE.get(client.code or "", ())


def _stakeholder(
    draw: Draw, today: date, client: Client, line: LineOfBusiness | None, words: PersonOfNote
) -> Stakeholder:
    """Return one person: of those everybody knows we know all, of the others most."""
    sure = _of_note(client, words)
    rated = sure or (client.segment is not None and draw.chance(0.8))
    return Stakeholder(
        id=draw.new_id(today - timedelta(days=draw.randint(600, 640))),
        client=client.id,
        name=words.name,
        role=StakeholderRole(words.role) if client.segment else None,
        title=words.title.format(client=client.name, line=line.name if line else client.name),
        line_of_business=line.id if line else None,
        influence=words.influence if rated else None,
        support=words.support if rated else None,
        email=names.address(words.name) if sure or draw.chance(0.95) else None,
        phone=names.phone(draw) if sure or draw.chance(0.85) else None,
        notes=draw.choice(NOTES) if draw.chance(0.2) else None,
    )
