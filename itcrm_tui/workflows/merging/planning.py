"""What a merge would do: which fields differ, what would move to the survivor, what would be there twice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from itcrm_tui.domain.fields import Type
from itcrm_tui.domain.kinds import KINDS, Kind, kind_of
from itcrm_tui.domain.merging import MERGEABLE, Choice, Part, may_merge, parts
from itcrm_tui.domain.record import Hidden, Record
from itcrm_tui.domain.values import Json, known_fields
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.finding import NotForRoleError, NotFoundError
from itcrm_tui.workflows.merging.doubles import doubles
from itcrm_tui.workflows.merging.standing_above import fixed_by_tree
from storage.errors import RefusedError
from storage.pointing import count_pointing
from storage.reader import Reader
from storage.store import Store


@dataclass(frozen=True)
class Merge:
    """A merge that can be done: `merged` goes, and everything that points at it moves to `survivor`.

    `moves` says how many of each kind that are; `notes` are sentences about what a person may want to look at.
    """

    survivor: Record
    merged: Record
    parts: tuple[Part, ...]
    moves: Mapping[str, int]
    notes: tuple[str, ...]

    @property
    def kind(self) -> Kind:
        """The kind of both."""
        return kind_of(self.survivor)

    def values(self, choices: Mapping[str, Choice]) -> dict[str, Json]:
        """Return what the survivor's fields become; where nothing is chosen, as advised."""
        values: dict[str, Json] = {}
        for part in self.parts:
            values |= part.values(part.fixed or choices.get(part.name, part.advised))
        return values


def check_mergeable(kind: Kind) -> None:
    """Raise RefusedError for a kind of which no two records are the same thing."""
    if not may_merge(kind):
        known = ", ".join(KINDS[name].plural.replace("_", " ") for name in MERGEABLE)
        raise RefusedError(f"{kind.plural.replace('_', ' ').capitalize()} cannot be merged. These can: {known}.")


def plan(store: Store, kind: Kind, merged: RecordId, survivor: RecordId) -> Merge:
    """Return what merging one record into another would do.

    Raises RefusedError where the two cannot be one, NotFoundError and NotForRoleError.
    """
    check_mergeable(kind)
    with store.read() as reader:
        return planned(reader, _living(reader, kind, merged), _living(reader, kind, survivor))


def planned(reader: Reader, merged: Record, survivor: Record) -> Merge:
    """Return what merging would do at the moment that the reader sees; raises RefusedError."""
    kind = kind_of(merged)
    _check_same_thing(merged, survivor)
    moves = count_pointing(reader, kind, merged.id)
    fixed = fixed_by_tree(reader, merged, survivor)
    differing = parts(kind, known_fields(survivor), known_fields(merged))
    found = tuple(replace(part, fixed=fixed.get(part.name)) for part in differing if part.matters or part.name in fixed)
    notes = (*_place_notes(kind, fixed), *doubles(reader, merged, survivor))
    moves = {name: count for name in KINDS if (count := _others(moves, name, merged, survivor, kind))}
    return Merge(survivor, merged, found, moves, notes)


def _others(moves: Mapping[str, int], name: str, merged: Record, survivor: Record, kind: Kind) -> int:
    """Return how many of a kind move, the survivor itself not counted."""
    count = moves.get(name, 0)
    itself = name == kind.name and any(
        getattr(survivor, field.name) == merged.id for field in kind.fields if field.holds is Type.REFERENCE
    )
    return count - itself


def _place_notes(kind: Kind, fixed: Mapping[str, Choice]) -> Iterator[str]:
    for name, choice in fixed.items():
        label = kind.by_name[name].label.lower()
        if choice is Choice.TAKE:
            yield f"The survivor stands below the other: it takes the other's {label}, so as not to be its own."
        else:
            yield f"The other stands below the survivor, which keeps its {label}, so as not to be its own."


def _living(reader: Reader, kind: Kind, record_id: RecordId) -> Record:
    found = reader.get(kind.record_type, record_id)
    if isinstance(found, Hidden):
        raise NotForRoleError(kind)
    if found is None:
        raise NotFoundError(kind, record_id)
    return found


def _check_same_thing(merged: Record, survivor: Record) -> None:
    kind = kind_of(merged)
    if merged.id == survivor.id:
        raise RefusedError(f"Both are the same {kind.label}: there is nothing to merge.")
    for field in kind.references:
        if field.required and getattr(merged, field.name) != getattr(survivor, field.name):
            above = KINDS[field.target or ""].plural.replace("_", " ")
            raise RefusedError(
                f"They belong to different {above}. Merge those first, or give both the same {field.label.lower()}."
            )
