"""What has to hold between the rows of an import, and with what is stored: the rules of the store, row by row."""

from collections.abc import Iterator, Sequence
from typing import Any

from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.domain.record import Hidden, Record
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.importing.drafts import Action, Draft, standing, written
from itcrm_tui.workflows.references import unique_texts
from storage.batches import batches
from storage.reader import Reader


def reconcile(reader: Reader, kind: Kind, drafts: Sequence[Draft]) -> None:
    """Reject the rows that would take another's code, go in a circle, or name what is not there."""
    for name in unique_texts(kind):
        _reject_taken(reader, kind, name, drafts)
    _reject_lost(reader, kind, drafts)
    for field in kind.references:
        if field.target == kind.name and any(draft.known.get(field.name) for draft in drafts if draft.known):
            _reject_circles(reader, kind, field, drafts)


def _reject_taken(reader: Reader, kind: Kind, name: str, drafts: Sequence[Draft]) -> None:
    wanted: dict[str, Draft] = {}
    for draft in written(drafts):
        code, before = (draft.known or {}).get(name), getattr(draft.seen, name, None)
        if isinstance(code, str) and (code != before or draft.action is Action.RESTORE):
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


def _reject_lost(reader: Reader, kind: Kind, drafts: Sequence[Draft]) -> None:
    """Reject the deleted records that point at something which is deleted too."""
    back = [draft for draft in drafts if draft.action is Action.RESTORE]
    made = {draft.id for draft in drafts if draft.action is Action.CREATE} if back else set()
    made.update(draft.id for draft in back)
    for draft in back:
        for _, target, record_id in named_in(kind, draft):
            if record_id not in made and reader.get(KINDS[target].record_type, record_id) is None:
                draft.refuse("", f"the {KINDS[target].label} that it names was deleted too")
                break


def _reject_circles(reader: Reader, kind: Kind, field: Field, drafts: Sequence[Draft]) -> None:
    while circle := _circle(reader, kind, field, drafts):
        last = max((draft for draft in written(drafts) if draft.id in circle), key=lambda draft: draft.row.number)
        last.refuse(field.name, f"{kind.one} cannot be its own {field.label.lower()}, not even by a detour.")


def _circle(reader: Reader, kind: Kind, field: Field, drafts: Sequence[Draft]) -> set[RecordId]:
    """Return the records of a circle that the drafts would make; an empty set when they make none."""
    above: dict[RecordId, Any] = {draft.id: (draft.known or {}).get(field.name) for draft in written(drafts)}
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
            for name, _, record_id in named_in(kind, draft)
            if record_id in lost
        ]
        for kind, draft, name, (other, first) in fallen:
            where = "" if other is kind else f" of the {other.plural.replace('_', ' ')}"
            draft.refuse(name, f"row {first.row.number}{where}, which it names, is rejected")
        lost = {draft.id: (kind, draft) for kind, draft, _, _ in fallen if _is_lost(draft)}


def named_in(kind: Kind, draft: Draft) -> Iterator[tuple[str, str, RecordId]]:
    """Yield what the record of a draft will name: the field, the kind and the id."""
    known = draft.known or {}
    for field in kind.fields:
        value: Any = known.get(field.name)
        match field.holds:
            case Type.REFERENCE | Type.ANY_REFERENCE if value:
                yield field.name, field.target or str(known.get("record_kind")), value
            case Type.REFERENCES | Type.SHARES if value:
                yield from ((field.name, field.target or "", one) for one in value)


def _is_lost(draft: Draft) -> bool:
    return draft.action is Action.REJECT and (draft.seen is None or draft.seen.deleted_at is not None)
