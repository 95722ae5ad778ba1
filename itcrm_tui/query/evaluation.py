"""Whether one record is as a filter says, told from records alone: what the SQL answer has to equal."""

from collections.abc import Callable, Iterable, Sequence
from operator import eq, ge, gt, le, lt
from typing import Any, Protocol

from itcrm_tui.domain.fields import Type
from itcrm_tui.domain.kinds import Kind, kind_of
from itcrm_tui.domain.record import Record
from itcrm_tui.ids import RecordId
from itcrm_tui.query.asked import Asked, Figure, Measure
from itcrm_tui.query.tree import (
    All,
    Called,
    Compares,
    Contains,
    Equals,
    Holds,
    Known,
    Not,
    Some,
    Through,
    Tree,
)
from itcrm_tui.text import folded

LONGEST_NAME = 200
"""A name is compared up to here, as the database keeps it for sorting."""

_ORDERS: dict[str, Callable[[Any, Any], bool]] = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq}


class Surroundings(Protocol):
    """The records around the one that is looked at."""

    def record(self, kind: str, record_id: RecordId) -> Record | None:
        """The record of an id, a deleted one too."""

    def pointing(self, kind: str, field: str, record_id: RecordId) -> Iterable[Record]:
        """The living records of a kind whose reference points at a record."""


def shows(tree: Tree, record: Record, around: Surroundings) -> bool:
    """Return whether a filter's tree, made for the kind of the record, shows it."""
    match tree:
        case All():
            return all(shows(part, record, around) for part in tree.parts)
        case Some():
            return any(shows(part, record, around) for part in tree.parts)
        case Not():
            return not shows(tree.part, record, around)
        case Holds():
            return any(tree.word in texts for texts in _searched(record, around))
        case Called():
            return _is_called(record, tree)
        case Through():
            found = [around.record(tree.asked.target or "", one) for one in _ids(value(tree.asked, record, around))]
            return any(shows(tree.part, one, around) for one in found if one is not None)
    return _is_said(tree, value(tree.asked, record, around))


def value(asked: Asked, record: Record, around: Surroundings) -> Any:
    """Return what a record says to what is asked of it; None, or nothing in it, is unknown."""
    if asked.figure is not None:
        return _figure(asked.figure, record, around)
    return next((found for name in asked.columns if (found := getattr(record, name)) is not None), None)


def _is_said(tree: Known | Compares | Equals | Contains, found: Any) -> bool:
    if found is None or found == ():
        return False
    match tree:
        case Known():
            return True
        case Compares():
            return _ORDERS[tree.operator](found, tree.value)
        case Equals():
            return bool(found == tree.value)
        case Contains():
            texts = map(folded, found if tree.asked.is_list else [found])
            return any(text == tree.text if tree.whole else tree.text in text for text in texts)


def _searched(record: Record, around: Surroundings) -> Iterable[str]:
    yield _text_of(record)
    client = getattr(record, "client", None)
    if client and (found := around.record("client", client)):
        yield _text_of(found)


def _text_of(record: Record) -> str:
    values = [getattr(record, field.name) for field in kind_of(record).fields if field.searched]
    return "\n".join(folded(text) for text in values if text)


def _is_called(record: Record, called: Called) -> bool:
    kind = kind_of(record)
    codes = [getattr(record, name) for name in codes_of(kind)]
    if called.words in (record.id, *(folded(code) for code in codes if code)):
        return True
    if kind.name_field is None:
        return False
    name = folded(getattr(record, kind.name_field.name) or "")[:LONGEST_NAME]
    words = called.words[:LONGEST_NAME]
    return name == words if called.whole else f" {words}" in f" {name}"


def codes_of(kind: Kind) -> Sequence[str]:
    """Return the fields of a kind that hold a text which no other record of it has."""
    single = (names[0] for names in kind.unique if len(names) == 1)
    return [name for name in single if kind.by_name[name].holds is Type.TEXT]


def _ids(found: Any) -> Sequence[RecordId]:
    if not isinstance(found, tuple):
        return [found] if found else []
    return [one[0] if isinstance(one, tuple) else one for one in found]


def _figure(figure: Figure, record: Record, around: Surroundings) -> Any:
    assert figure.tree is not None
    behind = [one for one in around.pointing(figure.kind, figure.by, record.id) if shows(figure.tree, one, around)]
    if figure.measure is Measure.COUNT:
        return len(behind)
    values = [found for one in behind if (found := getattr(one, figure.of)) is not None]
    if figure.measure is Measure.DIFFERENT:
        return len(set(values))
    return _REDUCED[figure.measure](values) if values else None


_REDUCED: dict[Measure, Callable[[Any], Any]] = {Measure.SMALLEST: min, Measure.GREATEST: max, Measure.SUM: sum}
