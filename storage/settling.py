"""Compare-and-set: what of a change is left to do on a row, and where the row is not as the writer saw it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from storage.change import Change, Operation, grouped
from storage.errors import Clash, named
from storage.transaction import Standing

Settled = tuple[Change | None, list[Clash]]


def settle(change: Change, row: Standing | None, *, restores: int | None = None, takes_back: bool = False) -> Settled:
    """Return what of a change is left to do on a row, and where the row is not as the writer saw it.

    `restores`: the version of the deleted record that the writer saw and means to bring back.
    `takes_back`: the change undoes or redoes; it is no clash if the record is as it is to be already. Else a step that
    somebody has taken already is one: two people cannot both have promised the same.
    """
    if change.operation is Operation.CREATE:
        return _settle_again(change, row, restores, takes_back=takes_back) if row else (change, [])
    if change.operation is Operation.DELETE:
        return _settle_delete(change, row)
    return _settle_update(change, row, takes_back=takes_back)


def _settle_again(change: Change, row: Standing, restores: int | None, *, takes_back: bool) -> Settled:
    """A deleted record comes back only as whoever brings it back knew it."""
    same = row.state == {name: new for name, (_, new) in change.fields.items() if new is not None}
    if row.deleted_at is not None:
        left = {name: new if old is None else old for name, (old, new) in change.fields.items()}
        same = row.state == {name: value for name, value in left.items() if value is not None}
    if row.deleted_at is None:
        return (None, []) if same and takes_back else (None, [_clash(change, row, None, "made already")])
    return (change, []) if same or row.version == restores else (None, [_clash(change, row, None, "deleted")])


def _settle_delete(change: Change, row: Standing | None) -> Settled:
    if row is None:
        return None, [_clash(change, row, None, "not there")]
    if row.deleted_at is not None:
        said = {name: new for name, (_, new) in change.fields.items() if new is not None}
        told = all(row.state.get(name) == new for name, new in said.items())
        return (None, []) if told else (None, [_clash(change, row, None, "deleted")])
    seen = {name: old for name, (old, _) in change.fields.items() if old is not None}
    if seen == row.state:
        return change, []
    moved = [name for name in change.described.by_name if seen.get(name) != row.state.get(name)]
    clashes = [_clash(change, row, name, row.state.get(name)) for name in moved]
    return (None, clashes) if clashes else (change, [])


def _settle_update(change: Change, row: Standing | None, *, takes_back: bool) -> Settled:
    if row is None or row.deleted_at is not None:
        return None, [_clash(change, row, None, "deleted" if row else "not there")]
    keep: dict[str, tuple[Any, Any]] = {}
    clashes: list[Clash] = []
    for names in grouped(change):
        there = all(change.fields[name][1] == row.state.get(name) for name in names)
        if there and (takes_back or not _is_step(change, names)):
            continue
        moved = [name for name in names if change.fields[name][0] != row.state.get(name)]
        clashes += [_clash(change, row, name, row.state.get(name)) for name in moved]
        if not moved:
            keep |= {name: change.fields[name] for name in names}
    clashes.sort(key=lambda clash: not clash.field or change.described.by_name[clash.field].choices is None)
    return (replace(change, fields=keep) if keep else None), clashes


def _is_step(change: Change, names: Iterable[str]) -> bool:
    """Whether fields move by a command of their own, such as a state."""
    return any(not change.described.by_name[name].settable for name in names)


def _clash(change: Change, row: Standing | None, name: str | None, theirs: Any) -> Clash:
    seen, mine = change.fields.get(name, (None, None)) if name else (None, None)
    state = row.state if row else {field: old or new for field, (old, new) in change.fields.items()}
    return Clash(change.kind, change.record_id, named(change.kind, state), name, seen, mine, theirs)
