"""Making what was supposed real: all of it as one change set, through the gate like any other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from itcrm_tui.domain.client import Stakeholder
from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.promising import Renegotiation
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.renegotiation import Agreement, refused_renegotiation
from itcrm_tui.domain.states import Facts
from itcrm_tui.domain.transitions import refused_step
from itcrm_tui.domain.what_if.applying import edits_of
from itcrm_tui.domain.what_if.forms import AGREED, WITHDRAWN, WhatIfForm
from itcrm_tui.domain.what_if.suppositions import Dropped, DueMoved, Supposition
from itcrm_tui.domain.wording import named
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.promising.gate import guarded
from itcrm_tui.workflows.promising.reading import one, standing
from itcrm_tui.workflows.promising.stakeholders import (
    SaidWrongError,
    called_at_client,
    demand_of_client,
    stakeholder_named,
)
from itcrm_tui.workflows.promising.stepping import stamped
from itcrm_tui.workflows.records import cut
from itcrm_tui.workflows.what_if.typed import read, wrong
from storage.errors import RefusedError
from storage.reader import Reader
from storage.store import Store


@dataclass(frozen=True, kw_only=True)
class Word:
    """What the client has said to a promise that moves, or that it takes back: who, and why."""

    who: str
    why: str
    stakeholder: RecordId | None = None


Words = Mapping[RecordId, Word]
"""By commitment."""


def to_be_said(supposition: Supposition) -> WhatIfForm | None:
    """Return what has to be said before a supposition becomes real; None where nothing has."""
    match supposition:
        case DueMoved(is_renegotiation=True):
            return AGREED
        case Dropped():
            return WITHDRAWN
    return None


def word(reader: Reader, supposition: DueMoved | Dropped, texts: Mapping[str, str], today: date) -> Word:
    """Return what the client has said, as typed. Raises InvalidError with all that is wrong, by field."""
    seen = supposition.seen
    if isinstance(supposition, Dropped):
        said = read(
            reader, WITHDRAWN, texts, today, lambda _, words: RecordId(called_at_client(reader, seen.client, words))
        )
        return Word(who=said.text("who"), why=said.text("why"))
    said = read(reader, AGREED, texts, today, lambda _, words: stakeholder_named(reader, seen.client, words).id)
    who = one(reader, Stakeholder, RecordId(said.text("who")))
    try:
        demand_of_client(reader, seen, who, "who")
    except SaidWrongError as error:
        raise wrong(error.field, str(error)) from None
    return Word(who=who.name if who else "", why=said.text("why"), stakeholder=who.id if who else None)


def make_real(store: Store, suppositions: Sequence[Supposition], words: Words, today: date, title: str) -> str:
    """Write what was supposed as one change set under a title; return a sentence.

    Raises RefusedError, and ConflictError where a record is not as it was seen; then nothing is written.
    """
    _demand(store, suppositions, words, today)
    with guarded(store).write(cut(f"What if: {title}")) as unit:
        for seen, wanted in edits_of(suppositions):
            if seen is None:
                unit.add(wanted)
            else:
                unit.save(seen, _closed(wanted, words, today))
        for kept in _renegotiations(suppositions, words, today):
            unit.add(kept)
    return f"Made real: {named(len(suppositions), 'supposition')}."


def _demand(store: Store, suppositions: Sequence[Supposition], words: Words, today: date) -> None:
    """Raise RefusedError where a promise may not be moved or withdrawn so."""
    with store.read() as reader:
        for supposition in suppositions:
            match supposition:
                case DueMoved(is_renegotiation=True):
                    said = words.get(supposition.about, Word(who="", why=""))
                    agreed = Agreement(due=supposition.due, agreed_by=said.who, why=said.why)
                    refused = refused_renegotiation(supposition.seen, agreed, today)
                case Dropped():
                    said = words.get(supposition.about, Word(who="", why=""))
                    facts = Facts(withdrawn_by=said.who, withdrawn_on=today, reason=said.why)
                    refused = refused_step(standing(reader, supposition.seen), State.WITHDRAWN, facts)
                case _:
                    refused = None
            if refused:
                raise RefusedError(f"{_title(supposition)}{refused}")


def _title(supposition: Supposition) -> str:
    return f"{supposition.seen.title}: " if isinstance(supposition, DueMoved | Dropped) else ""


def _closed(wanted: Record, words: Words, today: date) -> Record:
    """Return a commitment that the client takes back with who, when and why; any other record as it is."""
    if not isinstance(wanted, Commitment) or wanted.state is not State.WITHDRAWN:
        return wanted
    said = words[wanted.id]
    return replace(stamped(wanted, State.WITHDRAWN, today), closed_by=said.who, closing_reason=said.why)


def _renegotiations(suppositions: Sequence[Supposition], words: Words, today: date) -> Iterator[Renegotiation]:
    for moved in suppositions:
        if isinstance(moved, DueMoved) and moved.is_renegotiation:
            said = words[moved.about]
            yield Renegotiation(
                commitment=moved.about,
                old_due=moved.seen.due,
                new_due=moved.due,
                agreed_by=said.stakeholder,
                agreed_on=today,
                reason=said.why.strip(),
            )
