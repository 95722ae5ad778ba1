"""A merge of mine that waits: it is planned once more on what is there now, and moves along what has come since."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from itcrm_tui.domain.kinds import KINDS, kind_of
from itcrm_tui.domain.merging import Choice, Part, may_merge
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.values import Json, known_fields
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.calling_records import called
from itcrm_tui.workflows.finding import NotForRoleError, NotFoundError
from itcrm_tui.workflows.merging.planning import Merge, planned
from itcrm_tui.workflows.merging.telling import moves_words
from itcrm_tui.workflows.merging.writing import gather
from itcrm_tui.workflows.records import unsound
from storage.change import Change, Operation
from storage.errors import RefusedError
from storage.pointing import pointing_at
from storage.reader import Reader
from storage.sync.disputed import Conflict, Disputed
from storage.sync.together import Group
from storage.unit import Unit

NOT_SO = "It cannot be merged so any more: {why} Take theirs, then merge once more."
ONE_ALREADY = "{merged} is merged into {into} already: they are one. Take theirs."
NAMED = 3
SINCE = "{records} came to it since, and would move along."


@dataclass(frozen=True)
class WaitingMerge:
    """A merge that waits, in words: into which record, what would move now, and what of that has come since.

    `refused`: why it cannot be made any more, with the way out; empty where it can.
    """

    into: str
    moves: str = ""
    since: str = ""
    refused: str = ""


def told_merge(reader: Reader, group: Group) -> WaitingMerge | None:
    """Return what a merge that waits would do now; None of anything else."""
    survivor = survivor_of(group)
    if survivor is None:
        return None
    kind = KINDS[group[0].kind]
    into = f"{kind.label} {called(reader, [(kind.name, survivor)])[kind.name, survivor]}"
    try:
        found = _planned_again(reader, group, survivor)
        _demand_sound(found, _values(found, group))
    except RefusedError as error:
        return WaitingMerge(into, refused=str(error))
    return WaitingMerge(into, moves_words(found), _since(reader, group, survivor))


def _since(reader: Reader, group: Group, survivor: RecordId) -> str:
    """Return in a sentence what points at the record that is to go and did not when it was merged."""
    known = {survivor, *(one.record_id for one in group)}
    pointing = pointing_at(reader, KINDS[group[0].kind], group[0].record_id)
    keys = sorted((kind_of(one).name, one.id) for one, _ in pointing if one.id not in known)
    names = called(reader, keys[:NAMED])
    labels = ((KINDS[kind].label, name) for (kind, _), name in sorted(names.items()))
    said = ", ".join(name if name.startswith(label) else f"{label} {name}" for label, name in labels)
    more = f" and {len(keys) - NAMED:,} more" if len(keys) > NAMED else ""
    return SINCE.format(records=f"{said[0].upper()}{said[1:]}{more}") if keys else ""


def survivor_of(group: Group) -> RecordId | None:
    """Return into which record the first of a group was to be merged; None where it was no merge."""
    first, *others = group
    if first.operation is not Operation.DELETE or first.deleted or not may_merge(KINDS[first.kind]):
        return None
    if (said := first.fields.get("merged_into")) and said.mine:
        return RecordId(said.mine)
    return next(_moved_to(first.record_id, others), None)


def _moved_to(merged: RecordId, others: Iterable[Conflict]) -> Iterator[RecordId]:
    for one in others:
        for said in one.fields.values() if one.operation is Operation.UPDATE else ():
            if said.base == merged and isinstance(said.mine, str):
                yield RecordId(said.mine)


def merged_again(reader: Reader, group: Group) -> list[Change]:
    """Return what a waiting merge changes now. Raises RefusedError, which says the way out."""
    survivor = survivor_of(group)
    assert survivor is not None, "only a merge is made again"
    found = _planned_again(reader, group, survivor)
    values = _values(found, group)
    _demand_sound(found, values)
    unit = Unit("", "")
    gather(unit, found, values, list(pointing_at(reader, found.kind, found.merged.id)))
    return list(unit.source.changes(reader.connection))


def _planned_again(reader: Reader, group: Group, survivor: RecordId) -> Merge:
    kind = KINDS[group[0].kind]
    try:
        both = [reader.get(kind.record_type, one) for one in (group[0].record_id, survivor)]
        merged, stays = (one for one in both if isinstance(one, Record))
        return planned(reader, merged, stays)
    except ValueError:
        if crossing := _crossing(reader, group[0], survivor):
            raise RefusedError(crossing) from None
        why = f"one of the two {kind.plural.replace('_', ' ')} is not there any more."
        raise RefusedError(NOT_SO.format(why=why)) from None
    except (RefusedError, NotFoundError, NotForRoleError) as error:
        raise RefusedError(NOT_SO.format(why=error)) from None


def _crossing(reader: Reader, merged: Conflict, survivor: RecordId) -> str:
    """Return in a sentence that others have merged the survivor into what was to go; nothing where they have not."""
    gone = (one for one in merged.gone if one.key == (merged.kind, survivor))
    if not any(one.state.get("merged_into") == merged.record_id for one in gone):
        return ""
    kind, keys = KINDS[merged.kind], [(merged.kind, survivor), merged.key]
    there, into = (f"{kind.label} {called(reader, keys)[key]}" for key in keys)
    return ONE_ALREADY.format(merged=f"{there[0].upper()}{there[1:]}", into=into)


def _demand_sound(found: Merge, values: Mapping[str, Json]) -> None:
    if wrong := unsound(found.kind, known_fields(found.survivor) | dict(values)):
        raise RefusedError(NOT_SO.format(why=" ".join(sentence for _, sentence in wrong)))


def _values(found: Merge, group: Group) -> dict[str, Json]:
    """Return what the survivor's fields become: as its author chose; where only others have said more, as advised."""
    merged = {name: said.base for name, said in group[0].fields.items()}
    mine = {name: said for one in group if one.record_id == found.survivor.id for name, said in one.fields.items()}
    values: dict[str, Json] = {}
    for part in found.parts:
        values |= part.values(part.fixed or _chosen(part, merged, mine))
    return values


def _chosen(part: Part, merged: Mapping[str, Json], mine: Mapping[str, Disputed]) -> Choice:
    """Return which choice made of the two, as they were, what its author left; what others have changed is advised."""
    names = [one.name for one in part.fields]
    said = {name: mine[name] for name in names if name in mine}
    if not said:
        return part.advised if any(part.other.get(name) != merged.get(name) for name in names) else Choice.KEEP
    then = Part(part.fields, {name: one.base for name, one in said.items()}, merged)
    wanted = {name: one.mine for name, one in said.items()}
    chosen = (one for one in part.choices if all(then.values(one).get(name) == wanted[name] for name in wanted))
    return next(chosen, part.advised)
