"""Nested values as a header and cells: mappings as dotted names, lists as joined texts; every leaf lands somewhere."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from itcrm_tui.workflows.importing.reading.csv_rows import COLUMNS_LIMIT
from itcrm_tui.workflows.importing.reading.decoding import FileError
from itcrm_tui.workflows.importing.reading.exact import NO, YES
from itcrm_tui.workflows.importing.reading.free_names import FreeNames
from itcrm_tui.workflows.importing.reading.sheet import Row, Sheet

DEPTH_LIMIT = 50

Nested = Any
"""A mapping with texts as keys, a list, a text, a flag or None; numbers are `Exact` texts by now."""

_DISPLAYED = {"display_value", "value", "link"}
"""How service desks write a reference: what it shows, what it is, where it leads."""


class NestingError(ValueError):
    """The value is nested deeper than can be read."""


@dataclass(frozen=True)
class Found:
    """A record as it was found: where, and what it holds; or its text, and why it cannot be read."""

    number: int
    value: Nested
    fault: str | None = None


def sheet_of(path: Path, found: Sequence[Found], form: str) -> Sheet:
    """Return the sheet whose header is the union of the records' names, in order of appearance; raises FileError."""
    cells = [_cells(one) for one in found]
    header = tuple(dict.fromkeys(name for one in cells if isinstance(one, dict) for name in one))
    if len(header) > COLUMNS_LIMIT:
        raise FileError(f"{path} has {len(header):,} columns; up to {COLUMNS_LIMIT:,} can be imported.")
    if not header:
        raise FileError(f"{path} holds no records: it should be a list of objects, each with names and values.")
    rows = (_row(one.number, header, read) for one, read in zip(found, cells, strict=True))
    said = tuple(row for row in rows if row.fault or any(cell.strip() for cell in row.cells))
    return Sheet(tuple(map(whole, header)), said, form)


def text_row(number: int, cells: Sequence[str], fault: str | None = None) -> Row:
    """Return a row; halves of characters, which nothing can store, are a fault."""
    if all(map(_is_whole, cells)):
        return Row(number, tuple(cells), fault)
    return Row(number, tuple(map(whole, cells)), fault or "it has half a character, written as \\ud800 or the like")


def _row(number: int, header: Sequence[str], read: dict[str, str] | Row) -> Row:
    return read if isinstance(read, Row) else text_row(number, [read.get(name, "") for name in header])


def _cells(found: Found) -> dict[str, str] | Row:
    """Return the cells of a record by their names, or a row that says why there are none."""
    if found.fault or not isinstance(found.value, Mapping):
        text = found.value if isinstance(found.value, str) else ""
        return text_row(found.number, [text], found.fault or "it is no object with names and values")
    cells: dict[str, str] = {}
    names = FreeNames()
    try:
        for name, text in _leaves("", found.value, 0):
            cells[names.free(name)] = text
    except NestingError:
        return Row(found.number, ("",), f"it is nested more than {DEPTH_LIMIT} deep")
    return cells


def _leaves(name: str, value: Nested, depth: int) -> Iterator[tuple[str, str]]:
    if depth > DEPTH_LIMIT:
        raise NestingError
    match value:
        case dict() if name and _is_reference(value):
            yield from _reference(name, value)
        case dict() if value or not name:
            for key, inner in value.items():
                yield from _leaves(f"{name}.{key.strip()}" if name else key.strip(), inner, depth + 1)
        case list():
            yield name, _joined(value, depth + 1)
        case _:
            yield name, _scalar(value)


def _is_reference(value: Mapping[str, Nested]) -> bool:
    told = {"display_value", "value"} & value.keys()
    return bool(told) and value.keys() <= _DISPLAYED and not any(isinstance(one, dict | list) for one in value.values())


def _reference(name: str, value: Mapping[str, Nested]) -> Iterator[tuple[str, str]]:
    """Yield what a reference shows under its own name, and what else it holds if that says more."""
    texts = {key: _scalar(inner) for key, inner in value.items()}
    shown = texts.get("display_value") or texts.get("value", "")
    yield name, shown
    for key in ("value", "link"):
        if texts.get(key, shown) != shown:
            yield f"{name}.{key}", texts[key]


def _joined(members: Sequence[Nested], depth: int) -> str:
    """Return a list as a cell: its members with `; ` between, or a line each where they hold more than one value."""
    inner = [_only(member) for member in members]
    if any(isinstance(member, dict | list) for member in inner):
        return "\n".join(filter(None, (_line(member, depth) for member in members)))
    texts = [text for text in map(_scalar, inner) if text.strip()]
    return texts[0] if len(texts) == 1 else "; ".join(text.replace(";", ",") for text in texts)


def _only(member: Nested) -> Nested:
    """Return the value of a mapping that has one key, which repeats the name of the list."""
    return next(iter(member.values())) if isinstance(member, dict) and len(member) == 1 else member


def _line(value: Nested, depth: int) -> str:
    """Return a value as readable text: `label: Beta, links: (href: ..., text: ...)`."""
    if depth > DEPTH_LIMIT:
        raise NestingError
    match value:
        case dict():
            told = ((key, _nested_line(inner, depth + 1)) for key, inner in value.items())
            return ", ".join(f"{key}: {text}" for key, text in told if text)
        case list():
            return ", ".join(filter(None, (_nested_line(inner, depth + 1) for inner in value)))
    return _scalar(value)


def _nested_line(value: Nested, depth: int) -> str:
    text = _line(value, depth)
    return f"({text})" if text and isinstance(value, dict | list) else text


def _scalar(value: Nested) -> str:
    match value:
        case None:
            return ""
        case bool():
            return YES if value else NO
    return value if isinstance(value, str) else str(value or "")


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def whole(text: str) -> str:
    """Return a text with a mark for each half of a character."""
    return text if _is_whole(text) else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
