"""Which records words name, and which words name a record: for many at once, and never by a beginning."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from itcrm_tui.domain.fields import Type
from itcrm_tui.domain.kinds import KINDS, Kind, kind_of
from itcrm_tui.domain.notation import ParseError, TwoReadingsError
from itcrm_tui.domain.parsing import line
from itcrm_tui.domain.record import Hidden, Record
from itcrm_tui.domain.reference import ExternalReference
from itcrm_tui.domain.showing import Naming
from itcrm_tui.ids import RecordId
from itcrm_tui.text import folded
from itcrm_tui.workflows.finding import is_id, seen
from storage.alike import named_alike, with_address
from storage.batches import batches
from storage.reader import Reader

ID, UNIQUE, KEY, EMAIL, NAME, FOLDED = range(6)
"""How words can name a record, the surest first; within one, two records make the words ambiguous."""

Known = dict[tuple[int, str], set[RecordId]]


class References:
    """Words and the records they name, read from the database in few queries and added to by hand."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[str, Known] = defaultdict(lambda: defaultdict(set))
        self._asked: dict[str, set[str]] = defaultdict(set)

    def look_up(self, kind: Kind, words: Iterable[str]) -> None:
        """Read which living records of a kind the words name; raises NotForRoleError."""
        fresh = sorted({line(one) for one in words} - self._asked[kind.name])
        self._asked[kind.name].update(fresh)
        for portion in batches(fresh):
            self._look_up_ids(kind, [one.lower() for one in portion if is_id(one)])
            self._look_up_unique(kind, portion)
            self._look_up_keys(kind, portion)
            self._look_up_emails(kind, [one for one in portion if "@" in one])
            self._look_up_names(kind, portion)

    def add(self, kind: Kind, way: int, words: str, record_id: RecordId) -> None:
        """Let words name a record that is not in the database yet."""
        self._known[kind.name][way, folded(words) if way == FOLDED else words].add(record_id)

    def knows(self, kind: Kind, words: str) -> bool:
        """Whether the words name a record, or several."""
        return any(self._known[kind.name].get(key) for key in self._asked_for(words))

    def resolve(self, kind: Kind, words: str) -> RecordId:
        """Return the id of the one record that the words name; raises ParseError."""
        words, known = line(words), self._known[kind.name]
        for key in self._asked_for(words):
            found = known.get(key, set())
            if len(found) == 1:
                return next(iter(found))
            if found:
                raise TwoReadingsError(f"“{words[:80]}” is more than one {kind.label}.")
        raise ParseError(f"There is no {kind.label} “{words[:80]}”.")

    def _asked_for(self, words: str) -> Sequence[tuple[int, str]]:
        """Return what words can be, the surest first."""
        return (
            *((ID, words.lower()), (UNIQUE, words), (KEY, words), (EMAIL, words.lower())),
            *((NAME, words), (FOLDED, folded(words))),
        )

    def _look_up_ids(self, kind: Kind, ids: Sequence[str]) -> None:
        for record in self._found(kind, id=ids):
            self.add(kind, ID, record.id, record.id)

    def _look_up_unique(self, kind: Kind, words: Sequence[str]) -> None:
        for name in unique_texts(kind):
            for record in self._found(kind, **{name: words}):
                self.add(kind, UNIQUE, getattr(record, name), record.id)

    def _look_up_keys(self, kind: Kind, words: Sequence[str]) -> None:
        for reference in self._found(KINDS["external_reference"], record_kind=kind.name, key=words):
            if isinstance(reference, ExternalReference):
                self.add(kind, KEY, reference.key, reference.record)

    def _look_up_emails(self, kind: Kind, words: Sequence[str]) -> None:
        if not words or "email" not in kind.by_name:
            return
        for record in seen(kind, with_address(self._reader, kind, words)):
            self.add(kind, EMAIL, getattr(record, "email", "").lower(), record.id)

    def _look_up_names(self, kind: Kind, words: Sequence[str]) -> None:
        if kind.name_field is None:
            return
        for record in seen(kind, named_alike(self._reader, kind, words)):
            name = getattr(record, kind.name_field.name) or ""
            self.add(kind, NAME, name, record.id)
            self.add(kind, FOLDED, name, record.id)

    def _found(self, kind: Kind, /, **equal: Any) -> Sequence[Record]:
        return seen(kind, self._reader.find(kind.record_type, **equal))


def unique_texts(kind: Kind) -> list[str]:
    """Return the fields of which no two living records have the same text: codes and logins."""
    return [names[0] for names in kind.unique if len(names) == 1 and kind.by_name[names[0]].holds is Type.TEXT]


def words_for(reader: Reader, records: Iterable[Record]) -> Naming:
    """Return how to name what the records point at: by code or name where that finds it again, else by id."""
    wanted: dict[str, set[RecordId]] = defaultdict(set)
    for record in records:
        for kind_name, record_id in pointed_at(record):
            wanted[kind_name].add(record_id)
    words = {
        key: found for name, ids in wanted.items() for key, found in finding_words(reader, KINDS[name], ids).items()
    }
    return lambda _kind, record_id: words.get(RecordId(record_id), record_id)


def pointed_at(record: Record) -> Iterable[tuple[str, RecordId]]:
    """Yield kind and id of every record that this one names."""
    for field in kind_of(record).fields:
        value, target = getattr(record, field.name), field.target or ""
        match field.holds:
            case Type.REFERENCE if value:
                yield target, value
            case Type.REFERENCES:
                yield from ((target, one) for one in value)
            case Type.SHARES:
                yield from ((target, one) for one, _ in value)
            case Type.ANY_REFERENCE if isinstance(record, ExternalReference):
                yield record.record_kind, value


def finding_words(reader: Reader, kind: Kind, ids: Iterable[RecordId]) -> dict[RecordId, str]:
    """Return code or name by id, of those records that just this word finds."""
    if kind.restricted:
        return {}
    proposed: dict[RecordId, str] = {}
    for portion in batches(sorted(ids)):
        found = reader.find(kind.record_type, id=portion)
        records = [] if isinstance(found, Hidden) else found
        proposed |= {record.id: words for record in records if (words := _proposal(kind, record))}
    references = References(reader)
    references.look_up(kind, proposed.values())
    return {record_id: words for record_id, words in proposed.items() if _finds(references, kind, words, record_id)}


def _proposal(kind: Kind, record: Record) -> str | None:
    named = [kind.name_field.name] if kind.name_field else []
    words = next((word for name in (*unique_texts(kind), *named) if (word := getattr(record, name))), None)
    return words if words and words == line(words) and ";" not in words else None


def _finds(references: References, kind: Kind, words: str, record_id: RecordId) -> bool:
    try:
        return references.resolve(kind, words) == record_id
    except ParseError:
        return False
