"""What is exported: the records of a kind that hold some words, or everything this role may read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from itcrm_tui.domain.fields import Field
from itcrm_tui.domain.kinds import KINDS, Kind, kind_of
from itcrm_tui.domain.overview import Sort
from itcrm_tui.domain.record import Hidden, Record
from itcrm_tui.ids import RecordId
from itcrm_tui.text import folded
from itcrm_tui.workflows.exporting.account import Account
from itcrm_tui.workflows.finding import NotForRoleError, seen
from itcrm_tui.workflows.notation import today
from storage.batches import batches
from storage.reader import Reader
from storage.tables import SORT_LENGTH
from storage.views.sorted_lists import values as figures
from storage.views.sorting import Part, sorted_keys

PAGE = 500
Pages = Iterator[Sequence[Record]]


@dataclass(frozen=True)
class Wanted:
    """Which records, in which order: a kind, the words they hold, a field to sort by, at most how many.

    `figure`: one to sort by instead of a field, by name; `ids`: these records alone; `besides`: all others.
    """

    kind: Kind
    words: str = ""
    sort: Field | None = None
    descending: bool = False
    limit: int | None = None
    ids: frozenset[RecordId] | None = None
    besides: frozenset[RecordId] = frozenset()
    figure: str = ""


@dataclass(frozen=True)
class Everything:
    """All records of all kinds."""


@dataclass(frozen=True)
class Export:
    """What a format is given to write: kinds with their records, where to look up what they mention, the account."""

    reader: Reader
    lists: Sequence[tuple[Kind, Pages]]
    account: Account


def export_of(reader: Reader, wanted: Wanted | Everything, account: Account) -> Export:
    """Return what is to be written; what everything has to leave out is remarked. Raises NotForRoleError."""
    return Export(reader, _lists(reader, wanted, account), account)


def _lists(reader: Reader, wanted: Wanted | Everything, account: Account) -> list[tuple[Kind, Pages]]:
    """Return kinds with their records; they are declared so that most point only at those before them."""
    if isinstance(wanted, Wanted):
        return [(wanted.kind, account.counted(pages_of(reader, wanted)))]
    if left_out := [kind.plural.replace("_", " ") for kind in KINDS.values() if kind.name in reader.hidden]:
        account.remarks.append(f"Left out, as not for your role: {', '.join(left_out)}.")
    visible = [kind for kind in KINDS.values() if kind.name not in reader.hidden]
    return [(kind, account.counted(pages_of(reader, Wanted(kind)))) for kind in visible]


def pages_of(reader: Reader, wanted: Wanted) -> Pages:
    """Return the wanted records, a page at a time; raises NotForRoleError."""
    if wanted.kind.name in reader.hidden:
        raise NotForRoleError(wanted.kind)
    if wanted.ids is not None:
        return _these(reader, wanted.kind, wanted.ids)
    if wanted.figure:
        return _by_figure(reader, wanted)
    pages = _by_field(reader, wanted, wanted.sort) if wanted.sort else _by_name(reader, wanted)
    if not wanted.besides:
        return pages
    return ([record for record in page if record.id not in wanted.besides] for page in pages)


def _by_name(reader: Reader, wanted: Wanted) -> Pages:
    left, start = wanted.limit, None
    while left is None or left > 0:
        size = PAGE if left is None else min(PAGE, left)
        page = seen(wanted.kind, reader.page(wanted.kind, wanted.words, start=start, limit=size))
        yield page
        if len(page) < size:
            return
        start, left = key_of(page[-1]), None if left is None else left - size


def _by_field(reader: Reader, wanted: Wanted, sort: Field) -> Pages:
    """Only the ids are in memory at once: no index has the order, so the rows cannot be read in it page by page."""
    ids = reader.sorted_ids(wanted.kind, sort, wanted.words, descending=wanted.descending, limit=wanted.limit)
    for portion in batches([] if isinstance(ids, Hidden) else ids, PAGE):
        found = {one.id: one for one in seen(wanted.kind, reader.find(wanted.kind.record_type, id=portion))}
        yield [found[record_id] for record_id in portion]


def _by_figure(reader: Reader, wanted: Wanted) -> Pages:
    """By what is counted of each record, from place to place."""
    sort, values = Sort(wanted.figure, wanted.descending), figures(wanted.kind.name, today(reader.settings()))
    left, start = wanted.limit, None
    while left is None or left > 0:
        part = Part(start, backwards=False, limit=PAGE if left is None else min(PAGE, left))
        places = sorted_keys(reader.connection, wanted.kind, wanted.words, sort, values, part)
        found = {one.id: one for one in _found(reader, wanted.kind, [place[-1] for place in places])}
        yield [found[place[-1]] for place in places]
        if len(places) < part.limit:
            return
        start, left = places[-1], None if left is None else left - len(places)


def _these(reader: Reader, kind: Kind, ids: Iterable[RecordId]) -> Pages:
    """In the order of the list; only places in it are in memory at once."""
    known = (record for portion in batches(sorted(ids)) for record in _found(reader, kind, portion))
    ordered = [key[-1] for key in sorted(map(key_of, known))]
    for portion in batches(ordered, PAGE):
        found = {one.id: one for one in _found(reader, kind, portion)}
        yield [found[RecordId(record_id)] for record_id in portion]


def _found(reader: Reader, kind: Kind, ids: Sequence[str]) -> Sequence[Record]:
    return seen(kind, reader.find(kind.record_type, id=ids))


def key_of(record: Record) -> tuple[str, ...]:
    """Return where a record stands in its kind's list."""
    named = kind_of(record).name_field
    return (folded(getattr(record, named.name) or "")[:SORT_LENGTH], record.id) if named else (record.id,)
