"""What to call records in a sentence, whatever their kind and whether they are deleted: never by their ids."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.record import Record
from itcrm_tui.ids import RecordId
from storage.known import known
from storage.reader import Reader

Called = Mapping[tuple[str, RecordId], str]
_DEPTH = 2
"""A nameless record is called by what it belongs to; that may be nameless too."""


def called(reader: Reader, keys: Iterable[tuple[str, RecordId]]) -> dict[tuple[str, RecordId], str]:
    """Return a name for each record, by kind and id: its own, or that of what it belongs to; restricted ones have none.

    A record that is not there any more, or not for this role, is called by its kind.
    """
    return _called(reader, set(keys), _DEPTH)


def _called(reader: Reader, keys: set[tuple[str, RecordId]], depth: int) -> dict[tuple[str, RecordId], str]:
    wanted: dict[str, list[RecordId]] = defaultdict(list)
    for kind, record_id in sorted(keys):
        if kind in KINDS:
            wanted[kind].append(record_id)
    names: dict[tuple[str, RecordId], str] = {key: KINDS[key[0]].label for key in keys if key[0] in KINDS}
    nameless: dict[tuple[str, RecordId], list[tuple[str, RecordId]]] = {}
    for kind, ids in wanted.items():
        for record_id, record in known(reader, KINDS[kind], ids).items():
            if name := own_name(record, KINDS[kind].name):
                names[kind, record_id] = name
            elif not KINDS[kind].restricted:
                nameless[kind, record_id] = list(_belongs_to(record, kind))
    if nameless and depth:
        above = _called(reader, {key for keys_of in nameless.values() for key in keys_of}, depth - 1)
        names |= {key: _by(key[0], [above[one] for one in found]) for key, found in nameless.items() if found}
    return names


def own_name(record: Record, kind: str) -> str:
    """Return the name that a record has itself; nothing of a restricted or a nameless one."""
    field = KINDS[kind].name_field
    return "" if field is None or KINDS[kind].restricted else str(getattr(record, field.name) or "")


def _belongs_to(record: Record, kind: str) -> Iterable[tuple[str, RecordId]]:
    for field in KINDS[kind].references:
        if field.required and field.target and (found := getattr(record, field.name)):
            yield field.target, found


def _by(kind: str, names: Iterable[str]) -> str:
    return f"{KINDS[kind].label} of {', '.join(names)}"


def pointed_at(kind: str, name: str, values: Iterable[Any]) -> Iterator[tuple[str, RecordId]]:
    """Yield the records that values of a field point at."""
    field = KINDS[kind].by_name.get(name)
    if field is not None and field.target:
        for value in values:
            found: Iterable[Any] = value if isinstance(value, list | dict) else [value] if value else []
            yield from ((field.target, each) for each in found)
