"""The commitments that may be meant by a title being typed in the sandbox: only those that are open."""

from collections.abc import Sequence

from itcrm_tui.domain.candidate import Candidate
from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.text import folded, safe
from itcrm_tui.workflows.candidates import MOST
from itcrm_tui.workflows.references import finding_words
from storage.store import Store


def open_commitments(store: Store, there: Sequence[Commitment], typed: str) -> Sequence[Candidate]:
    """Return at most `MOST` of some commitments, by the words that find them: first whose titles begin as typed."""
    wanted = folded(typed).strip()
    if not wanted:
        return ()
    holding = [one for one in there if wanted in folded(one.title)]
    found = sorted(holding, key=lambda one: (not folded(one.title).startswith(wanted), folded(one.title), one.id))[
        :MOST
    ]
    with store.read() as reader:
        known = finding_words(reader, KINDS["commitment"], [one.id for one in found])
    return [_candidate(one, known.get(one.id, "")) for one in found]


def _candidate(one: Commitment, words: str) -> Candidate:
    """Return a candidate under the words that find it; where they could not be shown as they are, under its id."""
    due = f"due {one.due.isoformat()}" if one.due else "no due date"
    about = f"{one.state}, {due}"
    return Candidate(words, about) if words and safe(words) == words else Candidate(one.id, f"{one.title}, {about}")
