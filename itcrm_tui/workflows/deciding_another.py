"""Another value for a field in conflict: what it begins with when somebody wants to type it."""

from datetime import date

from itcrm_tui.domain.fields import Type
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.showing import shown
from itcrm_tui.domain.values import Json
from itcrm_tui.workflows import notation
from itcrm_tui.workflows.conflict import ToDecide
from itcrm_tui.workflows.records import changed_to, record_with
from itcrm_tui.workflows.references import words_for
from storage.store import Store
from storage.sync.disputed import Disputed

LISTS = (Type.TEXTS, Type.REFERENCES)


def begins_with(store: Store, waiting: ToDecide, name: str, today: date) -> str:
    """Return mine as it is typed, and of a list what either side has."""
    conflict, kind = waiting.conflict, KINDS[waiting.conflict.kind]
    field = kind.by_name[name]
    value = _both(conflict.fields[name]) if field.holds in LISTS else conflict.fields[name].mine
    with store.read() as reader:
        found = reader.get(kind.record_type, conflict.record_id)
        mine = {one: said.mine for one, said in conflict.fields.items()}
        record = found if isinstance(found, Record) else record_with(kind, mine, conflict.record_id)
        how, naming = notation.typed(reader, today), words_for(reader, [changed_to(record, {name: value})])
        return shown(field, value, how, naming)


def _both(said: Disputed) -> Json:
    """Return what is in my list, and then what only theirs has."""
    mine, theirs = said.mine or [], said.theirs or []
    return [*mine, *(one for one in theirs if one not in mine)]
