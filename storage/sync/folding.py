"""Several conflicts over the same are one question: from what the hub had first to what its author made of it last."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from itcrm_tui.ids import RecordId
from storage.change import Key, Operation
from storage.sync.disputed import Conflict, Disputed


def folded(conflicts: Iterable[Conflict]) -> list[Conflict]:
    """Return conflicts, given in the order in which they were made, one for each record and field.

    What comes to nothing is left out: a field put back to what it was, a new record that was deleted again.
    """
    by_record: dict[Key, list[Conflict]] = defaultdict(list)
    for one in conflicts:
        _add(by_record[one.key], one)
    left = (one for of_record in by_record.values() for one in of_record if not _is_nothing(one))
    return sorted(left, key=lambda one: one.place)


def _add(earlier: list[Conflict], one: Conflict) -> None:
    """Add what was made later; it takes the place of what it was made on."""
    beneath = [before for before in earlier if _stands_on(one, before)]
    for before in beneath:
        earlier.remove(before)
        one = _joined(before, one)
    made_and_gone = one.operation is Operation.DELETE and any(each.operation is Operation.CREATE for each in beneath)
    if not made_and_gone:
        earlier.append(one)


def _stands_on(one: Conflict, before: Conflict) -> bool:
    match one.operation:
        case Operation.CREATE:
            return before.operation is not Operation.UPDATE
        case Operation.DELETE:
            return True
    if before.operation is Operation.UPDATE:
        return not before.fields.keys().isdisjoint(one.fields)
    return before.operation is Operation.CREATE


def _joined(before: Conflict, one: Conflict) -> Conflict:
    """Return one conflict for two: a new record stays what it is called, anything else is called as it was left."""
    first = before if before.operation is Operation.CREATE else one
    operation, fields = one.operation, dict(_chained(before.fields, one.fields))
    match before.operation, one.operation:
        case Operation.CREATE, Operation.UPDATE:
            operation = Operation.CREATE
        case Operation.DELETE, Operation.CREATE:
            operation, fields = Operation.UPDATE, dict(_brought_back(before.fields, one.fields))
    return replace(
        first,
        operation=operation,
        fields=fields,
        behind=before.behind or (None if first is before else one.behind),
        rows=before.rows + one.rows,
        sets=before.sets + one.sets,
        steps=before.steps | one.steps,
    )


def _chained(before: Mapping[str, Disputed], after: Mapping[str, Disputed]) -> Iterator[tuple[str, Disputed]]:
    """What was made on top of mine began where mine did; what was made on top of theirs begins there."""
    for name in {**before, **after}:
        first, last = before.get(name), after.get(name)
        if first is None or last is None:
            yield name, first or last or Disputed(None, None, None)
        else:
            yield name, replace(last, base=first.base if first.mine == last.base else last.base)


def _brought_back(gone: Mapping[str, Disputed], back: Mapping[str, Disputed]) -> Iterator[tuple[str, Disputed]]:
    for name in {**gone, **back}:
        base = gone[name].base if name in gone else None
        mine = back[name].mine if name in back else None
        if base != mine:
            yield name, Disputed(base, mine, None)


def _is_nothing(one: Conflict) -> bool:
    return one.operation is Operation.UPDATE and all(said.base == said.mine for said in one.fields.values())


def ids_of(conflicts: Iterable[Conflict]) -> list[RecordId]:
    """Return the ids of everything that is put aside and told in conflicts."""
    return [row for one in conflicts for row in one.rows]
