"""What would be there twice after a merge: both had it. All of it is kept, and told."""

from collections.abc import Iterator

from itcrm_tui.domain.kinds import Kind, kind_of
from itcrm_tui.domain.merging import SAID_TWICE
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.record_words import value_words
from itcrm_tui.workflows.manner import manner
from itcrm_tui.workflows.reading import names_in
from storage.pointing import doubled, pointers
from storage.reader import Reader

NAMED = 3


def doubles(reader: Reader, merged: Record, survivor: Record) -> Iterator[str]:
    """Yield a sentence for each kind of which both had the same."""
    kind = kind_of(merged)
    for pointer in pointers(kind):
        referrer, field = pointer
        columns = SAID_TWICE.get(referrer.name, ())
        if field.name in columns:
            count, first = doubled(reader, pointer, merged.id, survivor.id, columns, NAMED)
            if count:
                more = ", ..." if count > NAMED else ""
                named = "; ".join(_words(reader, one, field.name, columns) for one in first)
                yield f"Both have the same: {referrer.counted(count)} ({named}{more}). All are kept."


def _words(reader: Reader, record: Record, besides: str, columns: tuple[str, ...]) -> str:
    """Return what a record says in the columns by which it is the same as another."""
    kind, names, how = kind_of(record), names_in(reader, [record]), manner(reader)
    wanted = [_column(kind, name) for name in columns if name != besides]
    said = [(kind.by_name[name], getattr(record, name)) for name in wanted]
    words = [value_words(field, value, names, how) for field, value in said if value is not None]
    return " ".join(words) or kind.label


def _column(kind: Kind, name: str) -> str:
    return kind.name_field.name if name == "sort_name" and kind.name_field else name
