"""Who and what the events of a calendar mention: names, and people as attendees."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from icalendar import vCalAddress

from itcrm_tui.domain.client import Stakeholder
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.outreach import Touchpoint
from itcrm_tui.domain.people import Person
from itcrm_tui.domain.record import Record
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.exporting.harmless import harmless_line
from itcrm_tui.workflows.finding import seen
from itcrm_tui.workflows.reading import names_in
from storage.reader import Reader


@dataclass(frozen=True)
class Around:
    """The names of all that a page of records mentions, and the people who attend, by id."""

    names: dict[RecordId, str]
    people: dict[RecordId, Person | Stakeholder]

    def name(self, record_id: RecordId | None) -> str:
        """Return the name of a mentioned record as one line; nothing where there is none."""
        return harmless_line(self.names.get(record_id)) if record_id else ""

    def attendee(self, record_id: RecordId) -> vCalAddress | None:
        """Return a person as a calendar names one: by address, or by id where none is known."""
        person = self.people.get(record_id)
        if person is None:
            return None
        email = harmless_line(person.email)
        address = vCalAddress(f"mailto:{quote(email, safe='@+')}" if email else f"urn:uuid:{person.id}")
        address.params["CN"] = harmless_line(person.name)
        return address


def around(reader: Reader, page: Sequence[Record]) -> Around:
    """Return what the records of a page mention."""
    ours = _found(reader, "person", (key for one in page for key in _ours(one)))
    theirs = _found(reader, "stakeholder", (key for one in page for key in _theirs(one)))
    return Around(names_in(reader, page), ours | theirs)


def attending(record: Touchpoint) -> list[RecordId]:
    """Return who takes part, ours first, each once."""
    return list(dict.fromkeys((*_ours(record), *_theirs(record))))


def _ours(record: Record) -> tuple[RecordId, ...]:
    return (*record.held_by, *record.with_people) if isinstance(record, Touchpoint) else ()


def _theirs(record: Record) -> tuple[RecordId, ...]:
    return record.with_stakeholders if isinstance(record, Touchpoint) else ()


def _found(reader: Reader, kind: str, ids: Iterable[RecordId]) -> dict[RecordId, Person | Stakeholder]:
    wanted = sorted(set(ids))
    found = seen(KINDS[kind], reader.find(KINDS[kind].record_type, id=wanted)) if wanted else ()
    return {one.id: one for one in found if isinstance(one, Person | Stakeholder)}
