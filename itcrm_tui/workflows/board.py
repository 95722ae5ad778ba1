"""What the board says of its cards: how each stands, and of the one under the cursor whether it can be promised."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from itcrm_tui.domain.board_words import IN_WORK, CardFacts, Said, declined_words, standing
from itcrm_tui.domain.capacity.candidate import Candidate
from itcrm_tui.domain.capacity.words import WEEKDAYS, check_words, earliest_words, way_words
from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.overview import BoardCard
from itcrm_tui.domain.verdict import Verdict
from itcrm_tui.domain.waiting import waits_words
from itcrm_tui.domain.wording import day_words, due_words, hours_words
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.booked import Booked
from itcrm_tui.workflows.capacity import Weighed
from itcrm_tui.workflows.parts import Parts, every, parts
from itcrm_tui.workflows.promising.let_pass import told_of
from storage.store import Store

TO_BE_PROMISED = (State.DRAFT, State.CHECKED)
OPEN = (*TO_BE_PROMISED, *IN_WORK)


@dataclass(frozen=True)
class Judged:
    """A commitment as what is weighed, where it may still be promised, and what there is to say, with styles."""

    wish: Candidate | None = None
    lines: tuple[Said, ...] = ()


def standings(store: Store, there: Booked, cards: Sequence[BoardCard], today: date) -> dict[RecordId, Said]:
    """Return how each of some cards stands, in words with their style. Raises NotForRoleError."""
    ids = [card.id for card in cards if card.state in OPEN]
    if not ids:
        return {card.id: standing(CardFacts(state=card.state), today) for card in cards}
    with store.read() as reader:
        known, there_are = parts(reader, ids), {one.id: one for one in every(reader, Commitment, id=ids)}
    weighed = [one for one in there_are.values() if one.state in TO_BE_PROMISED]
    checks = dict(zip((one.id for one in weighed), there.checks([known.wish(one) for one in weighed]), strict=True))
    at_risk = there.at_risk
    return {
        card.id: standing(
            CardFacts(
                state=card.state,
                due=card.due,
                answer_due=there_are[card.id].answer_due if card.id in there_are else None,
                check=checks.get(card.id),
                waits=known.waits(card.id),
                declined=known.declined(card.id),
                over=sum(one.minutes for one in at_risk.get(card.id, ())),
                left=known.left(card.id),
            ),
            today,
        )
        for card in cards
    }


def judged(store: Store, there: Booked, record_id: RecordId, today: date) -> Judged:
    """Return what there is to say of one commitment; of a closed one only that it was promised over capacity.

    Raises NotForRoleError.
    """
    with store.read() as reader:
        commitment = reader.get(Commitment, record_id)
        if not isinstance(commitment, Commitment):
            return Judged()
        passed = told_of(reader, record_id, today)
        over: tuple[Said, ...] = ((passed, "risk"),) if passed else ()
        if commitment.state is State.DELIVERED:
            return Judged(None, (_delivered(commitment, today), *over))
        if commitment.state not in OPEN:
            return Judged(None, over)
        known = parts(reader, [record_id])
    wish = known.wish(commitment)
    first, *rest = _lines(there, commitment, wish, known, today)
    lines = (first, *over, *rest)
    return Judged(wish if commitment.state in TO_BE_PROMISED else None, lines)


def _lines(there: Booked, commitment: Commitment, wish: Candidate, known: Parts, today: date) -> Iterator[Said]:
    subject = joined_needs(commitment, wish, there, today)
    yield from ((f"{declined_words(*one)}.", "risk") for one in known.declined(commitment.id))
    if commitment.state in IN_WORK:
        yield from _promised(there, commitment, subject, known, today)
        if not _is_in_trouble(there, commitment, today):
            return
    weighed, names = there.weigh(wish), there.known.names
    first, *others = check_words(weighed.check, names, today)
    if commitment.state in TO_BE_PROMISED:
        yield f"{subject}: {first}", "" if weighed.check.verdict is Verdict.OK else "risk"
    told = there.client_words(commitment.answer_due, weighed, today) if commitment.state in TO_BE_PROMISED else ""
    yield _dates(weighed, commitment, known, told, today), ""
    if weighed.check.verdict is Verdict.SHORT and any(full.rows for full in weighed.in_the_way):
        yield from ((words, "") for words in way_words(weighed.in_the_way, names))
    if commitment.state in TO_BE_PROMISED:
        yield from ((words, "muted") for words in others)


def _delivered(commitment: Commitment, today: date) -> Said:
    """Return what is asked of a promise that is delivered; what came too late is missed whatever the client says."""
    on, due = commitment.delivered_on, commitment.due
    when = f"Delivered {WEEKDAYS[on.weekday()]} {day_words(on, today)}" if on is not None else "Delivered"
    if on is not None and due is not None and on > due:
        return f"{when}, after its due date: it can only be closed as missed.", "risk"
    return f"{when}. Has the client accepted it?", "strong"


def _is_in_trouble(there: Booked, commitment: Commitment, today: date) -> bool:
    """Return whether a promise is late, or will be."""
    return commitment.id in there.at_risk or (commitment.due is not None and commitment.due < today)


def joined_needs(commitment: Commitment, wish: Candidate, there: Booked, today: date) -> str:
    """Return what a commitment needs and by when: `Site Lyon, 40 h Network by 12 Dec`."""
    names = there.known.names
    needs = [f"{hours_words(need.minutes)} {names.get(need.role or need.requirement, '?')}" for need in wish.hours]
    needs += [thing.name for thing in wish.things]
    due = f" by {day_words(commitment.due, today)}" if commitment.due else ""
    return ", ".join([commitment.title, *needs]) + due


def _promised(there: Booked, commitment: Commitment, subject: str, known: Parts, today: date) -> Iterator[Said]:
    over = there.at_risk.get(commitment.id, ())
    if not over:
        late = commitment.due is not None and commitment.due < today
        yield f"{subject}: {due_words(commitment.due, today) if late else 'in the schedule'}", "late" if late else ""
    for one in over:
        role = there.known.names.get(one.role, "?")
        day = f"{WEEKDAYS[one.day.weekday()]} {day_words(one.day, today)}"
        yield f"{subject}: AT RISK, {hours_words(one.minutes)} {role} cannot be done by {day}", "risk"
    left = known.left(commitment.id)
    parts_left = f"{hours_words(left)} left" if left is not None else ""
    if said := _facts(parts_left, waits_words(known.waits(commitment.id), today)):
        yield said, ""


def _dates(weighed: Weighed, commitment: Commitment, known: Parts, told: str, today: date) -> str:
    is_asked = commitment.state in TO_BE_PROMISED
    answer_due = commitment.answer_due if is_asked and not told else None
    return _facts(
        told.rstrip(".") or earliest_words(weighed.earliest, today),
        f"answer due {due_words(answer_due, today)}" if answer_due else "",
        waits_words(known.waits(commitment.id), today) if is_asked else "",
    )


def _facts(*known: str) -> str:
    """Return facts in one line, parted by more than blanks: a line may be broken between them."""
    return "; ".join(filter(None, known))
