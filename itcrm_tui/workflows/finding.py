"""Finding the record that a person names: by id, code, external key, or the beginning of its name."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from itcrm_tui.domain.fields import Type
from itcrm_tui.domain.kinds import KINDS, Kind, kind_of
from itcrm_tui.domain.parsing import line
from itcrm_tui.domain.record import Hidden, Record
from itcrm_tui.domain.reference import ExternalReference
from itcrm_tui.domain.settings import SETTINGS_ID
from itcrm_tui.ids import RecordId
from itcrm_tui.text import folded
from storage.errors import MistypedError, StoreError
from storage.reader import Reader
from storage.store import Store
from storage.tables import SORT_LENGTH

SHOWN = 10


class NotForRoleError(StoreError):
    """The role may not see the kind."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(f"{kind.plural.replace('_', ' ').capitalize()}: not for your role.")


class NotFoundError(StoreError):
    """Nothing living is called that."""

    def __init__(self, kind: Kind, words: str) -> None:
        self.kind, self.words = kind, words
        super().__init__(f"There is no {kind.label} “{words}”. `itcrm list {kind.plural}` shows what there is.")


class AmbiguousNameError(MistypedError):
    """Several records are called that; `candidates` describes the first of them."""

    def __init__(self, kind: Kind, words: str, candidates: Sequence[str]) -> None:
        self.candidates = tuple(candidates[:SHOWN])
        more = ", and more" if len(candidates) > SHOWN else ""
        super().__init__(
            f"“{words}” is more than one {kind.label}: {'; '.join(self.candidates)}{more}. Type more of it, or the id."
        )


def find(reader: Reader, kind: Kind, words: str) -> Record:
    """Return the one living record that the words name.

    Raises NotFoundError, AmbiguousNameError, or NotForRoleError.
    """
    if kind.name in reader.hidden:
        raise NotForRoleError(kind)
    words = line(words)
    if kind.name == "settings":
        words = words or SETTINGS_ID
    for found in _by_precedence(reader, kind, words):
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousNameError(kind, words, [described(reader, record) for record in found])
    raise NotFoundError(kind, words)


def seen(kind: Kind, found: Sequence[Record] | Hidden) -> Sequence[Record]:
    """Return what a read found; raises NotForRoleError when it was hidden."""
    if isinstance(found, Hidden):
        raise NotForRoleError(kind)
    return found


def is_id(words: str) -> bool:
    """Whether the words have the form of a record's id."""
    try:
        return str(uuid.UUID(words)) == words.lower()
    except ValueError:
        return False


def words_naming(reader: Reader, record: Record) -> str:
    """Return code or name of a record where that finds it again, else its id."""
    kind = kind_of(record)
    named = [names[0] for names in kind.unique if len(names) == 1] + ([kind.name_field.name] if kind.name_field else [])
    for words in filter(None, (getattr(record, name) for name in named)):
        with suppress(StoreError):
            if words == line(words) and ";" not in words and find(reader, kind, words).id == record.id:
                return str(words)
    return record.id


def described(reader: Reader, record: Record) -> str:
    """Return a record's name with what tells it from others of that name: code, owner, id."""
    kind = kind_of(record)
    name = getattr(record, kind.name_field.name) if kind.name_field and not kind.restricted else None
    codes = [getattr(record, names[0]) for names in kind.unique if len(names) == 1]
    about = [*codes, *_above(reader, record), record.id if not any(codes) else None]
    return f"{name or kind.label} ({', '.join(filter(None, about))})"


def _above(reader: Reader, record: Record) -> Iterator[str]:
    for field in kind_of(record).references:
        above = KINDS[field.target or ""]
        if field.required and above.name_field and (found := getattr(record, field.name)):
            owner = reader.get(above.record_type, found)
            if isinstance(owner, Record):
                yield str(getattr(owner, above.name_field.name))


def _by_precedence(reader: Reader, kind: Kind, words: str) -> Iterator[Sequence[Record]]:
    if is_id(words):
        yield seen(kind, reader.find(kind.record_type, id=words.lower()))
    for spelling in ([words], [words.upper(), words.lower()]):
        for names in kind.unique:
            if len(names) == 1 and kind.by_name[names[0]].holds is Type.TEXT:
                equal: dict[str, Any] = {names[0]: spelling}
                yield seen(kind, reader.find(kind.record_type, **equal))
    yield _by_external_key(reader, kind, words)
    yield from _by_name(reader, kind, words)


def _by_external_key(reader: Reader, kind: Kind, words: str) -> Sequence[Record]:
    references = reader.find(ExternalReference, record_kind=kind.name, key=words)
    ids = set() if isinstance(references, Hidden) else {reference.record for reference in references}
    return seen(kind, reader.find(kind.record_type, id=sorted(ids))) if ids else ()


def _by_name(reader: Reader, kind: Kind, words: str) -> Iterator[Sequence[Record]]:
    """Yield those of exactly this name, of this name but for case and accents, and of this beginning."""
    if kind.name_field is None or not words:
        return
    beginning = _beginning(reader, kind, words)
    names = {record.id: getattr(record, kind.name_field.name) or "" for record in beginning}
    yield [record for record in beginning if names[record.id] == words]
    yield [record for record in beginning if folded(names[record.id]) == folded(words)]
    yield beginning


def _beginning(reader: Reader, kind: Kind, words: str, limit: int = SHOWN + 1) -> list[Record]:
    """Return the first records whose names begin with the words; those of just that name come first."""
    start, field = folded(words), kind.name_field
    found = seen(kind, reader.page(kind, start=(start[:SORT_LENGTH], ""), limit=limit))
    return [record for record in found if field and folded(getattr(record, field.name) or "").startswith(start)]


def completion(store: Store, kind_name: str, typed: str) -> str | None:
    """Return the first name of a kind that begins with what was typed, if one does."""
    kind = KINDS[kind_name]
    if kind.name_field is None or not typed.strip():
        return None
    with store.read() as reader:
        found = _beginning(reader, kind, typed, limit=SHOWN)
    names = [str(getattr(record, kind.name_field.name)) for record in found]
    return next((name for name in names if name[: len(typed)].lower() == typed.lower()), None)


def find_id(store: Store, kind: Kind, words: str) -> RecordId:
    """Return the id of the one living record that the words name; raises as `find` does."""
    with store.read() as reader:
        return find(reader, kind, words).id


def client_of(store: Store, kind: Kind, record_id: RecordId) -> RecordId | None:
    """Return the client a living record is about: itself, the one it names, or that of what it belongs to."""
    with store.read() as reader:
        while kind.name != "client":
            record = reader.get(kind.record_type, record_id)
            if not isinstance(record, Record):
                return None
            if (client := getattr(record, "client", None)) is not None:
                return RecordId(client)
            owner = kind.owner
            if owner is None or owner.target is None:
                return None
            kind, record_id = KINDS[owner.target], getattr(record, owner.name)
    return record_id
