"""The records that may be meant by a name being typed, for a form that offers them."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain
from typing import Any

from itcrm_tui.domain.candidate import Candidate
from itcrm_tui.domain.kinds import KINDS, Kind, kind_of
from itcrm_tui.domain.parsing import line
from itcrm_tui.domain.people import Person
from itcrm_tui.domain.record import Hidden, Record
from itcrm_tui.text import folded, safe
from itcrm_tui.workflows.finding import find
from itcrm_tui.workflows.parts import every
from itcrm_tui.workflows.reading import names_in
from itcrm_tui.workflows.references import finding_words, unique_texts
from itcrm_tui.workflows.tabulating import tabulated
from storage.errors import StoreError
from storage.fitting import storable
from storage.reader import Reader
from storage.store import Store
from storage.tables import SORT_LENGTH

MOST = 8
_CELLS = 2
_INDEXED = 3
"""Letters that a word needs to be looked up inside of texts; with fewer, a million of them would be gone through."""


def candidates(
    store: Store, kind_name: str, typed: str, *, of: str = "", no_other: bool = False
) -> Sequence[Candidate]:
    """Return at most `MOST` living records: whose code it is, whose name or code begins like it, and that hold it.

    Those of the client that the words `of` name come first, where the kind belongs to clients; with `no_other` alone.

    A kind that there is not, or that is not for this role, has none.
    """
    kind, typed = KINDS.get(kind_name), line(typed)
    if kind is None or not folded(typed) or not storable(typed):
        return ()
    with store.read() as reader:
        if kind.name in reader.hidden:
            return ()
        others = iter(()) if no_other else _found(reader, kind, typed)
        found = _first(chain(_of_client(reader, kind, typed, of), others))
        known = finding_words(reader, kind, [record.id for record in found])
        words = [known.get(record.id, "") for record in found]
        rows = tabulated(reader, kind, _columns(kind), found).rows
        return [_candidate(*one) for one in zip(found, words, rows, strict=True)]


def approvers(store: Store, typed: str) -> Sequence[Candidate]:
    """Return at most `MOST` people who may override a check, and whose name or login holds what is typed; else all."""
    kind, wanted = KINDS["person"], folded(line(typed))
    with store.read() as reader:
        people = [] if kind.name in reader.hidden else every(reader, Person, may_override=True)
        people = [one for one in people if wanted in folded(f"{one.name} {one.login or ''}")][:MOST]
        known = finding_words(reader, kind, [one.id for one in people])
        return [Candidate(known.get(one.id, one.id), one.name) for one in people]


def nearest(reader: Reader, kind: Kind, typed: str) -> str:
    """Return what the first record is called that may be meant by words that name none; nothing if there is none."""
    if kind.name_field is None or not folded(typed) or not storable(typed) or kind.name in reader.hidden:
        return ""
    found = next(_found(reader, kind, typed), None)
    return str(getattr(found, kind.name_field.name) or "") if found else ""


def _of_client(reader: Reader, kind: Kind, typed: str, words: str) -> Iterator[Record]:
    """Yield the records of a client whose name holds a word that begins like what is typed."""
    if not words.strip() or kind.name_field is None or "client" not in kind.by_name:
        return
    with suppress(StoreError):
        client = find(reader, KINDS["client"], words)
        equal: dict[str, Any] = {"client": client.id}
        for record in _seen(reader.find(kind.record_type, **equal)):
            name = folded(getattr(record, kind.name_field.name) or "")
            if f" {folded(typed)}" in f" {name}":
                yield record


def _first(found: Iterator[Record]) -> list[Record]:
    """Return each once, and no more of them than are shown; what costs most is found last, and often not looked for."""
    first: dict[str, Record] = {}
    for record in found:
        first[record.id] = record
        if len(first) == MOST:
            break
    return list(first.values())


def _candidate(record: Record, words: str, cells: Sequence[str]) -> Candidate:
    """Return a candidate under the words that find it; where they could not be shown as they are, under its id."""
    about = ", ".join(cell for cell in cells if cell and cell != words)
    return Candidate(words if words and safe(words) == words else record.id, about)


def names_of(store: Store, record: Record) -> dict[str, str]:
    """Return what the records are called that its fields point at, by field, for those that may be set."""
    with store.read() as reader:
        names = names_in(reader, [record])
    pointing = [field for field in kind_of(record).references if field.settable]
    return {field.name: name for field in pointing if (name := names.get(getattr(record, field.name)))}


def _found(reader: Reader, kind: Kind, typed: str) -> Iterator[Record]:
    """Yield the one of that code, those whose name begins so, those whose code does, and those that hold it."""
    start, codes = folded(typed), unique_texts(kind)
    for code in codes:
        exact: dict[str, Any] = {code: [typed, typed.upper(), typed.lower()]}
        yield from _seen(reader.find(kind.record_type, **exact))
    if kind.name_field is not None:
        following = _seen(reader.page(kind, start=(start[:SORT_LENGTH], ""), limit=MOST))
        name = kind.name_field.name
        yield from (one for one in following if folded(getattr(one, name) or "").startswith(start))
    if len(max(start.split(), key=len, default="")) >= _INDEXED:
        holding = _seen(reader.page(kind, typed, limit=MOST))
        yield from (one for one in holding if any(folded(getattr(one, name) or "").startswith(start) for name in codes))
        yield from holding


def _seen(found: Sequence[Record] | Hidden) -> Sequence[Record]:
    return [] if isinstance(found, Hidden) else found


def _columns(kind: Kind) -> list[str]:
    """Return the fields that tell a record from others: its name, and what it belongs to."""
    named = [kind.name_field.name] if kind.name_field else []
    above = [field.name for field in kind.references if field.required or kind.name_field is None]
    return [*named, *above][: _CELLS if named else _CELLS + 1]
