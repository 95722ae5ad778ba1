"""Deciding a conflict of a working copy: field by field mine, theirs or another value; or as a whole."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.values import Json
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.conflict import ToDecide
from itcrm_tui.workflows.deciding_checks import checked_anew, checks_that_go
from itcrm_tui.workflows.merging.again import NOT_SO, merged_again
from itcrm_tui.workflows.records import cut, read_values, record_with
from storage.change import Action, Change, ChangeSet
from storage.errors import RefusedError
from storage.store import Store
from storage.sync.along import take_along
from storage.sync.deciding import Choice, DecidedError, decide
from storage.sync.disputed import Conflict
from storage.sync.gone import Gone
from storage.sync.not_the_same import note_apart
from storage.undoing import next_undo, revert, undo

TAKES_NO_VALUE = "{record} is decided as a whole: mine or theirs. Only a new record of mine takes other values."
WAITS = "{reason} Mine of that brings {record} along."
MADE_TWICE = "{record} was made twice: a merge or another code decides that, by itself."


def settle(store: Store, waiting: ToDecide, mine: Collection[str], typed: Mapping[str, str], today: date) -> ChangeSet:
    """Decide a conflict: `mine` for some of its fields, or what is `typed`, theirs for the others.

    Raises InvalidError for what is typed, ConflictError where the record has moved on since, RefusedError.
    """
    kept = {name: one.theirs for name, one in waiting.conflict.fields.items() if name not in mine}
    _demand_no_waiting([waiting] if mine else [])
    others = _read(store, waiting, {name: text for name, text in typed.items() if name in mine}, today)
    choice = Choice.MINE if mine else Choice.THEIRS
    return decide(store, waiting.group, choice, kept | others, title=_title(waiting, others))


def settle_whole(
    store: Store, waiting: ToDecide, choice: Choice, today: date, typed: Mapping[str, str] | None = None
) -> ChangeSet:
    """Decide whether it is as I left it, or as the others did; what waits behind mine comes along.

    `typed`: other values of a new record of mine; with another code than its twin's, the two are not the same.
    Raises InvalidError, ConflictError, RefusedError.
    """
    if typed and not (waiting.is_made and choice is Choice.MINE):
        raise RefusedError(TAKES_NO_VALUE.format(record=begun(waiting.record)))
    if choice is Choice.THEIRS:
        return decide(store, _for_theirs([waiting]), choice)
    _demand_no_waiting([waiting])
    others = _read(store, waiting, typed or {}, today)
    written = _take_mine(store, [waiting], others, today, _title(waiting, others))
    if waiting.twin is not None and others.get(waiting.taken or ""):
        with store.below() as connection:
            note_apart(connection, KINDS[waiting.conflict.kind], waiting.conflict.record_id, waiting.twin, written)
    return written


def settle_with(store: Store, waiting: ToDecide, side: Choice, typed: Mapping[str, str], today: date) -> ChangeSet:
    """Decide one for a side, but for the fields for which something else is typed; a new record is mine with it.

    Raises InvalidError for what is typed, ConflictError, RefusedError.
    """
    if waiting.is_whole:
        return settle_whole(store, waiting, Choice.MINE if waiting.is_made else side, today, typed)
    if strange := [name for name in typed if name not in waiting.fields]:
        kind = KINDS[waiting.conflict.kind]
        raise RefusedError(f"{kind.by_name[strange[0]].label} is not in conflict. `itcrm edit` changes it.")
    mine = waiting.fields if side is Choice.MINE else typed
    return settle(store, waiting, list(mine), typed, today)


def settle_many(store: Store, waiting: Sequence[ToDecide], choice: Choice, today: date) -> ChangeSet:
    """Decide several for the same side, as one change set. Raises ConflictError, RefusedError."""
    if choice is Choice.MINE:
        if twice := next((one.record for one in waiting if one.twin is not None), None):
            raise RefusedError(f"{MADE_TWICE.format(record=begun(twice))} Nothing was decided.")
        _demand_no_waiting(waiting)
        return _take_mine(store, waiting, {}, today)
    return decide(store, _for_theirs(waiting), choice)


def _for_theirs(waiting: Sequence[ToDecide]) -> list[Conflict]:
    """Return what is decided where theirs is taken: with a record that stays deleted goes what waits behind it."""
    groups = ((*each.group, *(each.behind if each.brings_back else ())) for each in waiting)
    return list({one.id: one for group in groups for one in group}.values())


def _demand_no_waiting(waiting: Sequence[ToDecide]) -> None:
    """Raise RefusedError for mine of what waits for another that is not decided with it."""
    comes = brought(waiting)
    for each in waiting:
        if each.waits and each.conflict.id not in comes:
            raise RefusedError(WAITS.format(record=each.record, reason=each.reason))


def brought(waiting: Sequence[ToDecide]) -> set[RecordId]:
    """Return the conflicts that mine of some decides."""
    return {one.id for each in waiting if not each.waits for one in (*each.group, *each.behind)}


def _title(waiting: ToDecide, others: Mapping[str, Json]) -> str | None:
    """Return what the decision is called in the history, where other values stand than mine or theirs."""
    if not others:
        return None
    labels = {name: waiting.fields[name].label.lower() for name in others}
    if waiting.twin is not None and others == {(code := waiting.taken): None}:
        return f"Keep {waiting.record} without {labels[code or '']}, for a merge with {waiting.twin_name}"
    said = [f"another {labels[name]}" for name, value in others.items() if value is not None]
    said += [f"no {labels[name]}" for name, value in others.items() if value is None]
    return f"Decide for {' and '.join(said)}: {waiting.record}"


def begun(record: str) -> str:
    """Return what a record is called at the beginning of a sentence."""
    return f"{record[0].upper()}{record[1:]}"


def _take_mine(
    store: Store, waiting: Sequence[ToDecide], third: Mapping[str, Json], today: date, title: str | None = None
) -> ChangeSet:
    """Write mine with what comes along: what went with it, and what waits behind it."""
    taken = mine_of(store, waiting, today)
    extra: list[Conflict | Gone] = [*taken.back, *taken.along]
    merge = waiting[0].merge if len(waiting) == 1 else None
    if merge is None:
        return take_along(store, taken.applied, extra, third, taken.besides, taken.anew, title)
    title = cut(f"Decide for mine: merge {waiting[0].record} into {merge.into}")
    try:
        return take_along(store, [], extra, None, taken.besides, taken.anew, title, Action.MERGE)
    except DecidedError:
        raise
    except RefusedError as error:
        raise RefusedError(NOT_SO.format(why=error)) from None


@dataclass(frozen=True)
class Mine:
    """What is written where mine of some is taken. `along`: what waits behind it, `back`: what comes back with it."""

    applied: list[Conflict]
    besides: list[Change]
    anew: list[Conflict]
    along: list[Conflict]
    back: list[Gone]


def mine_of(store: Store, waiting: Sequence[ToDecide], today: date) -> Mine:
    """Return what is written for mine. A check is made anew. Raises RefusedError for a merge that cannot be made."""
    applied: dict[RecordId, Conflict] = {}
    behind = {one.id: one for each in waiting for one in each.behind}
    besides: list[Change] = []
    anew: list[Conflict] = []
    for each in waiting:
        if each.merge is not None:
            besides += _merged(store, each)
            anew += each.group
            continue
        group, checks, instead = checked_anew(store, each.group, today)
        checks += checks_that_go(store, each.group)
        may_stay = each.waits and not (checks or instead)
        (behind if may_stay else applied).update({one.id: one for one in group})
        besides += checks
        anew += instead
    along = [one for known, one in sorted(behind.items()) if known not in applied]
    back = {gone.key: gone for each in waiting for gone in each.back}
    return Mine(list(applied.values()), besides, anew, along, list(back.values()))


def _merged(store: Store, waiting: ToDecide) -> list[Change]:
    """Return what a merge that waits changes now. Raises RefusedError."""
    with store.read() as reader:
        return merged_again(reader, waiting.group)


def keep_beside(store: Store, waiting: ToDecide, today: date) -> ChangeSet:
    """Keep a new record of mine without the code that another has taken, so that the two can be merged.

    Raises ConflictError, RefusedError.
    """
    return settle_whole(store, waiting, Choice.MINE, today, {waiting.taken: ""} if waiting.taken else None)


def take_back(store: Store, written: ChangeSet) -> bool:
    """Let a decision be none, as the merge that it was for was not made. Raises ConflictError, RefusedError."""
    newest = next_undo(store)
    if newest is not None and newest.id == written.id:
        undo(store)
    else:
        revert(store, written.id)
    return True


def _read(store: Store, waiting: ToDecide, texts: Mapping[str, str], today: date) -> dict[str, Json]:
    """Return what typed texts say. Raises InvalidError."""
    if not texts:
        return {}
    conflict, kind = waiting.conflict, KINDS[waiting.conflict.kind]
    with store.read() as reader:
        found = reader.get(kind.record_type, conflict.record_id)
        mine = {name: said.mine for name, said in conflict.fields.items()}
        seen = found if isinstance(found, Record) else record_with(kind, mine, conflict.record_id)
        return read_values(reader, kind, texts, seen=seen, today=today)
