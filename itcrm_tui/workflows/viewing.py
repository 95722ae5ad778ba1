"""One record as its view shows it: what it says of itself, and on which tabs stands what belongs to it."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from itcrm_tui.domain.capacity.words import TELL
from itcrm_tui.domain.client import Client
from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import KINDS, Kind, kind_of
from itcrm_tui.domain.linked import Line, Paragraph, Way
from itcrm_tui.domain.profile_overview import PROMISES_SHOWN, overview
from itcrm_tui.domain.profile_words import headline, owners
from itcrm_tui.domain.record import Hidden, Record
from itcrm_tui.domain.record_words import Manner, Names, words_in
from itcrm_tui.domain.reference import ExternalReference
from itcrm_tui.domain.relations import MORE, Relation, tabs
from itcrm_tui.domain.wording import joined
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.copy_as_of import told_of_draft
from itcrm_tui.workflows.finding import NotForRoleError, words_naming
from itcrm_tui.workflows.notation import time_zone
from itcrm_tui.workflows.parts_said import HEADING as TEAMS
from itcrm_tui.workflows.parts_said import parts_said
from itcrm_tui.workflows.promising.checking import MOVABLE
from itcrm_tui.workflows.promising.let_pass import HEADING, let_pass_of, let_pass_words
from itcrm_tui.workflows.reading import names_in
from storage.reader import Reader
from storage.store import Store
from storage.views.parts import names
from storage.views.profile import at_a_glance
from storage.views.related import any_of


@dataclass(frozen=True)
class Viewed:
    """A record as it is shown. `words` name it in a form; `tabs` has what belongs to it by the tab it stands on."""

    record: Record
    title: str
    about: str
    words: str
    overview: tuple[Paragraph, ...]
    tabs: dict[str, tuple[Relation, ...]]

    @property
    def has_tabs(self) -> bool:
        """Whether there is more than one tab beside the overview."""
        return set(self.tabs) - {MORE} != set()


def view(store: Store, kind: Kind, record_id: RecordId, today: date) -> Viewed | Hidden | None:
    """Return a living record as it is shown; None when there is none of that id."""
    with store.read() as reader:
        record = reader.get(kind.record_type, record_id)
        if not isinstance(record, Record):
            return record
        said = _client(reader, record, today) if isinstance(record, Client) else _any(reader, record, today)
        title, about, paragraphs = said
        if store.is_copy and isinstance(record, Commitment):
            paragraphs = [*_told(reader, record, today), *paragraphs]
        return Viewed(record, title, about, words_naming(reader, record), tuple(paragraphs), _tabs(reader, record))


def _tabs(reader: Reader, record: Record) -> dict[str, tuple[Relation, ...]]:
    """Return the tabs; under `MORE` only what every record of the kind has, and what is there."""
    found = dict(tabs(kind_of(record)))
    more = tuple(one for one in found[MORE] if one.expected or any_of(reader, one, record.id))
    return {**found, MORE: more} if more else {name: ones for name, ones in found.items() if name != MORE}


def _client(reader: Reader, client: Client, today: date) -> tuple[str, str, list[Paragraph]]:
    profile = at_a_glance(reader, client, today, promises=PROMISES_SHOWN)
    return headline(profile), owners(profile) or "no owner yet", overview(profile)


def _any(reader: Reader, record: Record, today: date) -> tuple[str, str, list[Paragraph]]:
    kind, settings = kind_of(record), reader.settings()
    how = Manner(today, time_zone(settings), settings.currency_decimals)
    mentioned = names_in(reader, [record]) | _elsewhere(reader, record)
    name = getattr(record, kind.name_field.name) if kind.name_field else None
    above = [mentioned.get(getattr(record, field.name), "") for field in kind.references if field.required]
    about = joined(kind.label, *above, getattr(record, "code", None), str(getattr(record, "state", "")))
    over = [*_over_capacity(reader, record, today), *_teams(reader, record, today)]
    return name or kind.label.capitalize(), about, [*over, *_facts(record, mentioned, how), *_texts(record)]


def _told(reader: Reader, draft: Commitment, today: date) -> Iterator[Paragraph]:
    """Yield what the client can be told of a draft on a working copy."""
    with suppress(NotForRoleError):
        if draft.state in MOVABLE and (told := told_of_draft(reader, draft, today)):
            yield Paragraph(TELL, (Line(told),))


def _over_capacity(reader: Reader, record: Record, today: date) -> Iterator[Paragraph]:
    """Yield who let a promise pass that did not fit."""
    found = let_pass_of(reader, record.id) if isinstance(record, Commitment) else None
    if found is not None:
        way = Way("the override", "override", found.id)
        yield Paragraph(HEADING, (Line(let_pass_words(reader, found, today), (way,), "risk"),))


def _teams(reader: Reader, record: Record, today: date) -> Iterator[Paragraph]:
    """Yield what the teams have said of a promise."""
    lines = parts_said(reader, record, today) if isinstance(record, Commitment) else ()
    if lines:
        yield Paragraph(TEAMS, lines)


def _elsewhere(reader: Reader, record: Record) -> dict[RecordId, str]:
    if isinstance(record, ExternalReference) and record.record_kind in KINDS:
        return names(reader.connection, record.record_kind, [record.record])
    return {}


def _facts(record: Record, mentioned: Names, how: Manner) -> Iterator[Paragraph]:
    kind = kind_of(record)
    for field in kind.fields:
        value = getattr(record, field.name)
        if field.holds is Type.LINES or field == kind.name_field or value in (None, (), False):
            continue
        words = words_in(record, field, mentioned, how)
        yield Paragraph(field.label, (Line(words, tuple(_ways(record, field, value, mentioned))),))


def _ways(record: Record, field: Field, value: Any, mentioned: Names) -> Iterator[Way]:
    target = record.record_kind if isinstance(record, ExternalReference) else field.target
    match field.holds:
        case Type.REFERENCE | Type.ANY_REFERENCE:
            ids = [value]
        case Type.REFERENCES:
            ids = list(value)
        case Type.SHARES:
            ids = [one for one, _ in value]
        case _:
            return
    for one in ids:
        yield Way(mentioned.get(one, one), target or "", one)


def _texts(record: Record) -> Iterator[Paragraph]:
    for field in kind_of(record).fields:
        text = getattr(record, field.name)
        if field.holds is Type.LINES and text:
            yield Paragraph(field.label, tuple(map(Line, text.splitlines())), apart=True)
