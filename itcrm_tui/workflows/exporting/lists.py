"""What is exported: the records of a kind that hold some words, or everything this role may read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from itcrm_tui.domain.fields import Field
from itcrm_tui.domain.kinds import KINDS, Kind, kind_of
from itcrm_tui.domain.record import Hidden, Record
from itcrm_tui.text import folded
from itcrm_tui.workflows.exporting.account import Account
from itcrm_tui.workflows.finding import NotForRoleError, seen
from storage.batches import batches
from storage.reader import Reader
from storage.tables import SORT_LENGTH

PAGE = 500
Pages = Iterator[Sequence[Record]]


@dataclass(frozen=True)
class Wanted:
    """Which records, in which order: a kind, the words they hold, a field to sort by, at most how many."""

    kind: Kind
    words: str = ""
    sort: Field | None = None
    descending: bool = False
    limit: int | None = None


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
    return _by_field(reader, wanted, wanted.sort) if wanted.sort else _by_name(reader, wanted)


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


def key_of(record: Record) -> tuple[str, ...]:
    """Return where a record stands in its kind's list."""
    named = kind_of(record).name_field
    return (folded(getattr(record, named.name) or "")[:SORT_LENGTH], record.id) if named else (record.id,)
