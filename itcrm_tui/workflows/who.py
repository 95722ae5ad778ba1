"""Whom to call about a record, who is hit, what is promised, and what may be said: all in 24 lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from itcrm_tui.domain.kinds import KINDS, Kind, kind_of
from itcrm_tui.domain.record import Hidden, Record
from itcrm_tui.domain.wording import Section, joined
from itcrm_tui.ids import RecordId
from itcrm_tui.text import folded
from itcrm_tui.workflows.finding import AmbiguousNameError, NotFoundError, described, find
from itcrm_tui.workflows.who_asked import Asked
from itcrm_tui.workflows.who_lines import TOLD_BY_KIND
from storage.errors import StoreError
from storage.reader import Reader
from storage.store import Store

CALLED = ("client", "service", "person", "stakeholder", "team", "role", "commitment")
"""The kinds that one may ask for by name, without saying the kind."""


@dataclass(frozen=True)
class Who:
    """Whom to call about a record. Sections without lines are left out."""

    record: Record
    title: str
    sections: list[Section]


class NobodyError(NotFoundError):
    """Nothing that somebody could be called about has that name."""

    def __init__(self, words: str) -> None:
        StoreError.__init__(
            self, f"There is no client, service or person “{words}”. `itcrm list services` shows what there is."
        )


class SeveralError(AmbiguousNameError):
    """More than one thing has that name."""

    def __init__(self, words: str, candidates: Iterable[str]) -> None:
        self.candidates = tuple(candidates)
        StoreError.__init__(
            self, f"“{words}” is more than one: {'; '.join(self.candidates)}. Type more of it, or the id."
        )


def who(store: Store, kind: Kind, record_id: RecordId, today: date) -> Who | Hidden | None:
    """Return whom to call about a living record; None when there is none of that id."""
    with store.read() as reader:
        record = reader.get(kind.record_type, record_id)
        return about(reader, record, today) if isinstance(record, Record) else record


def who_is(reader: Reader, words: str) -> Record:
    """Return the one record that the words name, of whatever kind one may be asked for.

    A name or code that is just these words comes before a beginning. Raises NobodyError, SeveralError.
    """
    found: list[Record] = []
    several: list[str] = []
    for name in CALLED:
        try:
            found.append(find(reader, KINDS[name], words))
        except AmbiguousNameError as error:
            several += error.candidates
        except NotFoundError:
            continue
    exact = [record for record in found if _is_just(record, words)]
    found = exact or found
    if len(found) == 1 and (exact or not several):
        return found[0]
    if found or several:
        raise SeveralError(words, [*(described(reader, record) for record in found), *([] if exact else several)])
    raise NobodyError(words)


def _is_just(record: Record, words: str) -> bool:
    said = (getattr(record, name, None) for name in ("id", "code", "login", "name", "title"))
    return folded(words) in {folded(str(one)) for one in said if one}


def about(reader: Reader, record: Record, today: date) -> Who:
    """Return whom to call about a record; about one that has nobody of its own, of what it belongs to or names."""
    told = TOLD_BY_KIND.get(type(record))
    if told is None:
        above = _above(reader, record)
        if above is None:
            return Who(record, _title(record), [Section("CALL", ("nobody is named here",))])
        found = about(reader, above, today)
        return Who(record, f"{_title(record)}  {found.title}", found.sections)
    sections = told(Asked(reader, today), record)
    return Who(record, _title(record), [Section(word, tuple(filter(None, lines))) for word, lines in sections if lines])


def _title(record: Record) -> str:
    kind = kind_of(record)
    name = getattr(record, kind.name_field.name) if kind.name_field and not kind.restricted else ""
    return joined(name, getattr(record, "code", None), kind.label)


def _above(reader: Reader, record: Record) -> Record | None:
    """Return what a record belongs to, else the first thing it has to name, else the first it does name."""
    fields = kind_of(record).references
    for field in sorted(fields, key=lambda field: (not field.owned, not field.required)):
        if field.target and (found := getattr(record, field.name)):
            above = reader.get(KINDS[field.target].record_type, found)
            if isinstance(above, Record):
                return above
    return None
