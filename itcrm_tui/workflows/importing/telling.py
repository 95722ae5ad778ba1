"""What the file says about itself: whose keys it holds, how it writes dates and numbers, whether it is our own."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from itcrm_tui.domain.field_words import bare, column_name
from itcrm_tui.domain.fields import Type
from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.domain.notation import Notation, ParseError, TwoReadingsError
from itcrm_tui.domain.parsing import parse
from itcrm_tui.domain.parsing_dates import day_first_shown
from itcrm_tui.domain.parsing_numbers import decimal_mark_shown
from itcrm_tui.workflows.importing.columns import Column, Use
from itcrm_tui.workflows.importing.mapping import REASON
from itcrm_tui.workflows.importing.reading import Exact, FileError, Own, Row, Sheet

_STAMP = re.compile(
    r"[\s_.\-]*(\(\d+\)|copy|(19|20)\d\d[-_.]?[01]\d[-_.]?[0-3]\d([T_\-. ]*[0-2]\d[-_.]?[0-5]\d([-_.]?[0-5]\d)?Z?)?)$",
    re.IGNORECASE,
)
_DATES = frozenset({Type.DATE, Type.INSTANT})
_NUMBERS = frozenset({Type.INTEGER, Type.MONEY, Type.MINUTES, Type.DECIMAL})
_PLAIN = _DATES | _NUMBERS | {Type.MONTH, Type.FLAG}
_LOOKED_AT = 2_000
_ENOUGH = 0.5


@dataclass(frozen=True)
class Told:
    """How dates and numbers of a sheet are read, and in words what showed it, where nobody told."""

    notation: Notation
    found: tuple[str, ...] = ()


def as_ours(sheet: Sheet) -> Sheet:
    """Return a sheet with its kind when it has just the header of an export of ours, or of the rejects of one."""
    header = [name for name in sheet.header if name != REASON]
    kind = next((kind for kind in KINDS.values() if header == own_header(kind)), None)
    return replace(sheet, kind=kind.name, own=True) if kind and not sheet.own else sheet


def own_header(kind: Kind) -> list[str]:
    """Return the header of our exports of a kind: `id`, then the fields; working times are told in hours."""
    return ["id", *map(column_name, kind.fields)]


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
            f" its header is {shown}. Name one with --map 'Header={missing[0].name}',"
            f" or one value for all rows with --set {missing[0].name}=..."
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


def notation_found(sheet: Sheet, columns: Sequence[Column], notation: Notation, *, dates: bool = True) -> Told:
    """Return how the sheet writes dates and numbers: as told, else as its cells with a single reading show.

    Without `dates`, those are left as told, even where that is to refuse what has two readings.
    """
    found: list[str] = []
    if dates and notation.day_first is None and (first := day_first_shown(_texts(sheet, columns, _DATES))) is not None:
        notation = replace(notation, day_first=first)
        found.append(f"in dates the {'day' if first else 'month'} comes first, as some can only be read so")
    if notation.decimal_mark is None and (mark := decimal_mark_shown(_texts(sheet, columns, _NUMBERS))):
        notation = replace(notation, decimal_mark=mark)
        found.append(f"“{mark}” stands before decimals, as some numbers can only be read so")
    return Told(notation, tuple(found))


def without_misfits(sheet: Sheet, columns: Sequence[Column], notation: Notation) -> list[Column]:
    """Return columns of which those that were only guessed, and mostly cannot be read so, are kept in the notes."""
    return [_fitting(sheet.rows, column, notation) for column in columns]


def _fitting(rows: Sequence[Row], column: Column, notation: Notation) -> Column:
    field = column.field
    if column.told or field is None or field.required or field.holds not in _PLAIN:
        return column
    texts = [text for text in (column.text(row) for row in rows[:_LOOKED_AT] if not row.fault) if text.strip()]
    readable = sum(_is_readable(column, text, notation) for text in texts)
    if readable >= len(texts) * _ENOUGH:
        return column
    why = f"only {readable} of {len(texts)} could be a {field.label.lower()}"
    return replace(column, use=Use.NOTES, field=None, why=why)


def _is_readable(column: Column, text: str, notation: Notation) -> bool:
    if isinstance(text, Own) or column.field is None:
        return True
    holds = Type.INSTANT if column.field.holds is Type.DATE else column.field.holds
    how = replace(notation, decimal_mark=".") if isinstance(text, Exact) else notation
    try:
        parse(replace(column.field, holds=holds), text, how)
    except TwoReadingsError:
        return True
    except ParseError:
        return False
    return True


def _texts(sheet: Sheet, columns: Sequence[Column], holding: frozenset[Type]) -> Iterable[str]:
    for column in columns:
        if column.field and column.field.holds in holding:
            for row in sheet.rows:
                if not row.fault and (text := column.text(row)) and not isinstance(text, Exact | Own):
                    yield text
