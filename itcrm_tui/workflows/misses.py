"""Missed promises with their reviews: read for a report, for one review, and for what Today asks of people."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.misses import missing_of
from itcrm_tui.domain.misses_names import named_in, warning
from itcrm_tui.domain.misses_report import LOOKED_BACK, Miss, Report, months_until, report
from itcrm_tui.domain.misses_told import drafted
from itcrm_tui.domain.people import Person, Team
from itcrm_tui.domain.promising import MissReview
from itcrm_tui.domain.showing import shown
from itcrm_tui.domain.today import WEEK_AHEAD, Need, What
from itcrm_tui.domain.values import known_fields
from itcrm_tui.domain.wording import day_words, first_line
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows import notation
from itcrm_tui.workflows.parts import every
from itcrm_tui.workflows.promising.reading import one, those
from itcrm_tui.workflows.records import cut
from itcrm_tui.workflows.references import words_for
from storage.reader import Reader
from storage.store import Store
from storage.views.misses import actions_due, missed_since, open_reviews


@dataclass(frozen=True)
class OpenReview:
    """The review of a miss, if there is one, with what is typed in its fields, and the names no client should read."""

    commitment: Commitment
    client: str
    review: MissReview | None
    texts: Mapping[str, str]
    teams: tuple[str, ...]
    people: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """What the review still lacks, in words."""
        return missing_of(self.review)

    def draft(self) -> str:
        """Return what the client may be told, drafted from what the review says."""
        review = self.review
        if review is None:
            return self.drafted((), "", None)
        return self.drafted(review.causes, review.corrective_action or "", review.due)

    def drafted(self, causes: Sequence[str], action: str, action_due: date | None) -> str:
        """Return what the client may be told, drafted from what a form says; dates as on the day it was missed."""
        commitment = self.commitment
        return drafted(commitment, causes, action, action_due, commitment.closed_on or date.max)

    def warning(self, told: str) -> str:
        """Return in a sentence whom of ours a text to the client names; nothing where it names nobody."""
        return warning(named_in(told, self.teams, self.people, self.commitment.title))


def is_missed(store: Store, record_id: RecordId) -> bool:
    """Return whether a living commitment is missed."""
    with store.read() as reader:
        found = one(reader, Commitment, record_id)
    return found is not None and found.state is State.MISSED


def open_review(store: Store, commitment_id: RecordId) -> OpenReview | None:
    """Return the review of a living missed commitment; None where there is no such commitment."""
    with store.read() as reader:
        commitment = one(reader, Commitment, commitment_id)
        if commitment is None or commitment.state is not State.MISSED:
            return None
        review = latest_review(those(reader, MissReview, "commitment", [commitment_id])).get(commitment_id)
        client = one(reader, Client, commitment.client)
        texts = _texts(reader, review) if review else {}
        teams, people = every(reader, Team), every(reader, Person)
    return OpenReview(
        commitment,
        client.name if client else "",
        review,
        texts,
        tuple(team.name for team in teams),
        tuple(person.name for person in people),
    )


def told_warning(store: Store, review: MissReview) -> str:
    """Return in a sentence whom of ours the words to the client name; nothing where they name nobody."""
    found = open_review(store, review.commitment)
    return found.warning(review.told_to_client or "") if found else ""


def reviewed_commitment(store: Store, review_id: RecordId) -> RecordId | None:
    """Return the commitment of a living review; None where there is none of that id."""
    with store.read() as reader:
        found = one(reader, MissReview, review_id)
    return found.commitment if found else None


@dataclass(frozen=True)
class Finished:
    """What became of a corrective action; `commitment`: its review is to be filled in first."""

    sentence: str = ""
    written: bool = False
    commitment: RecordId | None = None


def finish_action(store: Store, review_id: RecordId, today: date) -> Finished | None:
    """Say of a complete review that its corrective action was done today; None where there is no such review."""
    with store.read() as reader:
        review = one(reader, MissReview, review_id)
    if review is None:
        return None
    if missing_of(review):
        return Finished(commitment=review.commitment)
    if review.done_on is not None:
        return Finished(f"This action was done on {day_words(review.done_on, today)}.")
    action = first_line(review.corrective_action)
    with store.write(cut(f"Done: {action}")) as unit:
        unit.save(review, replace(review, done_on=today))
    return Finished(f"Done: {cut(action)}.", written=True)


def latest_review(reviews: Sequence[MissReview]) -> dict[RecordId, MissReview]:
    """Return by commitment the review that counts: the latest."""
    return {review.commitment: review for review in sorted(reviews, key=lambda review: review.id)}


def misses_report(store: Store, months: int, today: date) -> Report:
    """Return the causes of the misses of so many months, this one the last. Raises NotForRoleError."""
    with store.read() as reader:
        year, month = months_until(today, max(months, LOOKED_BACK))[0]
        missed = those(reader, Commitment, "id", missed_since(reader.connection, date(year, month, 1)))
        return report(_with_reviews(reader, missed), months_until(today, months), today)


def miss_of(store: Store, commitment: Commitment) -> Miss:
    """Return a missed commitment with its review."""
    with store.read() as reader:
        return next(_with_reviews(reader, [commitment]))


def _with_reviews(reader: Reader, missed: Sequence[Commitment]) -> Iterator[Miss]:
    reviews = latest_review(those(reader, MissReview, "commitment", {one.id for one in missed}))
    clients = {one.id: one for one in those(reader, Client, "id", {one.client for one in missed})}
    for commitment in missed:
        client = clients.get(commitment.client)
        yield Miss(commitment, reviews.get(commitment.id), (client.code or client.name) if client else "")


def needs_of_misses(reader: Reader, me: RecordId | None, today: date) -> Iterator[Need]:
    """Yield what misses ask of somebody today: reviews that are not complete, corrective actions due in a week."""
    due = actions_due(reader.connection, today + timedelta(days=WEEK_AHEAD))
    reviews = those(reader, MissReview, "id", {*open_reviews(reader.connection), *due})
    there = {one.id: one for one in those(reader, Commitment, "id", {one.commitment for one in reviews})}
    for review in reviews:
        commitment = there.get(review.commitment)
        if commitment is None:
            continue
        need = _review_need(review, commitment, me)
        if missing := missing_of(review):
            yield replace(need, note=f"no {missing[0]}" if len(missing) == 1 else "to be reviewed")
        else:
            note = review.corrective_action or ""
            yield replace(need, what=What.ACTION, due=review.due, title=note, note=f"after {commitment.title}")


def _review_need(review: MissReview, commitment: Commitment, me: RecordId | None) -> Need:
    return Need(
        kind="miss_review",
        record=review.id,
        what=What.REVIEW,
        title=commitment.title,
        client_id=commitment.client,
        mine=me is not None and review.owner == me,
        is_taken=review.owner is not None,
    )


def _texts(reader: Reader, review: MissReview) -> dict[str, str]:
    kind, how, name = KINDS["miss_review"], notation.typed(reader), words_for(reader, [review])
    return {key: shown(kind.by_name[key], value, how, name) for key, value in known_fields(review).items()}
