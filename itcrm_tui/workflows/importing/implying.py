"""The client of a row that names none, but a stakeholder, commitment or subscription of just one client."""

from collections import defaultdict
from collections.abc import Sequence

from itcrm_tui.domain.fields import Type
from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.finding import seen
from itcrm_tui.workflows.importing.drafts import Draft
from storage.batches import batches
from storage.reader import Reader


def imply_clients(reader: Reader, kind: Kind, drafts: Sequence[Draft]) -> None:
    """Give the rows without a client the one that all the records they name belong to."""
    if "client" not in kind.by_name:
        return
    telling = [field for field in kind.fields if field.target and _belongs_to_client(KINDS[field.target])]
    without = [draft for draft in drafts if draft.seen is None and draft.values.get("client") is None]
    named: dict[str, set[RecordId]] = defaultdict(set)
    for draft in without:
        for field in telling:
            named[field.target or ""].update(_ids(draft, field.name))
    clients = {key: client for target, ids in named.items() for key, client in _clients(reader, target, ids).items()}
    for draft in without:
        found = {clients[one] for field in telling for one in _ids(draft, field.name) if one in clients}
        if len(found) == 1:
            draft.values["client"] = found.pop()


def _belongs_to_client(kind: Kind) -> bool:
    field = kind.by_name.get("client")
    return field is not None and field.holds is Type.REFERENCE and field.required


def _ids(draft: Draft, name: str) -> list[RecordId]:
    match draft.values.get(name):
        case str() as one:
            return [RecordId(one)]
        case list() as several:
            return [RecordId(one) for one in several]
    return []


def _clients(reader: Reader, kind_name: str, ids: set[RecordId]) -> dict[RecordId, RecordId]:
    kind = KINDS[kind_name]
    found = {}
    for portion in batches(sorted(ids)):
        for record in seen(kind, reader.find(kind.record_type, id=portion)):
            found[record.id] = getattr(record, "client")  # noqa: B009
    return found
