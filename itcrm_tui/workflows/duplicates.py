"""Which records may be the same thing: by e-mail address, code and name, without comparing each with each."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from itcrm_tui.domain.field_words import bare
from itcrm_tui.domain.kinds import Kind
from itcrm_tui.domain.likeness import Name, alike, name_of
from itcrm_tui.domain.merging import mergeable_kinds
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.finding import NotForRoleError
from storage.errors import RefusedError
from storage.store import Store
from storage.views.identities import Identity, identities

SAME_EMAIL, SAME_NAME, CODES_ALIKE, NAMES_ALIKE = "same e-mail", "same name", "codes alike", "names alike"
WEIGHT = {SAME_EMAIL: 4, SAME_NAME: 3, CODES_ALIKE: 2, NAMES_ALIKE: 1}
WINDOW = 8
"""With so many neighbours a name is compared, in the order of its letters and in that of its letters backwards."""

Pair = tuple[int, int]


@dataclass(frozen=True)
class Suggestion:
    """Two records that may be one; the older one is proposed to survive. `reasons` in words, the surest first."""

    survivor: Identity
    merged: Identity
    reasons: tuple[str, ...]

    @property
    def id(self) -> str:
        """What tells it from others in a list."""
        return f"{self.survivor.id} {self.merged.id}"

    @property
    def weight(self) -> int:
        """How sure it is."""
        return sum(WEIGHT[reason] for reason in self.reasons)


def searchable_kinds() -> list[Kind]:
    """Return the kinds of which duplicates can be looked for: those that have names people give."""
    return [kind for kind in mergeable_kinds() if kind.name_field and kind.name_field.name == "name"]


def duplicates(store: Store, kind: Kind, *, only: RecordId | None = None) -> list[Suggestion]:
    """Return the pairs of a kind that may be one, the surest first; with `only` those of one record.

    Raises RefusedError for a kind that has no names to compare, NotForRoleError.
    """
    if kind not in searchable_kinds():
        known = ", ".join(one.plural.replace("_", " ") for one in searchable_kinds())
        raise RefusedError(f"Duplicates are looked for among {known}.")
    with store.connected() as connection:
        if kind.name in store.unreadable(connection):
            raise NotForRoleError(kind)
        known_records = list(identities(connection, kind))
    found = suggestions(known_records)
    return [one for one in found if only is None or only in (one.survivor.id, one.merged.id)]


def suggestions(records: Sequence[Identity]) -> list[Suggestion]:
    """Return the pairs of records, the older one of each first, that may be one."""
    reasons: dict[Pair, list[str]] = defaultdict(list)
    names = [name_of(record.name) for record in records]
    for reason, pairs in _found(records, names):
        for pair in pairs:
            if reason not in reasons[pair]:
                reasons[pair].append(reason)
    pairs_of = [Suggestion(records[one], records[other], tuple(why)) for (one, other), why in reasons.items()]
    return sorted(pairs_of, key=lambda one: (-one.weight, one.survivor.name, one.id))


def _found(records: Sequence[Identity], names: Sequence[Name]) -> Iterator[tuple[str, Iterable[Pair]]]:
    """Yield pairs with the reason for each; pairs of other owners are none."""
    places = range(len(records))
    yield SAME_EMAIL, _sharing(places, lambda at: _with_owner(records[at], records[at].email.strip().lower()))
    yield SAME_NAME, _sharing(places, lambda at: _with_owner(records[at], names[at].words))
    yield CODES_ALIKE, _sharing(places, lambda at: _with_owner(records[at], bare(records[at].code)))
    yield NAMES_ALIKE, _neighbours(records, names, lambda at: names[at].letters)
    yield NAMES_ALIKE, _neighbours(records, names, lambda at: names[at].letters[::-1])


def _with_owner(record: Identity, key: Hashable) -> Hashable:
    return (record.belongs_to, key) if key else None


def _sharing(places: Iterable[int], key_of: Callable[[int], Hashable]) -> Iterator[Pair]:
    """Yield those that share a key: of many, each with the next, so that a thousand namesakes are no million pairs."""
    by_key: dict[Hashable, list[int]] = defaultdict(list)
    for at in places:
        if (key := key_of(at)) is not None:
            by_key[key].append(at)
    for found in by_key.values():
        yield from pairwise(found)


def _neighbours(records: Sequence[Identity], names: Sequence[Name], spelling: Callable[[int], str]) -> Iterator[Pair]:
    """Yield those whose names are alike among the nearest by spelling, of one owner and with the same digits."""
    order = sorted(range(len(records)), key=lambda at: (records[at].belongs_to, names[at].digits, spelling(at)))
    for place, at in enumerate(order):
        for other in order[place + 1 : place + 1 + WINDOW]:
            if records[at].belongs_to != records[other].belongs_to or names[at].digits != names[other].digits:
                break
            if names[at].words != names[other].words and alike(names[at], names[other]):
                yield (min(at, other), max(at, other))
