"""Records as CSV that imports again, with no cell that a spreadsheet takes for a formula."""

import csv
import io
from collections.abc import Iterator, Sequence

from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import Kind, kind_of
from itcrm_tui.domain.notation import Notation
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.showing import Naming, cell
from itcrm_tui.domain.values import to_json
from itcrm_tui.workflows import notation
from itcrm_tui.workflows.exporting.lists import Export
from itcrm_tui.workflows.formula_cells import neutral
from itcrm_tui.workflows.references import words_for


def csv_of(export: Export) -> Iterator[str]:
    """Yield the table of the one list there is, a page at a time."""
    ((kind, pages),) = export.lists
    how = notation.written(export.reader)
    yield _lines([header_of(kind)])
    for page in pages:
        name = words_for(export.reader, page)
        yield _lines([[record.id, *cells_of(record, how, name)] for record in page])


def header_of(kind: Kind) -> list[str]:
    """Return the names of a table's columns: the id, then the fields of the kind."""
    return ["id", *map(column_name, kind.fields)]


def column_name(field: Field) -> str:
    """Return the header of a field's column: its name, but for working times, which are written in hours."""
    if field.holds is not Type.MINUTES:
        return field.name
    return "_".join(field.label.lower().split())


def cells_of(record: Record, how: Notation, name: Naming) -> list[str]:
    """Return a record's fields as cells, in the order of its kind."""
    return [
        neutral(cell(field, to_json(field, getattr(record, field.name)), how, name)) for field in kind_of(record).fields
    ]


def _lines(rows: Sequence[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
