"""Records as rows of text, for a list that people read."""

from collections.abc import Sequence
from dataclasses import dataclass

from itcrm_tui.domain.fields import Type
from itcrm_tui.domain.kinds import Kind
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.showing import shown
from itcrm_tui.domain.values import to_json
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows import notation
from itcrm_tui.workflows.reading import names_in
from storage.reader import Reader

_NUMBERS = frozenset({Type.INTEGER, Type.MONEY, Type.MINUTES, Type.DECIMAL})


@dataclass(frozen=True)
class Table:
    """A header, rows of texts, and which columns hold numbers."""

    header: list[str]
    rows: list[list[str]]
    numbers: list[int]


def tabulated(reader: Reader, kind: Kind, columns: Sequence[str], records: Sequence[Record]) -> Table:
    """Return some fields of records, references by name; `id` is a column too."""
    how, names = notation.typed(reader), names_in(reader, records)

    def text(record: Record, column: str) -> str:
        if column == "id":
            return record.id
        field = kind.by_name[column]
        value = to_json(field, getattr(record, column))
        return shown(field, value, how, lambda _kind, key: names.get(RecordId(key), key))

    header = [kind.by_name[column].label.upper() if column in kind.by_name else "ID" for column in columns]
    numbers = [at for at, name in enumerate(columns) if name in kind.by_name and kind.by_name[name].holds in _NUMBERS]
    return Table(header, [[text(record, column) for column in columns] for record in records], numbers)
