"""What records hold of that which is to be erased, in words: those that are blanked, and those that only name it."""

from collections.abc import Sequence
from dataclasses import dataclass

from itcrm_tui.domain.erasing import blank, labels
from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.values import Json, known_fields
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.calling_records import called
from storage.erasing.blanking import Fields, Values, what_is_held
from storage.erasing.elsewhere import Mention
from storage.known import known
from storage.reader import Reader
from storage.rows import searched_fields


@dataclass(frozen=True)
class Part:
    """One record that is blanked: what it is called, and the labels of the fields that hold something.

    `entries`: in how many entries of the journal more of it stands. `searched`: whether a search finds it by that.
    """

    kind: str
    id: RecordId
    name: str
    fields: tuple[str, ...]
    entries: int
    searched: bool


@dataclass(frozen=True)
class Elsewhere:
    """A record that goes on naming the person: what it is called, in which fields, and whether only in its history."""

    kind: str
    id: RecordId
    name: str
    fields: tuple[str, ...]
    past: bool


def parts_of(reader: Reader, wanted: Fields) -> tuple[tuple[Part, ...], Values]:
    """Return what each of the records holds, and all texts that will be erased."""
    names, texts = called(reader, wanted), Values()
    parts = []
    for (kind_name, record_id), fields in wanted.items():
        kind = KINDS[kind_name]
        held, entries = what_is_held(reader.connection, kind, {record_id: fields})
        row = known(reader, kind, [record_id]).get(record_id)
        now = _unblanked(kind, row, fields) if row else {}
        for name in fields:
            texts.setdefault(name, {}).update({**held.get(name, {}), **dict.fromkeys(_texts(now.get(name)))})
        searched = (
            row is not None and row.deleted_at is None and any(name in now for name in searched_fields(kind_name))
        )
        shown = tuple(labels(kind, now.keys()))
        parts.append(Part(kind_name, record_id, names[kind_name, record_id], shown, entries, searched))
    return tuple(parts), texts


def elsewhere(reader: Reader, found: Sequence[Mention]) -> tuple[Elsewhere, ...]:
    """Return mentions by record, in words."""
    by_record: dict[tuple[str, RecordId], list[Mention]] = {}
    for one in found:
        if one.kind in KINDS:
            by_record.setdefault((one.kind, one.record_id), []).append(one)
    names = called(reader, by_record)
    return tuple(
        Elsewhere(
            kind=kind,
            id=record_id,
            name=names[kind, record_id],
            fields=tuple(labels(KINDS[kind], {one.field for one in some})),
            past=all(one.past for one in some),
        )
        for (kind, record_id), some in by_record.items()
    )


def _unblanked(kind: Kind, row: Record, fields: frozenset[str]) -> dict[str, Json]:
    said = known_fields(row)
    return {name: said[name] for name in fields & said.keys() if said[name] != blank(kind, name, row.id)}


def _texts(value: Json) -> list[str]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]
