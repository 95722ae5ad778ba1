"""Finding, for many rows at once, the record that each is: by id, external key, code or login, else identity."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.reference import ExternalReference
from itcrm_tui.domain.values import Json, from_json, known_fields
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.finding import seen
from storage.alike import named_alike
from storage.batches import SIZE, batches
from storage.reader import Reader
from storage.tombstones import deleted_records, taken_back

Values = dict[str, Json]
Way = tuple[str, ...]
"""Fields by which a row can be a record: those of a code, or of an identity."""


class MatchError(Exception):
    """The row could be several records, or one that it contradicts; the message says which."""


class Clue(Protocol):
    """What a row says about which record it is: our own id, the key of the file's system, the values of its fields."""

    @property
    def own_id(self) -> RecordId | None: ...
    @property
    def key(self) -> str | None: ...
    @property
    def values(self) -> Values: ...


@dataclass
class Index:
    """Records by everything that a row could match them by: id, the system's key, and the ways, surest first.

    With `last_only`, a record takes the place of an earlier one that is alike, instead of making both uncertain.
    `own_ids` are those of records that a row names by id: another row with an id is another record.
    `keyless` are those of `by_values` that have no key, so that rows that are alike but for their keys stay cheap.
    """

    kind: Kind
    system: str
    ways: Sequence[Way]
    by_key_or_id: bool = True
    last_only: bool = False
    records: dict[RecordId, Record | None] = field(default_factory=dict)
    by_key: dict[str, RecordId] = field(default_factory=dict)
    keys_of: dict[RecordId, set[str]] = field(default_factory=lambda: defaultdict(set))
    own_ids: set[RecordId] = field(default_factory=set)
    by_values: dict[tuple[Any, ...], set[RecordId]] = field(default_factory=lambda: defaultdict(set))
    keyless: dict[tuple[Any, ...], set[RecordId]] = field(default_factory=lambda: defaultdict(set))
    places_of: dict[RecordId, list[tuple[Any, ...]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, record_id: RecordId, values: Values, record: Record | None = None) -> None:
        """Take in a record, or one to be, by its codes and its identity."""
        self.records[record_id] = record
        for way in self.ways:
            place = _place(way, values)
            if self.last_only:
                self.by_values[place], self.keyless[place] = set(), set()
            self.by_values[place].add(record_id)
            self.places_of[record_id].append(place)
            if not self.keys_of.get(record_id):
                self.keyless[place].add(record_id)

    def add_key(self, key: str, record_id: RecordId) -> None:
        """Take in the key that the file's system has for a record."""
        self.by_key[key] = record_id
        self.keys_of[record_id].add(key)
        for place in self.places_of.get(record_id, ()):
            self.keyless[place].discard(record_id)

    def add_all(self, records: Iterable[Record]) -> None:
        """Take in records as they are stored."""
        for record in records:
            if record.id not in self.records:
                self.add(record.id, known_fields(record), record)

    def add_references(self, references: Iterable[Record]) -> None:
        """Take in the keys that the file's system has for records."""
        for reference in references:
            if isinstance(reference, ExternalReference) and reference.system == self.system:
                self.add_key(reference.key, reference.record)

    def match(self, clue: Clue) -> RecordId | None:
        """Return the record that a row is, or None; raises MatchError where that is not certain."""
        if found := self.by_id_or_key(clue):
            return found
        return next((found for way in self.ways if (found := self.by_way(way, clue))), None)

    def by_id_or_key(self, clue: Clue) -> RecordId | None:
        """Return the record that a row names by id, or by the key that the file's system has for it."""
        named = (clue.own_id, self.by_key.get(clue.key or "")) if self.by_key_or_id else ()
        return next((one for one in named if one in self.records), None)

    def by_way(self, way: Way, clue: Clue, others: Collection[RecordId] = ()) -> RecordId | None:
        """Return the record that has the row's values in the fields of a way, and is none of `others`."""
        found = self.alike(way, clue)
        if not found:
            return None
        near = self._without_another_key(way, clue, found)
        if len(near) < len(found) and way in self.kind.unique:
            raise MatchError(f"its {way[0]} is that of a record which {self.system} knows by another key")
        found = near - (self.own_ids if clue.own_id else set()) - set(others)
        if len(found) > 1:
            raise MatchError(f"{len(found)} {self.kind.plural.replace('_', ' ')} have the same {_said(way)}")
        return next(iter(found), None)

    def _without_another_key(self, way: Way, clue: Clue, found: set[RecordId]) -> set[RecordId]:
        """Return those of the alike records that the file's system does not know by another key than the row's."""
        if not clue.key:
            return found
        holder = self.by_key.get(clue.key)
        same = {holder} if holder in found and self.keys_of[holder] == {clue.key} else set()
        return self.keyless.get(_place(way, clue.values), set()) | same

    def alike(self, way: Way, clue: Clue) -> set[RecordId]:
        """Return the records that have the row's values in the fields of a way."""
        if not self.records or all(clue.values.get(name) is None for name in way):
            return set()
        return self.by_values.get(_place(way, clue.values), set())


def alone(ways: Sequence[Way], clues: Sequence[Clue]) -> list[bool]:
    """Return of each row whether it has neither id nor key, and is unlike all the others in every way."""
    found = [not clue.own_id and not clue.key for clue in clues]
    for way in ways:
        places = [_place(way, clue.values) for clue in clues]
        alike = Counter(places)
        found = [so_far and alike[place] == 1 for so_far, place in zip(found, places, strict=True)]
    return found


def _said(way: Way) -> str:
    return " and ".join(name.replace("_", " ") for name in way)


def _place(way: Way, values: Values) -> tuple[Any, ...]:
    if len(way) == 1 and isinstance(value := values.get(way[0]), str):
        return way, value
    said = (values.get(name) for name in way)
    return way, *(repr(value) if isinstance(value, list | dict) else value for value in said)


def fill(reader: Reader, index: Index, clues: Sequence[Clue]) -> None:
    """Read into the index all living records that some row could be."""
    kind = index.kind
    for portion in batches(sorted({clue.key for clue in clues if clue.key})):
        index.add_references(_references(reader, index, key=portion))
    ids = {clue.own_id for clue in clues if clue.own_id} | set(index.by_key.values())
    for portion in batches(sorted(ids)):
        index.add_all(_find(reader, kind, id=portion))
    unknown = [clue for clue in clues if index.by_id_or_key(clue) is None]
    for way in index.ways:
        _add_alike(reader, index, way, unknown)
        unknown = [clue for clue in unknown if not index.alike(way, clue)]
    keyless = index.records.keys() - index.keys_of.keys() if any(clue.key for clue in clues) else ()
    for portion in batches(sorted(keyless)):
        index.add_references(_references(reader, index, record=portion))


def fill_deleted(reader: Reader, index: Index) -> None:
    """Read into the index all deleted records; an undone creation is none of them."""
    gone = list(deleted_records(reader, index.kind))
    undone = taken_back(reader, index.kind, [record.id for record in gone])
    index.add_all(record for record in gone if record.id not in undone)
    if index.records:
        references = deleted_records(reader, KINDS["external_reference"])
        index.add_references(one for one in references if getattr(one, "record", None) in index.records)


def _add_alike(reader: Reader, index: Index, way: Way, clues: Sequence[Clue]) -> None:
    """Take in the records that share the name, or else the most telling field of a way, with some row."""
    kind, named = index.kind, index.kind.name_field
    if all(clue.values.get(name) is None for clue in clues for name in way):
        return
    if named and named.name in way:
        names = {str(clue.values.get(named.name) or "") for clue in clues}
        index.add_all(seen(kind, named_alike(reader, kind, names - {""})))
        return
    narrow = _narrowing(way, clues)
    if not narrow:
        index.add_all(_find(reader, kind))
        return
    first = max(narrow, key=lambda name: len(narrow[name]))
    others = {name: _typed(kind, name, values) for name, values in narrow.items() if name != first}
    fitting = {name: values for name, values in others.items() if len(values) <= SIZE}
    for portion in batches(sorted(narrow[first], key=str)):
        index.add_all(_find(reader, kind, **{first: _typed(kind, first, portion)}, **fitting))


def _narrowing(way: Way, clues: Sequence[Clue]) -> dict[str, set[Any]]:
    """Return what the rows say in those fields of a way that can stand in a query; a code may be missing."""
    said: dict[str, set[Any]] = {}
    for name in way:
        values = [clue.values.get(name) for clue in clues]
        known = {value for value in values if isinstance(value, str | int)}
        if known and (len(way) == 1 or None not in values):
            said[name] = known
    return said


def _typed(kind: Kind, name: str, values: Iterable[Any]) -> list[Any]:
    return [from_json(kind.by_name[name], value) for value in values]


def _references(reader: Reader, index: Index, /, **equal: Any) -> Sequence[Record]:
    own = {"record_kind": index.kind.name, "system": index.system}
    return _find(reader, KINDS["external_reference"], **own, **equal)


def _find(reader: Reader, kind: Kind, /, **equal: Any) -> Sequence[Record]:
    return seen(kind, reader.find(kind.record_type, **equal))
