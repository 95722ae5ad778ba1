"""What waits on a laptop is what its person has written and not taken back, decided or written anew; nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from itcrm_tui.ids import RecordId
from storage.sync.conflicts import open_conflicts
from storage.sync.folding import ids_of
from storage.sync.parcel import Parcel
from storage.sync.superseding import covers
from storage.sync.tables import sync_conflict
from tests.sync.laptop import Laptop


def only_what_is_unsettled_waits(laptop: Laptop, mine: Sequence[Parcel], *, restored: bool) -> None:
    """Compare what is asked with what its person has done, in order.

    `restored`: the hub was set back, and what of mine had been equal there before is known no more.
    """
    asked = set(ids_of(open_conflicts(laptop.store)))
    later = dict(_later(mine))
    with laptop.store.connected() as connection:
        rows = connection.execute(select(sync_conflict)).mappings().all()
    for row in rows:
        one = row["change_set_id"]
        if one not in later or (restored and row["decided_by"] not in (None, *later)):
            continue  # a backup has made the world forget who wrote it, or who settled it
        gone = _taken_back(mine, besides=_decided_against(row, rows, mine))
        where = f"{row['kind']} {sorted(row['fields'])} of “{row['title']}” by {laptop.name}"
        if row["id"] in asked:
            assert one not in gone, f"4: {where} was taken back, and is asked about"
        else:
            standing = [parcel for parcel in later[one] if parcel.id not in gone]
            settled = one in gone or _settled(row, standing) or _comes_to_nothing(row, rows)
            assert settled, f"4: {where} waits no more, and nobody has settled it"


def _taken_back(mine: Sequence[Parcel], besides: Collection[RecordId] = ()) -> set[RecordId]:
    gone: set[RecordId] = set()
    for parcel in reversed(mine):
        if parcel.header.reverts and parcel.id not in gone and parcel.id not in besides:
            gone.add(parcel.header.reverts)
    return gone


def _decided_against(
    row: Mapping[Any, Any], rows: Sequence[Mapping[Any, Any]], mine: Sequence[Parcel]
) -> set[RecordId]:
    """Return what takes nothing back of a row: it was put aside there itself, and its author has decided for theirs."""
    gone, known = _taken_back(mine), {parcel.id: parcel for parcel in mine}
    beside = [
        other for other in rows if other["record_id"] == row["record_id"] and other["fields"].keys() & row["fields"]
    ]
    decided = [(other, known[other["decided_by"]]) for other in beside if other["decided_by"] in known.keys() - gone]
    return {
        other["change_set_id"]
        for other, decision in decided
        if decision.header.reverts is None
        and not any(change.record_id == row["record_id"] for change in decision.changes)
    }


def _later(mine: Sequence[Parcel]) -> Iterator[tuple[RecordId, Sequence[Parcel]]]:
    yield from ((parcel.id, mine[at + 1 :]) for at, parcel in enumerate(mine))


def _settled(row: Mapping[Any, Any], later: Iterable[Parcel]) -> bool:
    """Whether a decision settles it, or its author has said the same anew."""
    return any(
        parcel.id == row["decided_by"]
        or any(
            covers(change, row["operation"], row["fields"])
            for change in parcel.changes
            if (change.kind, change.record_id) == (row["kind"], row["record_id"])
        )
        for parcel in later
        if parcel.header.reverts is None
    )


def _comes_to_nothing(row: Mapping[Any, Any], rows: Sequence[Mapping[Any, Any]]) -> bool:
    """Whether it puts back what something else that was put aside has changed."""
    fields: Mapping[str, Sequence[Any]] = row["fields"]
    others = [one["fields"] for one in rows if one["record_id"] == row["record_id"] and one["id"] != row["id"]]
    return all(
        any(name in other and other[name][0] == mine for other in others) for name, (_, mine, _) in fields.items()
    )
