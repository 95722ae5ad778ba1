"""Which column of a file is which field: guessed from the header, or told."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from itcrm_tui.domain.field_words import bare, field_called
from itcrm_tui.domain.fields import Field
from itcrm_tui.domain.kinds import Kind
from itcrm_tui.workflows.finding import is_id
from itcrm_tui.workflows.importing.reading.sheet import Sheet
from itcrm_tui.workflows.importing.reading.decoding import FileError
from storage.errors import StoreError

REASON = "Rejected because"
"""The header of the column that a file of rejects has more than the file they came from."""

_KEYS = frozenset(
    {
        *("sysid", "externalid", "externalkey", "externalreference", "extid", "foreignkey", "sourceid"),
        *("guid", "uuid", "objectid", "recordid", "ciid"),
    }
)
_STAMP = re.compile(
    r"[\s_.\-]*(\(\d+\)|copy|(19|20)\d\d[-_.]?[01]\d[-_.]?[0-3]\d([T_\-. ]*[0-2]\d[-_.]?[0-5]\d([-_.]?[0-5]\d)?Z?)?)$",
    re.IGNORECASE,
)


class MappingError(StoreError):
    """What was told about the columns does not fit the file or the kind."""


class Use(StrEnum):
    """What becomes of a column."""

    FIELD = "field"
    KEY = "external key"
    ID = "id"
    NOTES = "notes"
    IGNORED = "ignored"


@dataclass(frozen=True)
class Column:
    """One column of the file; `why` says in words why it is not taken as a field."""

    at: int
    header: str
    use: Use
    field: Field | None = None
    why: str = ""


def map_columns(kind: Kind, sheet: Sheet, told: Iterable[str] = ()) -> list[Column]:
    """Return what becomes of each column; `told` has `Header=field` each. Raises MappingError."""
    fixed = dict(_told(kind, sheet, told))
    taken = {column.field.name for column in fixed.values() if column.field}
    columns = [fixed.get(at) or _guess(kind, sheet, at) for at in range(len(sheet.header))]
    best = _best_guesses([column for column in columns if column.field and column.at not in fixed], taken)
    keys = sorted((column.at not in fixed, column.at) for column in columns if column.use is Use.KEY)
    kept = {*fixed, *best, *(at for _, at in keys[:1])}
    return [column if column.at in kept else _demoted(column) for column in columns]


def demand_required(kind: Kind, columns: Sequence[Column], given: Iterable[str], path: Path) -> None:
    """Raise FileError when no row could be added, nor be matched with a record that is there."""
    mapped = {column.field.name for column in columns if column.field} | set(given)
    missing = [field for field in kind.fields if field.required and field.name not in mapped]
    may_match = any(column.use in (Use.KEY, Use.ID) for column in columns)
    may_match |= any(names[0] in mapped for names in kind.unique if len(names) == 1)
    if missing and not may_match:
        shown = ", ".join(column.header[:40] or "(blank)" for column in columns[:8])
        raise FileError(
            f"{path} has no column for {' and '.join(field.label.lower() for field in missing)} of a {kind.label}:"
            f" its header is {shown}. Name one with --map 'Header={missing[0].name}'."
        )


def system_of(path: Path, columns: Iterable[Column], given: str | None) -> str:
    """Return the name of the system whose keys a file holds.

    Given, else ServiceNow for a `sys_id`, else the file's name without date, time and copy number, so that
    tomorrow's export of the same list matches.
    """
    if given:
        return given
    if any(column.use is Use.KEY and bare(column.header) == "sysid" for column in columns):
        return "ServiceNow"
    name, before = path.stem, ""
    while name != before:
        name, before = _STAMP.sub("", name), name
    return (name or path.stem)[:100]


def is_key(words: str) -> bool:
    """Whether the words mean the key that another system has for a record."""
    return bare(words) in _KEYS or bare(words) == "key"


def _told(kind: Kind, sheet: Sheet, told: Iterable[str]) -> Iterator[tuple[int, Column]]:
    taken: dict[str, str] = {}
    for one in told:
        header, equals, words = one.rpartition("=")
        if not equals:
            raise MappingError(f"“{one}” is not a mapping; write --map 'Header=field', or 'Header=' to leave it out.")
        at = _position(sheet, header)
        column = _as_told(kind, at, sheet.header[at], words.strip())
        if column.field and taken.setdefault(column.field.name, header) != header:
            raise MappingError(f"Both “{taken[column.field.name]}” and “{header}” are mapped to {column.field.name}.")
        yield at, column


def _position(sheet: Sheet, header: str) -> int:
    for same in (lambda one: one == header.strip(), lambda one: bare(one) == bare(header)):
        found = [at for at, one in enumerate(sheet.header) if same(one)]
        if found:
            return found[0]
    raise MappingError(f"There is no column “{header}”; the header is {', '.join(sheet.header[:20])}.")


def _as_told(kind: Kind, at: int, header: str, words: str) -> Column:
    if not words:
        return Column(at, header, Use.IGNORED, why="as told")
    if bare(words) == "notes":
        return Column(at, header, Use.NOTES, why="as told")
    field = field_called(kind, words)
    if field is None and (bare(words) == "id" or is_key(words)):
        return Column(at, header, Use.ID if bare(words) == "id" else Use.KEY)
    if field is None or not field.settable:
        names = ", ".join(known.name for known in kind.fields if known.settable)
        raise MappingError(f"{kind.one} has no field “{words}” that can be set. There are: {names}.")
    return Column(at, header, Use.FIELD, field)


def _guess(kind: Kind, sheet: Sheet, at: int) -> Column:
    header, field = sheet.header[at], field_called(kind, sheet.header[at])
    if header == REASON:
        return Column(at, header, Use.IGNORED, why="the reason of an earlier rejection")
    if not header:
        return _nameless(sheet, at)
    if field:
        return Column(at, header, Use.FIELD, field)
    if bare(header) == "id":
        ids = all(is_id(row.cells[at].strip()) for row in sheet.rows if not row.fault and row.cells[at].strip())
        return Column(at, header, Use.ID if ids else Use.KEY)
    if bare(header) in _KEYS or bare(header) in _own_keys(kind):
        return Column(at, header, Use.KEY)
    return Column(at, header, Use.NOTES)


def _nameless(sheet: Sheet, at: int) -> Column:
    says = any(row.cells[at].strip() for row in sheet.rows if not row.fault)
    return Column(at, f"Column {at + 1}", Use.NOTES if says else Use.IGNORED, why="it has no header")


def _own_keys(kind: Kind) -> set[str]:
    """Return headers such as `Client ID` and `Account ID`."""
    named = [kind.name, *(kind.name_field.aliases if kind.name_field else ())]
    return {bare(word) + "id" for word in named}


def _best_guesses(guessed: Sequence[Column], taken: set[str]) -> set[int]:
    """Return the columns that get the field they seem to be: one a field, a name before a label before an alias."""
    best: dict[str, tuple[int, int]] = {}
    for column in guessed:
        if column.field and column.field.settable and column.field.name not in taken:
            calls = (column.field.name, column.field.label, *column.field.aliases)
            rank = [bare(call) for call in calls].index(bare(column.header))
            best[column.field.name] = min(best.get(column.field.name, (rank, column.at)), (rank, column.at))
    return {at for _, at in best.values()}


def _demoted(column: Column) -> Column:
    """Return a column that did not get its field: kept in the notes, or left out if nobody may set it here."""
    if column.use not in (Use.FIELD, Use.KEY):
        return column
    if column.field and not column.field.settable:
        return replace(column, use=Use.IGNORED, field=None, why=f"{column.field.label.lower()} is not set by an import")
    return replace(column, use=Use.NOTES, field=None, why="another column comes before it")
