"""Who at the client speaks for it: only its own stakeholders agree to a new date or accept what was delivered."""

from collections.abc import Iterator, Sequence
from datetime import date

from itcrm_tui.domain.client import Client, Stakeholder
from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.parsing import line
from itcrm_tui.ids import RecordId
from itcrm_tui.text import folded
from itcrm_tui.workflows.finding import AmbiguousNameError, described, find
from itcrm_tui.workflows.promising.reading import one, those
from storage.errors import RefusedError
from storage.reader import Reader


class SaidWrongError(RefusedError):
    """What was said with a step does not do; `field` is its name in the step's form."""

    def __init__(self, sentence: str, field: str) -> None:
        super().__init__(sentence)
        self.field = field


def demand_come(on: date, today: date | None, field: str) -> None:
    """Raise SaidWrongError for a day to come, where it is known which day it is."""
    if today is not None and on > today:
        raise SaidWrongError("That day has not come yet. Say on which day it was.", field)


def demand_of_client(reader: Reader, commitment: Commitment, who: Stakeholder | None, field: str) -> None:
    """Raise SaidWrongError for a stakeholder of another client than the commitment's."""
    if who is None or who.client == commitment.client:
        return
    theirs, ours = one(reader, Client, who.client), one(reader, Client, commitment.client)
    of_whom = f"is of {theirs.name}" if theirs else "is of another client"
    name = ours.name if ours else "the client"
    raise SaidWrongError(f"{who.name} {of_whom}; this is promised to {name}, so name somebody there.", field)


def stakeholder_named(reader: Reader, client: RecordId, words: str) -> Stakeholder:
    """Return whom the words name: the one of a client, else of another one.

    Raises as `finding.find` does.
    """
    words = line(words)
    for found in _by_precedence(those(reader, Stakeholder, "client", [client]), words):
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousNameError(KINDS["stakeholder"], words, [described(reader, who) for who in found])
    other = find(reader, KINDS["stakeholder"], words)
    assert isinstance(other, Stakeholder)
    return other


def called_at_client(reader: Reader, client: RecordId, words: str) -> str:
    """Return the full name of the client's stakeholder that the words name; the words themselves where they do not."""
    for found in _by_precedence(those(reader, Stakeholder, "client", [client]), line(words)):
        if len(found) == 1:
            return found[0].name
        if found:
            break
    return line(words)


def _by_precedence(theirs: Sequence[Stakeholder], words: str) -> Iterator[list[Stakeholder]]:
    """Yield those of this id or name, of this name but for case and accents, and of this beginning."""
    wanted = folded(words)
    yield [who for who in theirs if words in (who.id, who.name)]
    yield [who for who in theirs if folded(who.name) == wanted]
    yield [who for who in theirs if wanted and folded(who.name).startswith(wanted)]
