"""What was erased in the hub and stands in what waits in a copy, unsent or to be decided: values, titles, reasons."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, select, update

from itcrm_tui.domain.erasing import GOES_ALONG, blank, neutral_name, personal_fields
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.ids import RecordId
from storage.change import Change, Key, Known, Operation
from storage.erasing import titles
from storage.erasing.blanking import Values, what_is_held
from storage.sync.naming import named_by
from storage.sync.parcel import Parcel
from storage.sync.tables import sync_conflict

Erased = Mapping[Key, frozenset[str]]
"""Which fields of which records were erased."""

_TEXTS = ("title", "reason")
ERASED = "Part of it was erased meanwhile."


@dataclass(frozen=True)
class Lost:
    """What was erased, and the words that stood there, by record. `about`: which records change sets are about."""

    erased: Erased
    words: Mapping[Key, Values]
    about: Mapping[RecordId, Collection[RecordId]]

    def unsaid(self, text: str, about: Collection[RecordId]) -> str:
        """Return a title or a reason with neutral words in the place of erased ones; `about`: the records it is about.

        Of any other record only what cannot mean anything else is taken out.
        """
        for (kind, record_id), words in self.words.items():
            said = titles.everything(words) if record_id in about else titles.certain(words)
            text = titles.without(text, said, neutral_name(KINDS[kind], record_id))
        return text


def lost(connection: Connection, erasures: Sequence[Erased], mine: Sequence[Parcel]) -> Lost:
    """Return what erasures take from a copy, while what is unsent still stands in it.

    What was made here meanwhile about a person who was erased as a whole is theirs too.
    """
    if not erasures:
        return Lost({}, {}, {})
    erased: dict[Key, frozenset[str]] = {}
    for one in erasures:
        erased |= {key: erased.get(key, frozenset()) | names for key, names in one.items()}
    rows = connection.execute(select(sync_conflict)).mappings().all()
    made = [(one.kind, one.record_id, _new(one)) for parcel in mine for one in parcel.changes if _makes(one.operation)]
    made += [(row["kind"], row["record_id"], _said(row)) for row in rows if _makes(row["operation"])]
    all_of_it = {**erased, **dict(_along(erased, made))}
    return Lost(
        all_of_it, {key: _words(connection, key, all_of_it[key], rows) for key in all_of_it}, _about(mine, rows)
    )


def without(parcel: Parcel, gone: Lost) -> Parcel:
    """Return a parcel without what was erased: no field of it, no word in its title."""
    if not gone.erased:
        return parcel
    changes = [left for change in parcel.changes if (left := _left(change, gone.erased))]
    known = {key: _blanked(key, left, gone.erased) for key, left in parcel.gone.items()}
    # A decision for theirs changes nothing, and may be about any of them.
    about = gone.about.get(parcel.id, ()) if parcel.changes else {record_id for _, record_id in gone.erased}
    title = gone.unsaid(parcel.header.title, about)
    return Parcel(replace(parcel.header, title=title), changes, known)


def forget_conflicts(connection: Connection, gone: Lost) -> None:
    """Take what was erased out of what waits for a decision, or was decided; what is left goes on waiting."""
    for row in connection.execute(select(sync_conflict)).mappings().all() if gone.erased else ():
        this = sync_conflict.c.id == row["id"]
        names = gone.erased.get((row["kind"], row["record_id"]), frozenset())
        left = {name: values for name, values in row["fields"].items() if name not in names}
        about = gone.about.get(row["change_set_id"], ())
        told: dict[str, Any] = {name: gone.unsaid(row[name], about) for name in _TEXTS}
        if row["fields"] and not left:
            connection.execute(delete(sync_conflict).where(this))
            continue
        if left != row["fields"]:
            told |= {"fields": left, "reason": ERASED}
        if any(row[name] != value for name, value in told.items()):
            connection.execute(update(sync_conflict).where(this).values(told))


def _makes(operation: str) -> bool:
    return operation == Operation.CREATE


def _new(change: Change) -> Known:
    return {name: new for name, (_, new) in change.fields.items()}


def _said(row: RowMapping) -> Known:
    return {name: mine for name, (_, mine, _) in row["fields"].items()}


def _along(erased: Erased, made: Sequence[tuple[str, RecordId, Known]]) -> Iterator[tuple[Key, frozenset[str]]]:
    for whose, pointing in GOES_ALONG.items():
        everything, by_kind = personal_fields(KINDS[whose]), dict(pointing)
        for kind, record_id, values in made:
            key = (whose, values.get(by_kind.get(kind, ""), RecordId("")))
            if erased.get(key, frozenset()) >= everything:
                yield (kind, record_id), personal_fields(KINDS[kind])


def _words(connection: Connection, key: Key, names: frozenset[str], rows: Sequence[RowMapping]) -> Values:
    """Return the texts that stand in the fields in journal and conflicts."""
    kind, record_id = KINDS[key[0]], key[1]
    words, _ = what_is_held(connection, kind, {record_id: names})
    for row in rows:
        for name in names & row["fields"].keys() if (row["kind"], row["record_id"]) == key else ():
            for value in row["fields"][name]:
                if isinstance(value, str) and value != blank(kind, name, record_id):
                    words[name][value] = None
    return words


def _about(mine: Sequence[Parcel], rows: Sequence[RowMapping]) -> dict[RecordId, set[RecordId]]:
    """Return which records each change set changes or names."""
    found: dict[RecordId, set[RecordId]] = defaultdict(set)
    for row in rows:
        found[row["change_set_id"]] |= {row["record_id"], *named_by(KINDS[row["kind"]], _said(row))}
    for parcel in mine:
        for change in parcel.changes:
            found[parcel.id] |= {change.record_id, *named_by(change.described, _new(change))}
    return found


def _left(change: Change, erased: Erased) -> Change | None:
    key = (change.kind, change.record_id)
    names = erased.get(key, frozenset())
    if change.operation is Operation.UPDATE:
        fields = {name: pair for name, pair in change.fields.items() if name not in names}
        return Change(*key, change.operation, fields) if fields else None
    old = _blanked(key, {name: one for name, (one, _) in change.fields.items()}, erased)
    new = _blanked(key, _new(change), erased)
    return Change(*key, change.operation, {name: (old[name], new[name]) for name in change.fields})


def _blanked(key: Key, known: Known, erased: Erased) -> dict[str, object]:
    names = erased.get(key, frozenset())
    return {
        name: blank(KINDS[key[0]], name, key[1]) if name in names and value is not None else value
        for name, value in known.items()
    }
