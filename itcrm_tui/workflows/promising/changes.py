"""Records as changes that follow in a change set."""

from itcrm_tui.domain.kinds import kind_of
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.values import known_fields
from storage.change import Change, Operation, difference
from storage.source import making


def added(record: Record) -> Change:
    """Return the change that makes a record."""
    return making((kind_of(record).name, record.id), known_fields(record))


def saved(seen: Record, changed: Record) -> Change:
    """Return the change from a record as it was seen to what it is to be."""
    kind = kind_of(seen)
    return Change(kind.name, seen.id, Operation.UPDATE, difference(kind, known_fields(seen), known_fields(changed)))


def removed(record: Record) -> Change:
    """Return the change that deletes a record as it was seen."""
    fields = {name: (value, None) for name, value in known_fields(record).items()}
    return Change(kind_of(record).name, record.id, Operation.DELETE, fields)
