"""Our own JSON, as the exports and `show --json` write it: read back exactly, a sheet per kind."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from itcrm_tui.domain.kinds import Kind, UnknownKindError, kind_named
from itcrm_tui.domain.values import Json
from itcrm_tui.workflows.importing.reading.decoding import FileError
from itcrm_tui.workflows.importing.reading.exact import NO, YES
from itcrm_tui.workflows.importing.reading.flattening import Nested, text_row, whole
from itcrm_tui.workflows.importing.reading.sheet import Exact, Own, Row, Sheet

VERSION = 1

_FORM = "JSON, exported by itcrm"
_NOT_SET = {"kind", "version", "created_at", "updated_at"}
_LONGEST_NUMBER = 28


def is_own(document: Nested) -> bool:
    """Whether a document is as this program writes it: a version, and records that say their kind and id."""
    if not isinstance(document, dict) or not isinstance(document.get("version"), Exact):
        return False
    if "items" not in document and "item" not in document:
        return False
    return all(isinstance(one, dict) and {"kind", "id"} <= one.keys() for one in _items(document))


def own_sheets(path: Path, document: Mapping[str, Nested]) -> Sequence[Sheet]:
    """Return the records of such a document, a sheet per kind, in order of appearance; raises FileError."""
    if document["version"] != str(VERSION):
        raise FileError(f"{path} was exported by a newer itcrm, as version {document['version']}; update this one.")
    kinds: dict[str, list[tuple[int, Mapping[str, Nested]]]] = {}
    for number, item in enumerate(_items(document), 1):
        kinds.setdefault(_kind(path, item["kind"]).name, []).append((number, item))
    if not kinds:
        return [Sheet(("id",), (), _FORM, own=True)]
    return [_sheet(name, items) for name, items in kinds.items()]


def _items(document: Mapping[str, Nested]) -> list[Nested]:
    items = document["items"] if "items" in document else [document["item"]]
    return items if isinstance(items, list) else [items]


def _kind(path: Path, word: Nested) -> Kind:
    try:
        return kind_named(str(word))
    except UnknownKindError as error:
        raise FileError(f"{path} cannot be imported. {error}") from None


def _sheet(kind: str, items: Sequence[tuple[int, Mapping[str, Nested]]]) -> Sheet:
    header = ("id", *_names(item for _, item in items))
    rows = tuple(_row(number, header, item) for number, item in items)
    return Sheet(tuple(map(whole, header)), rows, _FORM, kind=kind, own=True)


def _names(items: Iterable[Mapping[str, Nested]]) -> list[str]:
    names = dict.fromkeys(name for item in items for name in item)
    return [name for name in names if name != "id" and name not in _NOT_SET]


def _row(number: int, header: Sequence[str], item: Mapping[str, Nested]) -> Row:
    try:
        cells = [_cell(item.get(name)) for name in header]
    except ValueError:
        return Row(number, ("",), "it has a value that this program does not write")
    return text_row(number, cells)


def _cell(value: Nested) -> str:
    return "" if value is None else Own(_text(value), _json(value))


def _text(value: Nested) -> str:
    match value:
        case bool():
            return YES if value else NO
        case list():
            return "; ".join(map(_text, value))
        case dict():
            return "; ".join(f"{name}:{_text(inner)}" for name, inner in value.items())
    return str(value)


def _json(value: Nested) -> Json:
    """Return a value with its numbers as numbers again; raises ValueError for one that we do not write."""
    match value:
        case Exact():
            if len(value) > _LONGEST_NUMBER:
                raise ValueError
            return int(value)
        case list():
            return [_json(inner) for inner in value]
        case dict():
            return {name: _json(inner) for name, inner in value.items()}
    return str(value) if isinstance(value, str) else value
