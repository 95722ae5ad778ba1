"""Feedback of all kinds and states, from the first word to the answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from itcrm_tui.domain.client import Segment
from itcrm_tui.domain.commitment import Commitment, CommitmentState
from itcrm_tui.domain.feedback import Feedback, FeedbackKind, FeedbackState
from itcrm_tui.domain.people import Person
from itcrm_tui.workflows.demo import days
from itcrm_tui.workflows.demo.clients import Book, Dossier
from itcrm_tui.workflows.demo.commitments import Promises
from itcrm_tui.workflows.demo.draw import Draw, Slots, month_name
from itcrm_tui.workflows.demo.people import Staff
from itcrm_tui.workflows.demo.replies import Word, handled
from itcrm_tui.workflows.demo.services import Directory, Offer
from itcrm_tui.workflows.demo.subscriptions import Uses
from itcrm_tui.workflows.demo.voices import Voices
from itcrm_tui.workflows.demo.words import answers
from itcrm_tui.workflows.demo.words import complaints as words

_OFTEN = {Segment.STRATEGIC: 4, Segment.KEY: 3, Segment.STANDARD: 1, None: 0}
_KINDS = {
    FeedbackKind.COMPLAINT: 42,
    FeedbackKind.COMPLIMENT: 20,
    FeedbackKind.SUGGESTION: 20,
    FeedbackKind.SURVEY_ANSWER: 18,
}
_SATISFACTION = {
    FeedbackKind.COMPLAINT: ((1, 2, 3), 0.5),
    FeedbackKind.COMPLIMENT: ((4, 5, 5), 0.5),
    FeedbackKind.SUGGESTION: ((3, 4), 0.15),
    FeedbackKind.SURVEY_ANSWER: ((1, 2, 3, 3, 4, 4, 4, 5, 5), 1.0),
}
"""What people who rate at all give, and how many of them rate."""


@dataclass(frozen=True)
class House:
    """Everything that feedback can be about."""

    staff: Staff
    book: Book
    directory: Directory
    uses: Uses
    promises: Promises


def make(draw: Draw, today: date, house: House, months: int, count: int) -> list[Feedback]:
    """Return `count` pieces of feedback of the last months: open ones first, then late promises, then any."""
    made = list(_opening(draw, today, house))[:count]
    made += list(_about_promises(draw, today, house))[: (count - len(made)) // 4]
    voices, close = Voices(draw), house.book.close
    often = [_OFTEN[dossier.client.segment] for dossier in close]
    for _ in range(count - len(made)):
        dossier = draw.choices(close, often)[0] if close and draw.chance(0.98) else None
        made.append(_by_chance(draw, today, house, voices, dossier, months * 30))
    return made


def _opening(draw: Draw, today: date, house: House) -> Iterator[Feedback]:
    for opened in words.OPENING:
        dossier, offer = house.book.by_key.get(opened.client), house.directory.by_code.get(opened.service)
        if dossier and offer:
            yield _open(draw, today, house, opened, dossier, offer)


def _open(
    draw: Draw, today: date, house: House, opened: words.OpeningWords, dossier: Dossier, offer: Offer
) -> Feedback:
    received = days.moment(days.later(today, opened.received), 12, 5)
    state = FeedbackState(opened.state)
    author = next((person.id for person in dossier.stakeholders if person.name == opened.stakeholder), None)
    return Feedback(
        id=draw.new_id(received),
        kind=FeedbackKind(opened.kind),
        subject=opened.subject,
        text=opened.text,
        client=dossier.client.id,
        stakeholder=author,
        service=offer.service.id,
        commitment=house.promises.of(dossier.client.id, opened.promise),
        channel="e-mail",
        received_at=received,
        csat=opened.csat,
        state=state,
        assignee=dossier.client.relationship_owner if state is FeedbackState.ASSIGNED else None,
        reply_due=days.moment(days.later(today, opened.reply), 15),
        acknowledged_at=None if state is FeedbackState.NEW else received + timedelta(hours=3),
    )


def _about_promises(draw: Draw, today: date, house: House) -> Iterator[Feedback]:
    """Yield complaints about promises that were late, a day or two after the date."""
    told = (CommitmentState.MISSED, CommitmentState.PROMISED, CommitmentState.IN_DELIVERY)
    for promise in house.promises.made:
        commitment = promise.commitment
        late = commitment.due is not None and (today - commitment.due).days > 5 and commitment.state in told
        if late and promise.wish.dossier.close and draw.chance(0.7):
            yield _about(draw, today, house, commitment, promise.wish.dossier)


def _about(draw: Draw, today: date, house: House, commitment: Commitment, dossier: Dossier) -> Feedback:
    due = commitment.due or today
    subject, text = draw.choice(words.ABOUT_A_PROMISE)
    received = _received(draw, days.later(due, draw.randint(1, 2)))
    helper = draw.choice(house.staff.relations)
    told = {"title": commitment.title, "due": f"{due.day} {month_name(due.month)}", "helper": helper.name}
    slots = Slots(draw, received.date(), **told)
    said = Word(
        kind=FeedbackKind.COMPLAINT,
        received=received,
        dossier=dossier,
        service=commitment.service,
        commitment=commitment.id,
        subject=slots.fill(subject),
        text=slots.fill(text),
        slots=slots,
        person=helper,
        replies=words.PROMISE_REPLIES,
    )
    return _feedback(draw, today, said)


def _by_chance(
    draw: Draw, today: date, house: House, voices: Voices, dossier: Dossier | None, history: int
) -> Feedback:
    kind = draw.choices(list(_KINDS), list(_KINDS.values()))[0]
    offer = draw.choice((house.uses.of(dossier) if dossier else []) or house.directory.live)
    helper = draw.choice(house.staff.team_of(offer.words.efforts[0][0]) if offer.words.efforts else house.staff.people)
    received = _received(draw, today - timedelta(days=1 + int(max(1, history - 2) * draw.random() ** 1.5)))
    slots = _slots(draw, received.date(), dossier, offer, helper)
    csat = _csat(draw, kind)
    spoken = voices.say(kind, offer.code, slots, csat, on_the_floor=dossier is not None and dossier.on_the_floor)
    said = Word(
        kind=kind,
        received=received,
        dossier=dossier,
        service=offer.service.id,
        subject=spoken.subject,
        text=spoken.text,
        csat=csat,
        slots=slots,
        person=helper,
        replies=spoken.replies,
    )
    return _feedback(draw, today, said)


def _slots(draw: Draw, on: date, dossier: Dossier | None, offer: Offer, helper: Person) -> Slots:
    own = {"line": dossier.line_name(draw), "place": dossier.place(draw)} if dossier else {"line": "our team"}
    cause = draw.choice(answers.CAUSES[offer.words.category])
    return Slots(draw, on, service=offer.service.name, helper=helper.name, cause=cause, **own)


def _received(draw: Draw, day: date) -> datetime:
    on = day if draw.chance(0.08) else days.workday_until(day)
    return days.moment(on, draw.randint(5, 17), draw.randrange(60))


def _csat(draw: Draw, kind: FeedbackKind) -> int | None:
    values, likely = _SATISFACTION[kind]
    return draw.choice(values) if draw.chance(likely) else None


def _feedback(draw: Draw, today: date, said: Word) -> Feedback:
    survey, dossier = said.kind is FeedbackKind.SURVEY_ANSWER, said.dossier
    author = draw.choice(dossier.present) if dossier and dossier.present and draw.chance(0.93) else None
    return Feedback(
        id=draw.new_id(said.received),
        kind=said.kind,
        subject=said.subject,
        text=said.text,
        client=dossier.client.id if dossier else None,
        stakeholder=author.id if author else None,
        service=said.service,
        commitment=said.commitment,
        channel="survey" if survey else draw.choice(answers.CHANNELS),
        received_at=said.received,
        csat=said.csat,
        nps=min(10, max(0, 2 * (said.csat or 3) + draw.randint(-2, 1))) if survey and draw.chance(0.9) else None,
        **handled(draw, today, said),
    )
