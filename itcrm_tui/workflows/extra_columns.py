"""What a list shows of its records beside its own columns: any of their fields, in words."""

from collections.abc import Sequence
from datetime import date

from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import Kind
from itcrm_tui.domain.overview import Extra
from itcrm_tui.domain.record import Hidden, Record
from itcrm_tui.domain.record_words import Manner, Names, words_in
from itcrm_tui.domain.wording import first_line
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.notation import time_zone
from itcrm_tui.workflows.reading import names_in
from storage.store import Store

UNKNOWN = "-"


def extra_columns(
    store: Store, kind: Kind, fields: Sequence[Field], ids: Sequence[RecordId], today: date
) -> dict[RecordId, Extra]:
    """Return some fields of some living records in words, by id; an unknown value is a dash."""
    with store.read() as reader:
        found = reader.find(kind.record_type, id=ids)
        if isinstance(found, Hidden):
            return {}
        settings = reader.settings()
        how = Manner(today, time_zone(settings), settings.currency_decimals)
        names = names_in(reader, found) if any(field.target for field in fields) else {}
    return {one.id: {field.name: _words(one, field, names, how) for field in fields} for one in found}


def _words(record: Record, field: Field, names: Names, how: Manner) -> str:
    value = getattr(record, field.name)
    if value in (None, (), ""):
        return UNKNOWN
    words = words_in(record, field, names, how)
    return first_line(words) if field.holds is Type.LINES else words
