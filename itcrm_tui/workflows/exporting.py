"""Writing a kind's records to CSV or JSON, page by page; what is exported imports again."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import Kind, kind_of
from itcrm_tui.domain.notation import Notation
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.showing import Naming, cell
from itcrm_tui.domain.values import as_json, to_json
from itcrm_tui.text import folded
from itcrm_tui.workflows import notation
from itcrm_tui.workflows.finding import NotForRoleError, seen
from itcrm_tui.workflows.formula_cells import neutral
from itcrm_tui.workflows.references import words_for
from storage.reader import Reader
from storage.store import Store
from storage.tables import SORT_LENGTH

PAGE = 500
JSON_VERSION = 1


class Format(StrEnum):
    """How an export is written."""

    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True)
class Wanted:
    """Which records, in which order: a kind, the words they hold, a field to sort by, at most how many."""

    kind: Kind
    words: str = ""
    sort: Field | None = None
    descending: bool = False
    limit: int | None = None


def exported(store: Store, wanted: Wanted, form: Format) -> Iterator[str]:
    """Yield the text of an export in pieces; raises NotForRoleError before the first."""
    with store.read() as reader:
        if wanted.kind.name in reader.hidden:
            raise NotForRoleError(wanted.kind)
        pages = pages_of(reader, wanted)
        yield from _csv(reader, wanted.kind, pages) if form is Format.CSV else _json(pages)


def pages_of(reader: Reader, wanted: Wanted) -> Iterator[Sequence[Record]]:
    """Yield the wanted records, a page at a time; raises NotForRoleError."""
    if wanted.sort is not None:
        limit = wanted.limit or 2**31
        yield seen(
            wanted.kind,
            reader.sorted_by(wanted.kind, wanted.sort, wanted.words, descending=wanted.descending, limit=limit),
        )
        return
    left, start = wanted.limit, None
    while left is None or left > 0:
        size = PAGE if left is None else min(PAGE, left)
        page = seen(wanted.kind, reader.page(wanted.kind, wanted.words, start=start, limit=size))
        yield page
        if len(page) < size:
            return
        start, left = key_of(page[-1]), None if left is None else left - size


def key_of(record: Record) -> tuple[str, ...]:
    """Return where a record stands in its kind's list."""
    named = kind_of(record).name_field
    return (folded(getattr(record, named.name) or "")[:SORT_LENGTH], record.id) if named else (record.id,)


def column_name(field: Field) -> str:
    """Return the header of a field's column: its name, but for working times, which are written in hours."""
    if field.holds is not Type.MINUTES:
        return field.name
    return "_".join(field.label.lower().split())


def _csv(reader: Reader, kind: Kind, pages: Iterator[Sequence[Record]]) -> Iterator[str]:
    how = notation.written(reader)
    yield _line(["id", *map(column_name, kind.fields)])
    for page in pages:
        name = words_for(reader, page)
        yield "".join(_line([record.id, *cells_of(record, how, name)]) for record in page)


def cells_of(record: Record, how: Notation, name: Naming) -> list[str]:
    """Return a record's fields as cells, in the order of its kind."""
    return [
        neutral(cell(field, to_json(field, getattr(record, field.name)), how, name)) for field in kind_of(record).fields
    ]


def _line(cells: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()


def _json(pages: Iterator[Sequence[Record]]) -> Iterator[str]:
    yield f'{{"version": {JSON_VERSION}, "items": ['
    between = "\n"
    for page in pages:
        for record in page:
            yield between + json.dumps(as_json(record), ensure_ascii=False)
            between = ",\n"
    yield "\n]}\n"
