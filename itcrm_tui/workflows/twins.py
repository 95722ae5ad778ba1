"""The same record made on both sides: another one has the code that a new one of mine was to have."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.merging import may_merge
from itcrm_tui.domain.values import Json, to_json
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.calling_records import own_name, pointed_at
from storage.change import Key, Operation
from storage.reader import Reader
from storage.sync.disputed import Conflict


class Twin(NamedTuple):
    """Another record that has the code which mine was to have: the code's field, its id and name, what it says."""

    taken: str
    id: RecordId
    name: str
    says: Mapping[str, Json]


def twins_of(reader: Reader, found: Sequence[Conflict]) -> dict[RecordId, Twin]:
    """Return by conflict which living record has the code of a new one of mine, where the two can be merged."""
    wanted: dict[tuple[str, str], dict[str, RecordId]] = defaultdict(dict)
    for one in found:
        kind = KINDS[one.kind]
        if one.operation is Operation.CREATE and one.deleted and may_merge(kind):
            for name in (names[0] for names in kind.unique if len(names) == 1 and names[0] in one.fields):
                if code := one.fields[name].mine:
                    wanted[one.kind, name][code] = one.id
    twins: dict[RecordId, Twin] = {}
    for (kind_name, name), by_code in wanted.items():
        equal: dict[str, Any] = {name: sorted(by_code)}
        holding = reader.find(KINDS[kind_name].record_type, **equal)
        for record in holding if isinstance(holding, list) else ():
            says = {field.name: to_json(field, getattr(record, field.name)) for field in KINDS[kind_name].fields}
            twins[by_code[str(getattr(record, name))]] = Twin(name, record.id, own_name(record, kind_name), says)
    return twins


def mentioned_by_twin(one: Conflict, twins: Mapping[RecordId, Twin]) -> Iterator[Key]:
    """Yield the records that the other one of two that were made points at."""
    for name, value in twins[one.id].says.items() if one.id in twins else ():
        yield from pointed_at(one.kind, name, (value,))
