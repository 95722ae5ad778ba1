"""What the drafting of a promise begins with: what a row says, or a draft as it stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.commitment import Commitment, CommitmentState, Requirement
from itcrm_tui.domain.drafting import TypedNeed, typed_need
from itcrm_tui.domain.feedback import Feedback
from itcrm_tui.domain.kinds import KINDS, Kind, kind_of
from itcrm_tui.domain.people import Person, Role
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.service import Service
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows import notation
from itcrm_tui.workflows.finding import seen, words_naming
from itcrm_tui.workflows.promising.reading import one, those
from itcrm_tui.workflows.reading import names_in
from itcrm_tui.workflows.records import texts_of
from storage.reader import Reader
from storage.store import Store

COMMITMENT = KINDS["commitment"]
REDRAFTED = (CommitmentState.DRAFT, CommitmentState.CHECKED)
TAKEN_OVER = {"client": "client", "service": "service", "line_of_business": "line_of_business"}


@dataclass(frozen=True)
class Opened:
    """What stands on the screen first: texts by field of the commitment, what they name, and a line for each need.

    `seen`: the draft that is edited, None for a new one; `answers`: the feedback that a new one answers.
    """

    texts: Mapping[str, str]
    named: Mapping[str, str]
    needs: tuple[TypedNeed, ...] = ()
    seen: Commitment | None = None
    answers: Feedback | None = None
    before: tuple[Requirement, ...] = field(default=())


def opened_new(store: Store, about: tuple[str, RecordId] | None) -> Opened:
    """Return what a new promise begins with: the client, service and more of a record; its owner is who writes."""
    with store.read() as reader:
        record = _record(reader, about)
        ids = dict(_taken_over(reader, record))
        ids |= _me(reader, store.actor)
        texts, named = _words(reader, ids)
        if isinstance(record, Feedback):
            texts["title"] = record.subject
    return Opened(texts, named, answers=record if isinstance(record, Feedback) else None)


def opened_again(store: Store, record_id: RecordId, today: date) -> Opened | None:
    """Return what a draft is edited from; None where it is promised already, closed, or deleted."""
    found = texts_of(store, COMMITMENT, record_id)
    if found is None:
        return None
    draft, texts = found
    if not isinstance(draft, Commitment) or draft.state not in REDRAFTED:
        return None
    with store.read() as reader:
        before = those(reader, Requirement, "commitment", [record_id])
        how, roles = notation.typed(reader, today), role_names(reader)
        named = names_in(reader, [draft])
    pointing = {one.name: getattr(draft, one.name) for one in COMMITMENT.references}
    return Opened(
        texts,
        {name: named[known] for name, known in pointing.items() if known in named},
        tuple(typed_need(need, roles, how) for need in before),
        draft,
        before=tuple(before),
    )


def role_names(reader: Reader) -> dict[RecordId, str]:
    """Return what all roles are called. Raises NotForRoleError."""
    from itcrm_tui.workflows.parts import every

    return {role.id: role.name for role in every(reader, Role)}


def _me(reader: Reader, login: str) -> dict[str, RecordId]:
    """Return who is accountable unless another is named: the person of ours with a login."""
    found = seen(KINDS["person"], reader.find(Person, login=login))
    return {"owner": found[0].id} if found else {}


def _record(reader: Reader, about: tuple[str, RecordId] | None) -> Record | None:
    return one(reader, KINDS[about[0]].record_type, about[1]) if about else None


def _taken_over(reader: Reader, record: Record | None) -> Iterator[tuple[str, RecordId]]:
    """Yield the fields of a promise that a record, or what it belongs to, says."""
    match record:
        case None:
            return
        case Client():
            yield "client", record.id
            return
        case Service():
            yield "service", record.id
            return
    kind = kind_of(record)
    yield from _above(reader, kind, record)
    for name in TAKEN_OVER:
        if (known := getattr(record, name, None)) is not None:
            yield name, known
    if (who := record.id if kind.name == "stakeholder" else getattr(record, "stakeholder", None)) is not None:
        yield "asked_by", who


def _above(reader: Reader, kind: Kind, record: Record) -> Iterator[tuple[str, RecordId]]:
    """Yield what is said by the record that this one belongs to, or by the promise that feedback is about."""
    above = kind.owner or kind.by_name.get("commitment")
    if above is not None and above.target and (known := getattr(record, above.name)) is not None:
        yield from _taken_over(reader, one(reader, KINDS[above.target].record_type, known))


def _words(reader: Reader, ids: Mapping[str, RecordId]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the words that find records, and their names, by field."""
    texts: dict[str, str] = {}
    named: dict[str, str] = {}
    for name, record_id in ids.items():
        kind = KINDS[COMMITMENT.by_name[name].target or ""]
        found = one(reader, kind.record_type, record_id)
        if found is not None:
            texts[name] = words_naming(reader, found)
            named[name] = str(getattr(found, kind.name_field.name) if kind.name_field else "")
    return texts, named
