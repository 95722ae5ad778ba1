"""Why the gate lets a step not pass, with all that the check says."""

from dataclasses import replace
from typing import TYPE_CHECKING

from itcrm_tui.domain.capacity.words import FITTED, client_words, earliest_words, line_words, tell_words
from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.people import Person
from itcrm_tui.domain.promising import Override as KeptOverride
from itcrm_tui.domain.states import Refusal
from itcrm_tui.domain.transitions import Override, refused_step
from itcrm_tui.ids import RecordId
from itcrm_tui.keys import key
from itcrm_tui.workflows.capacity import Weighed
from itcrm_tui.workflows.copy_as_of import copy_as_of
from itcrm_tui.workflows.promising.reading import one, those
from storage.errors import RefusedError
from storage.reader import Reader

if TYPE_CHECKING:
    from itcrm_tui.workflows.promising.passing import Passing


class DoesNotFitError(RefusedError):
    """A promise does not fit, and nobody has let it pass."""


def demand_step(passing: "Passing", commitment: Commitment, found: Weighed) -> None:
    """Raise RefusedError unless a commitment may take its step, with the check that was just made."""
    before, to = passing.touched.steps[commitment.id]
    if to is State.PROMISED:
        _demand_the_shared_database(passing, commitment, found)
    let_pass = commitment.id in passing.touched.let_pass
    override = _override(passing.write.reader, commitment.id) if let_pass else None
    there = replace(passing.there[commitment.id], commitment=replace(commitment, state=before))
    refused = refused_step(replace(there, check=found.check, override=override), to)
    if refused is None:
        return
    if found.check.verdict.fits or to is not State.PROMISED or override is not None:
        raise RefusedError(str(refused))
    raise DoesNotFitError(_with_figures(passing, refused, found))


def _demand_the_shared_database(passing: "Passing", commitment: Commitment, found: Weighed) -> None:
    """Raise RefusedError in a working copy, with what the client can be told until the teams have been asked."""
    as_of = copy_as_of(passing.write.reader)
    if as_of is None:
        return
    waits = "A promise waits for the shared database, where its teams are asked"
    told = tell_words(client_words(commitment.answer_due, found.earliest, as_of, passing.today))
    raise RefusedError(f"{waits}: `itcrm offline sync`, or {key('data.sync')}. {told}".rstrip())


def demand_a_due_date(before: Commitment, now: Commitment) -> None:
    """Raise RefusedError where a promise loses the date that it was given for."""
    if now.state in (State.PROMISED, State.IN_DELIVERY) and before.due is not None and now.due is None:
        raise RefusedError(f"{now.title} is promised, and a promise has a due date. Agree on another, or withdraw it.")


def demand_that_it_still_fits(passing: "Passing") -> None:
    """Raise RefusedError where an undo or redo promises anew what does not fit any more."""
    for commitment in passing.to_weigh:
        found = passing.weighed(commitment)
        if not found.check.verdict.fits:
            why = Refusal(why=f"{commitment.title} does not fit any more.", way_out="Take the date and promise again.")
            raise DoesNotFitError(_with_figures(passing, why, found))


def demand_that_the_check_holds(passing: "Passing", found: Weighed) -> None:
    """Raise DoesNotFitError where a working copy has checked what does not fit here, as others have booked since."""
    if not found.check.verdict.fits:
        raise DoesNotFitError(_with_figures(passing, Refusal(why="", way_out=FITTED), found))


def _with_figures(passing: "Passing", refused: Refusal, found: Weighed) -> str:
    said = line_words(found.check.firm, passing.known.names, passing.today)
    earliest = f"{earliest_words(found.earliest, passing.today)}." if found.earliest.due else ""
    return " ".join(filter(None, (refused.why, f"{said.rstrip('.')}.", earliest, refused.way_out)))


def _override(reader: Reader, commitment: RecordId) -> Override | None:
    """Return who let a promise pass: the last to do so."""
    found = those(reader, KeptOverride, "commitment", [commitment])
    latest = max(found, key=lambda kept: kept.id, default=None)
    approver = one(reader, Person, latest.approver) if latest else None
    return Override(approver=approver, reason=latest.reason) if latest and approver else None
