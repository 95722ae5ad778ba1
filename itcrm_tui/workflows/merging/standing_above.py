"""Trees, such as clients below clients: a merge must not put a record above itself."""

from collections.abc import Iterator

from itcrm_tui.domain.fields import Field
from itcrm_tui.domain.kinds import kind_of
from itcrm_tui.domain.merging import Choice
from itcrm_tui.domain.record import Record
from itcrm_tui.ids import RecordId
from storage.reader import Reader


def fixed_by_tree(reader: Reader, merged: Record, survivor: Record) -> dict[str, Choice]:
    """Return the fields of a tree that leave no choice, by name.

    A survivor that stands below the merged record takes its place; one that stands above it keeps its own.
    """
    fixed: dict[str, Choice] = {}
    kind = kind_of(survivor)
    for field in kind.references:
        if field.target == kind.name and field.settable:
            if merged.id in above(reader, survivor, field):
                fixed[field.name] = Choice.TAKE
            elif survivor.id in above(reader, merged, field):
                fixed[field.name] = Choice.KEEP
    return fixed


def above(reader: Reader, record: Record, field: Field) -> Iterator[RecordId]:
    """Yield who stands above a record, the nearest first."""
    here: RecordId | None = getattr(record, field.name)
    while here:
        yield here
        found = reader.get(type(record), here)
        here = getattr(found, field.name) if isinstance(found, Record) else None
