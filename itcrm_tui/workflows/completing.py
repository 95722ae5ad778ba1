"""Names that a command line being typed can go on with."""

from collections.abc import Iterator, Sequence

from itcrm_tui.domain.kinds import Kind
from itcrm_tui.domain.record import Hidden, Record
from itcrm_tui.text import folded
from itcrm_tui.workflows.history import history
from itcrm_tui.workflows.references import unique_texts
from itcrm_tui.workflows.tabulating import tabulated
from storage.reader import Reader
from storage.store import Store
from storage.tables import SORT_LENGTH

MOST = 200
LONGEST = 200
_LAST = "\U0010ffff"
_CELLS = 3


def beginnings(store: Store, kind: Kind, typed: str) -> dict[str, str]:
    """Return names that begin with what is typed, else codes, each with what it stands for.

    Case and accents do not count. A kind without names goes by id; one that is not for this role has none. Of more
    than `MOST` the first are returned and the last, so that they have in common only what all have in common.
    """
    with store.read() as reader:
        if kind.name in reader.hidden:
            return {}
        if kind.name_field is None:
            return _ids(reader, kind, typed.lower())
        found = dict(_names(kind, _by_name(reader, kind, folded(typed))))
        codes = _codes(reader, kind, typed) if typed else {}
        return _going_on(found | {code: name for code, name in codes.items() if name not in found}, typed)


def latest_changes(store: Store, typed: str, limit: int = 50) -> dict[str, str]:
    """Return the numbers of the latest change sets that begin with what is typed, with their titles."""
    sets = history(store, None, start=None, backwards=False, limit=limit)
    return {str(one.key): one.title for one in sets if str(one.key).startswith(typed)}


def _going_on(found: dict[str, str], typed: str) -> dict[str, str]:
    """Leave out what is written in another case, where a shell would take back letters that are typed.

    It puts in what all that is offered has in common: of `Si`, no more than `S` would be left by `Site` and `SIGN`.
    """
    starts = [word[: len(typed)] for word in found]
    start = typed if typed in starts else next(iter(starts), "")
    return {word: about for word, about in found.items() if word.startswith(start)}


def _by_name(reader: Reader, kind: Kind, start: str) -> Sequence[Record]:
    found = reader.page(kind, start=(start[:SORT_LENGTH], ""), limit=MOST + 1)
    records = [] if isinstance(found, Hidden) else [one for one in found if _begins(kind, one, start)]
    if len(records) > MOST:
        last = reader.page(kind, start=(f"{start}{_LAST}"[:SORT_LENGTH], ""), backwards=True, limit=1)
        records[MOST:] = [] if isinstance(last, Hidden) else last
    return records


def _begins(kind: Kind, record: Record, start: str) -> bool:
    return folded(_name(kind, record)).startswith(start)


def _name(kind: Kind, record: Record) -> str:
    return (getattr(record, kind.name_field.name) if kind.name_field else None) or ""


def _names(kind: Kind, records: Sequence[Record]) -> Iterator[tuple[str, str]]:
    for record in records:
        codes = [getattr(record, field) for field in unique_texts(kind)]
        if 0 < len(name := _name(kind, record)) <= LONGEST:
            yield name, " ".join(filter(None, codes))


def _codes(reader: Reader, kind: Kind, typed: str) -> dict[str, str]:
    found = reader.page(kind, typed, limit=MOST)
    records = [] if isinstance(found, Hidden) else found
    codes = ((getattr(record, field), _name(kind, record)) for record in records for field in unique_texts(kind))
    return {code: name for code, name in codes if code and code.lower().startswith(typed.lower())}


def _ids(reader: Reader, kind: Kind, typed: str) -> dict[str, str]:
    """Return ids with the first fields that tell what a record is about."""
    found = reader.page(kind, start=(typed,), limit=MOST) if typed else reader.page(kind, limit=MOST)
    records = [] if isinstance(found, Hidden) else [one for one in found if one.id.startswith(typed)]
    columns = [
        field.name for field in kind.fields if not kind.restricted and (field.required or field in kind.references)
    ]
    rows = tabulated(reader, kind, columns[:_CELLS], records).rows
    return {record.id: " ".join(filter(None, row)) for record, row in zip(records, rows, strict=True)}
