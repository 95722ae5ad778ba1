"""Stakeholders and people as contact cards: vCard 3.0, which every address book reads."""

from collections.abc import Iterator

import vobject  # type: ignore[import-untyped]

from itcrm_tui.domain.canonical import instant_text
from itcrm_tui.domain.client import Stakeholder
from itcrm_tui.domain.people import Person
from itcrm_tui.domain.record import Record
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.exporting.harmless import harmless, harmless_line
from itcrm_tui.workflows.exporting.lists import Export
from itcrm_tui.workflows.reading import names_in

Names = dict[RecordId, str]


def vcards_of(export: Export) -> Iterator[str]:
    """Yield a card for every record; what has no place in one (influence, hours ...) is left out."""
    for _, pages in export.lists:
        for page in pages:
            names = names_in(export.reader, page)
            yield "".join(_card(record, names) for record in page if isinstance(record, Stakeholder | Person))


def _card(record: Stakeholder | Person, names: Names) -> str:
    card = vobject.vCard()
    name = harmless_line(record.name)
    given, _, family = name.rpartition(" ")
    card.add("n").value = vobject.vcard.Name(family=family, given=given)
    for key, value in (("fn", name), *_facts(record), *_of_the_client(record, names), *_kept(record)):
        if value:
            card.add(key).value = value
    text: str = card.serialize()
    return text


def _facts(record: Stakeholder | Person) -> Iterator[tuple[str, str]]:
    yield "uid", record.id
    yield "email", harmless_line(record.email)
    yield "tel", harmless_line(record.phone)
    yield "note", harmless(record.notes)


def _of_the_client(record: Stakeholder | Person, names: Names) -> Iterator[tuple[str, str | list[str]]]:
    if isinstance(record, Stakeholder):
        unit = names.get(record.line_of_business) if record.line_of_business else None
        yield "org", [harmless_line(words) for words in (names.get(record.client), unit) if words]
        yield "title", harmless_line(record.title)
        yield "role", str(record.role or "")


def _kept(record: Record) -> Iterator[tuple[str, str]]:
    if record.updated_at:
        yield "rev", instant_text(record.updated_at.replace(microsecond=0)).replace(".000000", "")
