"""What has to hold between the rows of an import, and with what is stored: the rules of the store, row by row."""

from collections.abc import Iterator, Sequence
from typing import Any

from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import KINDS, Kind, kind_of
from itcrm_tui.domain.record import Hidden, Record
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.importing.drafts import Action, Draft
from itcrm_tui.workflows.importing.planning import standing
from itcrm_tui.workflows.references import pointed_at, unique_texts
from storage.batches import batches
from storage.reader import Reader

WRITTEN = (Action.CREATE, Action.UPDATE, Action.RESTORE)


def reconcile(reader: Reader, kind: Kind, drafts: Sequence[Draft]) -> None:
    """Reject the rows that would take another's code, go in a circle, or name what is not there."""
    for name in unique_texts(kind):
        _reject_taken(reader, kind, name, drafts)
    _reject_lost(reader, drafts)
    for field in kind.references:
        if field.target == kind.name:
            _reject_circles(reader, kind, field, drafts)


def written(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts that an import would write."""
    return [draft for draft in drafts if draft.action in WRITTEN]


def _reject_taken(reader: Reader, kind: Kind, name: str, drafts: Sequence[Draft]) -> None:
    wanted: dict[str, Draft] = {}
    for draft in written(drafts):
        code, before = getattr(draft.record, name), getattr(draft.seen, name, None)
        if code and (code != before or draft.action is Action.RESTORE):
            first = wanted.setdefault(code, draft)
            if first is not draft:
                draft.refuse(name, f"“{code[:80]}” is that of row {first.row.number}")
    for portion in batches(sorted(wanted)):
        equal: dict[str, Any] = {name: portion}
        found = reader.find(kind.record_type, **equal)
        for record in [] if isinstance(found, Hidden) else found:
            code = getattr(record, name)
            if record.id != wanted[code].id:
                wanted[code].refuse(name, f"“{code[:80]}” is taken by another {kind.label}")


def _reject_lost(reader: Reader, drafts: Sequence[Draft]) -> None:
    """Reject the deleted records that point at something which is deleted too."""
    made = {draft.id for draft in drafts if draft.action in (Action.CREATE, Action.RESTORE)}
    for draft in drafts:
        if draft.action is not Action.RESTORE or draft.record is None:
            continue
        for target, record_id in pointed_at(draft.record):
            if record_id not in made and reader.get(KINDS[target].record_type, record_id) is None:
                draft.refuse("", f"the {KINDS[target].label} that it names was deleted too")
                break


def _reject_circles(reader: Reader, kind: Kind, field: Field, drafts: Sequence[Draft]) -> None:
    while circle := _circle(reader, kind, field, drafts):
        last = max((draft for draft in written(drafts) if draft.id in circle), key=lambda draft: draft.row.number)
        last.refuse(field.name, f"{kind.one} cannot be its own {field.label.lower()}, not even by a detour.")


def _circle(reader: Reader, kind: Kind, field: Field, drafts: Sequence[Draft]) -> set[RecordId]:
    """Return the records of a circle that the drafts would make; an empty set when they make none."""
    above: dict[RecordId, RecordId | None] = {draft.id: getattr(draft.record, field.name) for draft in written(drafts)}
    cleared: set[RecordId] = set()
    for start in list(above):
        path: dict[RecordId, None] = {}
        here: RecordId | None = start
        while here and here not in cleared and here not in path:
            path[here] = None
            if here not in above:
                above[here] = _stored_above(reader, kind, field, here)
            here = above[here]
        if here in path:
            steps = list(path)
            return set(steps[steps.index(here) :]) if here else set()
        cleared.update(path)
    return set()


def _stored_above(reader: Reader, kind: Kind, field: Field, record_id: RecordId) -> RecordId | None:
    found = reader.get(kind.record_type, record_id)
    return getattr(found, field.name) if isinstance(found, Record) else None


def reject_orphans(groups: Sequence[tuple[Kind, Sequence[Draft]]]) -> None:
    """Reject the rows that name a row which was rejected, and those that name them."""
    lost = {draft.id: (kind, draft) for kind, drafts in groups for draft in drafts if _is_lost(draft)}
    while lost:
        fallen = [
            (kind, draft, name, lost[record_id])
            for kind, drafts in groups
            for draft in standing(drafts)
            for name, record_id in _names(draft)
            if record_id in lost
        ]
        for kind, draft, name, (other, first) in fallen:
            where = "" if other is kind else f" of the {other.plural.replace('_', ' ')}"
            draft.refuse(name, f"row {first.row.number}{where}, which it names, is rejected")
        lost = {draft.id: (kind, draft) for kind, draft, _, _ in fallen if _is_lost(draft)}


def _names(draft: Draft) -> Iterator[tuple[str, RecordId]]:
    """Yield what a draft's record names, with the field that does."""
    for field in kind_of(draft.record).fields if draft.record else ():
        value = getattr(draft.record, field.name)
        match field.holds:
            case Type.REFERENCE | Type.ANY_REFERENCE if value:
                yield field.name, value
            case Type.REFERENCES:
                yield from ((field.name, one) for one in value)
            case Type.SHARES:
                yield from ((field.name, one) for one, _ in value)


def _is_lost(draft: Draft) -> bool:
    return draft.action is Action.REJECT and (draft.seen is None or draft.seen.deleted_at is not None)
