"""One thing done to many records: as one change set, which is taken back as one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from itcrm_tui.domain.fields import Field
from itcrm_tui.domain.kinds import Kind
from itcrm_tui.domain.record import Hidden, Record
from itcrm_tui.domain.settings import SETTINGS_ID
from itcrm_tui.domain.values import Json, known_fields
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows import moving
from itcrm_tui.workflows.finding import NotForRoleError
from itcrm_tui.workflows.records import InvalidError, changed_to, cut, edit_title, read_values, unsound
from storage.batches import batches
from storage.errors import RefusedError
from storage.reader import Reader
from storage.store import Store
from storage.unit import Progress, unwatched
from storage.views.marked import filtered_ids

MOST = 100_000
"""So many records are changed at once at most."""

ASSIGNING = ("assignee", "owner", "relationship_owner")
"""The fields that say who takes care of a record."""

_NAMED = 3


@dataclass(frozen=True)
class Selection:
    """Living records of a kind: those of `ids`; or, with `words`, all that these filter but those of `ids`."""

    kind: Kind
    ids: frozenset[RecordId]
    words: str | None = None


@dataclass(frozen=True)
class Done:
    """What was done, in a sentence, and whether that wrote a change set, which can be taken back."""

    words: str
    is_written: bool


def assigning_field(kind: Kind) -> Field | None:
    """Return the field that says who takes care of a record of this kind, if it has one."""
    return next((kind.by_name[name] for name in ASSIGNING if name in kind.by_name), None)


def count(store: Store, selection: Selection) -> tuple[int, bool]:
    """Return how many records are selected, and whether there are at least so many but nobody counted further."""
    from itcrm_tui.workflows.lists import counts, shown_of

    meant = len(shown_of(store, selection.kind.name, selection.words or "", selection.ids)) if selection.ids else 0
    if selection.words is None:
        return meant, False
    found = counts(store, selection.kind.name, selection.words)
    return max(0, found.shown - meant), found.more


def edit(
    store: Store, selection: Selection, name: str, text: str, *, today: date, progress: Progress = unwatched
) -> Done:
    """Give one field of all selected records the value of a typed text; where all have it, nothing is written.

    Raises InvalidError when the text is no value of the field, or when one of the records cannot have it: then none
    is changed.
    """
    pairs: list[tuple[Record, Record]] = []
    with store.read() as reader:
        for portion in _portions(reader, selection, progress):
            values = read_values(reader, selection.kind, {name: text}, seen=portion[0], today=today)
            _demand(selection.kind, portion, name, values[name])
            pairs += [(seen, changed_to(seen, values)) for seen in portion]
    different = [(seen, changed) for seen, changed in pairs if seen != changed]
    counted, label = selection.kind.counted(len(different)), selection.kind.by_name[name].label.lower()
    with store.write(_edit_title(different, f"Edit {counted}: {label}"), progress=progress) as unit:
        for seen, changed in different:
            unit.save(seen, changed)
    if unit.written is None:
        return Done(f"No change of {label}: {selection.kind.counted(len(pairs))} had it already.", False)
    return Done(f"Changed {label} of {counted}.{_same(len(pairs) - len(different))}", True)


def remove(store: Store, selection: Selection, *, progress: Progress = unwatched) -> Done:
    """Delete all selected records with everything that they own."""
    records: list[Record] = []
    owned: list[Record] = []
    with store.read() as reader:
        for portion in _portions(reader, selection, progress):
            records += portion
            owned += reader.owned(*portion)
    if any(record.id == SETTINGS_ID for record in records):
        raise InvalidError([("", "The settings cannot be deleted, only edited.")])
    counted = _named(selection.kind, records)
    with store.write(cut(f"Delete {counted}"), progress=progress) as unit:
        for record in (*owned, *records):
            unit.delete(record)
    with_them = f" and {len(owned):,} records that belong to {'it' if len(records) == 1 else 'them'}" if owned else ""
    return Done(f"Deleted {cut(counted)}{with_them}.", unit.written is not None)


def move_on(store: Store, selection: Selection, today: date, *, progress: Progress = unwatched) -> Done:
    """Move all selected records that can go to their next states; say which did, and why not.

    Raises RefusedError with the reason when none can.
    """
    pairs: list[tuple[Record, Record]] = []
    reasons: Counter[str] = Counter()
    with store.read() as reader:
        for portion in _portions(reader, selection, progress):
            for record in portion:
                try:
                    pairs.append((record, moving.moved(store, reader, record, today)))
                except RefusedError as error:
                    reasons[str(error)] += 1
    staying = "".join(f" {number:,} stay: {why}" for why, number in reasons.most_common(1))
    if not pairs:
        raise RefusedError(staying.strip() or _none(selection.kind))
    counted = _named(selection.kind, [seen for seen, _ in pairs])
    with store.write(cut(f"Move {counted} to the next state"), progress=progress) as unit:
        for seen, changed in pairs:
            unit.save(seen, changed)
    return Done(f"Moved {cut(counted)} to the next state.{staying}", unit.written is not None)


def _portions(reader: Reader, selection: Selection, progress: Progress) -> Iterator[Sequence[Record]]:
    """Yield the selected records, a portion at a time; raises RefusedError where there are none, or too many.

    `progress` hears of reading too: with many records it takes longer than writing them.
    """
    kind = selection.kind
    if kind.name in reader.hidden:
        raise NotForRoleError(kind)
    ids = _ids(reader, selection)
    if len(ids) > MOST:
        raise RefusedError(f"That is more than {MOST:,} {kind.plural.replace('_', ' ')}. Filter for fewer of them.")
    some, done = False, 0
    for portion in batches(ids):
        progress(done, len(ids))
        done += len(portion)
        found = reader.find(kind.record_type, id=portion)
        if found and not isinstance(found, Hidden):
            some = True
            yield found
    if not some:
        raise RefusedError(_none(kind))


def _ids(reader: Reader, selection: Selection) -> Sequence[RecordId]:
    if selection.words is None:
        return sorted(selection.ids)
    limit = MOST + len(selection.ids) + 1
    found = filtered_ids(reader.connection, selection.kind.name, selection.words, limit)
    return [record_id for record_id in found if record_id not in selection.ids]


def _demand(kind: Kind, portion: Sequence[Record], name: str, value: Json) -> None:
    wrong = [
        (record, found[0][1]) for record in portion if (found := unsound(kind, known_fields(record) | {name: value}))
    ]
    if wrong:
        named = " ".join(f"{cut(kind.title(record))}: {sentence}" for record, sentence in wrong[:_NAMED])
        raise InvalidError([(name, f"{len(wrong):,} of {len(portion):,} cannot have that. {named}")])


def _edit_title(pairs: Sequence[tuple[Record, Record]], of_many: str) -> str:
    return edit_title(*pairs[0]) if len(pairs) == 1 else of_many


def _named(kind: Kind, records: Sequence[Record]) -> str:
    """Return one record by its title, several by their number."""
    return kind.title(records[0]) if len(records) == 1 else kind.counted(len(records))


def _same(number: int) -> str:
    return f" {number:,} had it already." if number else ""


def _none(kind: Kind) -> str:
    return f"None of these {kind.plural.replace('_', ' ')} is there any more."
