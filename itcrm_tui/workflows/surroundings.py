"""What belongs to a record and what points at it, as rows: a page at a time, whatever the kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from itcrm_tui.domain.commitment import CommitmentState
from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import kind_of
from itcrm_tui.domain.overview import OVER, Key
from itcrm_tui.domain.record import Hidden, Record
from itcrm_tui.domain.record_words import Manner, Names, value_words
from itcrm_tui.domain.relations import Relation
from itcrm_tui.domain.wording import first_line
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.lists import Span
from itcrm_tui.workflows.notation import time_zone
from itcrm_tui.workflows.promising.let_pass import let_pass_among
from itcrm_tui.workflows.reading import names_in
from storage.reader import Reader
from storage.store import Store
from storage.views import related as view

MOST_COUNTED = view.MOST_COUNTED
_WAITING = (CommitmentState.PROMISED, CommitmentState.IN_DELIVERY)

Cell = tuple[str, str]
"""Words, and what they mean to the eye: a style by name, or nothing."""


@dataclass(frozen=True)
class RelatedRow:
    """One record as a row; `key` is its place in the list, `cells` stand in the order of the relation's fields."""

    key: Key
    record: RecordId
    cells: tuple[Cell, ...]


def related(store: Store, relation: Relation, subject: RecordId, today: date, span: Span) -> list[RelatedRow] | Hidden:
    """Return a page of the records that name the subject."""
    with store.read() as reader:
        found = view.page(reader, relation, subject, start=span.start, backwards=span.backwards, limit=span.limit)
        if isinstance(found, Hidden):
            return found
        return _rows(reader, relation, found, today)


def _rows(reader: Reader, relation: Relation, found: Sequence[tuple[Key, Record]], today: date) -> list[RelatedRow]:
    settings = reader.settings()
    how = Manner(today, time_zone(settings), settings.currency_decimals)
    names = names_in(reader, [record for _, record in found])
    over = let_pass_among(reader, [record.id for _, record in found]) if relation.kind.name == "commitment" else ()
    return [RelatedRow(key, one.id, _cells(relation, one, names, how, is_over=one.id in over)) for key, one in found]


def _cells(relation: Relation, record: Record, names: Names, how: Manner, *, is_over: bool) -> tuple[Cell, ...]:
    """Return the cells of a row; what was promised over capacity has a sign before its name, as on the board."""
    cells = [_cell(field, record, names, how) for field in relation.shown]
    if is_over and cells:
        cells[0] = (f"{OVER} {cells[0][0]}", cells[0][1] or "risk")
    return tuple(cells)


def _cell(field: Field, record: Record, names: Names, how: Manner) -> Cell:
    value = getattr(record, field.name)
    if value is None or value == () or value is False:
        return "-", "muted"
    words = first_line(value) if field.holds is Type.LINES else value_words(field, value, names, how)
    if field.name == "due" and getattr(record, "state", None) not in _WAITING and kind_of(record).name == "commitment":
        return words.replace(" late", " ago"), "muted"
    return words, "late" if words.endswith(" late") else ""


def place(store: Store, relation: Relation, subject: RecordId, record_id: RecordId) -> Key | None:
    """Return where a record stands among those that name the subject; None when it is not there."""
    with store.read() as reader:
        return view.place(reader, relation, subject, record_id)


def count(store: Store, relation: Relation, subject: RecordId) -> int | Hidden:
    """Return how many records name the subject; one more than `MOST_COUNTED` where they are more than that."""
    with store.read() as reader:
        return view.count(reader, relation, subject)


def present(store: Store, relations: Sequence[Relation], subject: RecordId) -> tuple[Relation, ...]:
    """Return those relations that own parts of the subject, and of the others those in which something names it."""
    with store.read() as reader:
        return tuple(one for one in relations if one.expected or view.any_of(reader, one, subject))
