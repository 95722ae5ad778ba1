"""Do a merge: one change set, undone as one."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from itcrm_tui.domain.fields import Field
from itcrm_tui.domain.kinds import kind_of
from itcrm_tui.domain.merging import Choice, moved
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.values import Json, from_json, known_fields
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.merging.planning import Merge
from itcrm_tui.workflows.records import InvalidError, changed_to, cut, unsound
from storage.change import Action, ChangeSet
from storage.pointing import pointing_at
from storage.store import Store
from storage.unit import Progress, Unit, unwatched

Pointing = Iterable[tuple[Record, tuple[Field, ...]]]
"""Records, each with the fields by which it points at another."""


def merge(
    store: Store,
    planned: Merge,
    choices: Mapping[str, Choice],
    *,
    rehearsal: bool = False,
    progress: Progress = unwatched,
) -> ChangeSet:
    """Merge as planned, with the choices made; return the change set. A `rehearsal` leaves nothing behind.

    Raises InvalidError where the choices make no sound record, ConflictError where one of the records has moved on
    since the plan, RefusedError where a rule forbids the result.
    """
    kind, survivor, merged = planned.kind, planned.survivor, planned.merged
    values = planned.values(choices)
    if wrong := unsound(kind, known_fields(survivor) | values):
        raise InvalidError(wrong)
    with store.read() as reader:
        pointing = list(pointing_at(reader, kind, merged.id))
    with store.write(title_of(planned), action=Action.MERGE, rehearsal=rehearsal, progress=progress) as unit:
        gather(unit, planned, values, pointing)
    assert unit.written, "a merge deletes one of the two"
    return unit.written


def gather(unit: Unit, planned: Merge, values: Mapping[str, Json], pointing: Pointing) -> None:
    """Gather what a merge changes: `values` become the survivor's, and what is `pointing` at the other moves to it."""
    survivor, merged = planned.survivor, planned.merged
    _write_survivor(unit, survivor, changed_to(survivor, dict(values)))
    for record, fields in pointing:
        if record.id not in (survivor.id, merged.id):
            unit.save(record, _pointing_elsewhere(record, fields, merged.id, survivor.id))
    unit.delete(merged, **_left(merged, survivor.id))


def title_of(planned: Merge) -> str:
    """Return what a merge is called in the history."""
    kind = planned.kind
    into = kind.title(planned.survivor).removeprefix(kind.label).strip()
    return cut(f"Merge {kind.title(planned.merged)} into {into or 'another'}")


def _write_survivor(unit: Unit, seen: Record, changed: Record) -> None:
    """One that gains nothing but what points at it still has to be there."""
    if known_fields(seen) == known_fields(changed):
        unit.expect([seen])
    else:
        unit.save(seen, changed)


def _pointing_elsewhere(record: Record, fields: Iterable[Field], merged: RecordId, survivor: RecordId) -> Record:
    known = known_fields(record)
    values = {one.name: from_json(one, moved(known.get(one.name), merged, survivor)) for one in fields}
    return replace(record, **values)


def _left(merged: Record, survivor: RecordId) -> dict[str, str]:
    """Return what the deleted record says, where its kind can: which one it was merged into."""
    return {"merged_into": survivor} if "merged_into" in kind_of(merged).by_name else {}
