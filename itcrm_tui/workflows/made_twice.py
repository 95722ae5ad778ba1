"""Clients that were perhaps made on both sides: in a working copy, and meanwhile by others."""

from dataclasses import dataclass

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.duplicates import NAMES_ALIKE, Suggestion, suggestions
from itcrm_tui.workflows.records import cut
from storage.change import ChangeSet
from storage.errors import RefusedError
from storage.store import Store
from storage.sync.made_apart import made_apart
from storage.sync.not_the_same import keep_apart, kept_apart
from storage.views.identities import Identity

CLIENT = KINDS["client"]


@dataclass(frozen=True)
class MadeTwice:
    """Two clients that may be one, the older of which is to survive; which is mine, and who made the other."""

    pair: Suggestion
    mine: Identity
    theirs: Identity
    by: str

    @property
    def words(self) -> str:
        """What is the same about them."""
        return f"{self.theirs.name} was made by {self.by}: {', '.join(self.pair.reasons)}."


def made_twice(store: Store) -> list[MadeTwice]:
    """Return the clients made in this working copy that others may have made too; none of any other database."""
    if not store.is_copy:
        return []
    with store.connected() as connection:
        if CLIENT.name in store.unreadable(connection):
            return []
        found = {one.identity.id: one for one in made_apart(connection, CLIENT, store.device)}
        apart = kept_apart(connection, CLIENT) if found else ()
    told = []
    for pair in suggestions([one.identity for one in found.values()]):
        sides = found[pair.survivor.id], found[pair.merged.id]
        mine, theirs = (next((one for one in sides if one.here is here), None) for here in (True, False))
        is_asked = pair.reasons != (NAMES_ALIKE,) and frozenset((pair.survivor.id, pair.merged.id)) not in apart
        if mine is not None and theirs is not None and is_asked:
            told.append(MadeTwice(pair, mine.identity, theirs.identity, theirs.by))
    return told


def not_the_same(store: Store, mine: RecordId, theirs: RecordId) -> ChangeSet:
    """Say that two clients are not the same: both stay, and nobody is asked again. Raises RefusedError, StoreError."""
    pair = next((one for one in made_twice(store) if (one.mine.id, one.theirs.id) == (mine, theirs)), None)
    if pair is None:
        raise RefusedError("That is decided already, or one of the two is gone.")
    title = cut(f"Not the same: clients {pair.mine.name} and {pair.theirs.name}")
    return keep_apart(store, CLIENT, mine, theirs, title)
