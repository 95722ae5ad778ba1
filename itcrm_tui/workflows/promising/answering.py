"""What a team says to its part of a promise: accepted, declined with a reason, hours left."""

from dataclasses import replace
from datetime import date

from itcrm_tui.domain.answers import current_answers, is_declined
from itcrm_tui.domain.commitment import Answer, AnswerState, Progress, Requirement, RequirementKind
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.people import Person
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.wording import hours_words
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.promising.answerable import ANSWERABLE, IN_WORK, Part, whoever_writes
from itcrm_tui.workflows.promising.gate import guarded
from itcrm_tui.workflows.promising.reading import one, those
from itcrm_tui.workflows.records import cut
from storage.errors import RefusedError
from storage.reader import Reader
from storage.store import Store

__all__ = ["WhoseError", "accept", "decline", "report", "speaker", "was_said", "whoever_writes"]


class WhoseError(RefusedError):
    """It has to be said whose answer it is."""


def speaker(store: Store, found: Part, by: RecordId | None) -> RecordId | None:
    """Return whose answer to a part it is: that of the person named, else the writer's, who is asked or nobody is.

    None where nobody is asked by name and the writer is not on file. Raises WhoseError: whoever else writes an answer
    down says whose it is.
    """
    with store.read() as reader:
        who = by or whoever_writes(reader, store.actor)
        person = one(reader, Person, who) if who else None
    if found.requirement.kind is RequirementKind.THING:
        if who is None:
            raise WhoseError("Nobody on file has your login. Say whose answer it is.")
    elif not found.asked.may_answer(who):
        raise WhoseError(f"This is asked of {found.asked.words}{_but(person)}. Say whose answer it is.")
    return who


def accept(store: Store, found: Part, by: RecordId | None, available_from: date | None = None) -> str:
    """Accept a part; a thing is confirmed, and from when it is available may be said. Return a sentence.

    `by`: whose answer it is, as `speaker` says; raises WhoseError as it does.
    """
    _demand(found, ANSWERABLE, "its parts are answered until it is delivered")
    who = speaker(store, found, by)
    if found.requirement.kind is RequirementKind.THING:
        return _confirm(store, found, who, available_from)
    said = Answer(requirement=found.requirement.id, answer=AnswerState.ACCEPTED, answered_by=who)
    return f"Accepted{_answer(store, found, said)}: {found.words}."


def decline(store: Store, found: Part, by: RecordId | None, reason: str | None) -> str:
    """Decline a part with a reason, by which what was checked is a draft again. Return a sentence.

    Raises as `accept` does.
    """
    _demand(found, ANSWERABLE, "its parts are answered until it is delivered")
    if not reason or not reason.strip():
        raise RefusedError("A part is not declined without a reason. Say why, so that another way can be found.")
    who = speaker(store, found, by)
    said = Answer(requirement=found.requirement.id, answer=AnswerState.DECLINED, reason=reason.strip(), answered_by=who)
    whose = _answer(store, found, said)
    back = " It is a draft again." if found.there.state is State.CHECKED else ""
    return f"Declined{whose}: {found.words}.{back}"


def report(store: Store, found: Part, minutes_left: int, on: date, today: date) -> str:
    """Report how many minutes of a part are left on a day. Return a sentence."""
    _demand(found, IN_WORK, "hours left are reported from the promise to the delivery")
    if found.requirement.kind is RequirementKind.THING:
        raise RefusedError("A thing has no hours. Accept it once it is there.")
    if on > today or minutes_left < 0:
        raise RefusedError("Hours left are none or more, on a day that has come.")
    said = Progress(requirement=found.requirement.id, minutes_left=minutes_left, reported_on=on)
    _write(store, f"Report hours left of {found.words}", (None, said))
    return f"Reported: {hours_words(minutes_left)} left of {found.words}."


def was_said(reader: Reader, requirement: Requirement) -> dict[str, Record]:
    """Return the answer that counts and the latest report of a requirement, by kind, as far as there are any."""
    answer = current_answers(those(reader, Answer, "requirement", [requirement.id])).get(requirement.id)
    reports = those(reader, Progress, "requirement", [requirement.id])
    latest = max(reports, key=lambda report: (report.reported_on, report.id), default=None)
    found = {"answer": answer, "progress": latest}
    return {name: record for name, record in found.items() if record is not None}


def _confirm(store: Store, found: Part, by: RecordId | None, available_from: date | None) -> str:
    """Confirm a thing; where it was declined before, that is taken back with it."""
    seen, before = found.requirement, found.answer
    changed = replace(seen, confirmed_by=by, available_from=available_from or seen.available_from)
    pairs: list[tuple[Record | None, Record]] = [(seen, changed)]
    if before is not None and is_declined(before):
        accepted = replace(before, answer=AnswerState.ACCEPTED, reason=None, answered_by=by, answered_at=store.clock())
        pairs.append((before, accepted))
    _write(store, f"Confirm {found.words}", *pairs)
    return f"Confirmed: {found.words}."


def _answer(store: Store, found: Part, said: Answer) -> str:
    """Write an answer down; return for whom, where that is not the writer."""
    before = found.answer
    told = replace(said, answered_at=store.clock())
    if before is not None:
        told = replace(told, id=before.id, version=before.version)
    verb = "Accept" if said.answer is AnswerState.ACCEPTED else "Decline"
    whose = _on_behalf(store, said.answered_by)
    _write(store, f"{verb} {found.words}{whose}", (before, told), relies_on=(found.requirement,))
    return whose


def _on_behalf(store: Store, who: RecordId | None) -> str:
    """Return ` for S. Lind` where somebody else writes down their answer."""
    with store.read() as reader:
        person = one(reader, Person, who) if who else None
    return f" for {person.name}" if person is not None and person.login != store.actor else ""


def _write(store: Store, title: str, *pairs: tuple[Record | None, Record], relies_on: tuple[Record, ...] = ()) -> None:
    with guarded(store).write(cut(title)) as unit:
        unit.expect(relies_on)
        for seen, changed in pairs:
            if seen is None:
                unit.add(changed)
            else:
                unit.save(seen, changed)


def _but(person: Person | None) -> str:
    return f", not of {person.name}" if person is not None else ""


def _demand(found: Part, states: tuple[State, ...], rule: str) -> None:
    if found.commitment.state not in states:
        raise RefusedError(f"Its commitment is {found.commitment.state}; {rule}.")
