"""What an erasure would do: whom it is about, which fields of which records go, what stays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from itcrm_tui.domain.erasing import ERASED_WHOLE, can_be_erased, labels, neutral_name, personal_fields, whole_kinds
from itcrm_tui.domain.fields import Field
from itcrm_tui.domain.kinds import Kind
from itcrm_tui.domain.parsing import line
from itcrm_tui.domain.people import Person
from itcrm_tui.domain.record import Record
from itcrm_tui.ids import RecordId
from itcrm_tui.text import folded
from itcrm_tui.workflows.erasing.holding import Elsewhere, Part, elsewhere, parts_of
from itcrm_tui.workflows.finding import AmbiguousNameError, NotForRoleError, NotFoundError, find, is_id
from storage.change import Key
from storage.erasing.blanking import Fields
from storage.erasing.elsewhere import mentions
from storage.erasing.erasure import demand_owner
from storage.erasing.reach import reach
from storage.erasing.titles import telling
from storage.errors import RefusedError
from storage.known import known
from storage.pointing import count_pointing
from storage.reader import Reader
from storage.store import Store
from storage.tombstones import deleted_records


@dataclass(frozen=True)
class Planned:
    """What an erasure would do.

    `becomes`: the neutral name, where the name goes. `pointing`: how many records of which kind stay and point at it.
    `keeps_working`: it is one of our people, whose hours capacity still counts with.
    """

    kind: Kind
    record: Record
    fields: Fields
    becomes: str
    title: str
    parts: tuple[Part, ...]
    pointing: Mapping[str, int]
    elsewhere: tuple[Elsewhere, ...]
    keeps_working: bool

    @property
    def key(self) -> Key:
        """Whom it is about."""
        return self.kind.name, self.record.id

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to erase."""
        return not any(part.fields or part.entries for part in self.parts)


def plan(store: Store, kind: Kind, words: str, fields: Sequence[Field] = ()) -> Planned:
    """Return what erasing a record, deleted or not, would do: all that is personal of a person, or some fields.

    Raises RefusedError for what cannot be erased, ReadOnlyError for any role but the owner, and as `find` does.
    """
    _demand_erasable(kind, fields)
    with store.read() as reader:
        demand_owner(store, reader.connection)
        store.backend.without_hurry(reader.connection)
        record = _found(reader, kind, words)
        wanted = _wanted(reader, kind, record.id, fields)
        parts, texts = parts_of(reader, wanted)
        loses_name = _loses_name(kind, wanted[kind.name, record.id])
        return Planned(
            kind=kind,
            record=record,
            fields=wanted,
            becomes=neutral_name(kind, record.id) if loses_name else "",
            title=_title(kind, record, fields, loses_name=loses_name),
            parts=parts,
            pointing={} if fields else _pointing(reader, kind, record.id, wanted),
            elsewhere=elsewhere(reader, mentions(reader.connection, telling(texts), wanted)),
            keeps_working=not fields and isinstance(record, Person) and _works(record),
        )


def _demand_erasable(kind: Kind, fields: Sequence[Field]) -> None:
    if not fields and kind.name not in ERASED_WHOLE:
        some = [field.name for field in kind.fields if can_be_erased(kind, field)]
        how = f"name what is to go: --field {some[-1]}" if some else "it holds nothing that could be"
        raise RefusedError(f"{kind.one} is not erased as a whole, as a {whole_kinds()} is; {how}.")
    for field in fields:
        if not can_be_erased(kind, field):
            raise RefusedError(
                f"“{field.label}” of a {kind.label} cannot be erased: it is no text, nor about a person."
            )


def _found(reader: Reader, kind: Kind, words: str) -> Record:
    """Return the record that the words name; a deleted one by id or whole name, where no living one is called so."""
    if kind.name in reader.hidden:
        raise NotForRoleError(kind)
    try:
        return find(reader, kind, words)
    except NotFoundError:
        deleted = _deleted(reader, kind, line(words))
        if len(deleted) > 1:
            told = [f"{_name(kind, one)} ({one.id}, deleted on {one.deleted_at:%Y-%m-%d})" for one in deleted]
            raise AmbiguousNameError(kind, words, told) from None
        if not deleted:
            raise
        return deleted[0]


def _deleted(reader: Reader, kind: Kind, words: str) -> list[Record]:
    if is_id(words):
        return list(known(reader, kind, [RecordId(words.lower())]).values())
    return [one for one in deleted_records(reader, kind) if words and folded(_name(kind, one)) == folded(words)]


def _name(kind: Kind, record: Record) -> str:
    return str(getattr(record, kind.name_field.name) or "") if kind.name_field else ""


def _wanted(reader: Reader, kind: Kind, record_id: RecordId, fields: Sequence[Field]) -> Fields:
    if fields:
        return {(kind.name, record_id): frozenset(field.name for field in fields)}
    return reach(reader.connection, kind, record_id)


def _loses_name(kind: Kind, names: frozenset[str]) -> bool:
    return kind.name_field is not None and kind.name_field.required and kind.name_field.name in names


def _title(kind: Kind, record: Record, fields: Sequence[Field], *, loses_name: bool) -> str:
    """Return what the marker says in the history: nothing of what was erased."""
    called = f"{kind.label} {neutral_name(kind, record.id)}" if loses_name else kind.title(record)
    if not fields or {field.name for field in fields} >= personal_fields(kind):
        return f"Erase {called}"
    return f"Erase {', '.join(labels(kind, {field.name for field in fields})).lower()} of {called}"


def _works(record: Person) -> bool:
    return record.deleted_at is None and bool(record.role_shares)


def _pointing(reader: Reader, kind: Kind, record_id: RecordId, wanted: Fields) -> dict[str, int]:
    """Return how many records of other kinds than those that are blanked with it point at a record."""
    with_it = {name for name, _ in wanted if name != kind.name}
    return {name: count for name, count in count_pointing(reader, kind, record_id).items() if name not in with_it}
