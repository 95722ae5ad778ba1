"""What other systems call our records, so that an import finds them again."""

from dataclasses import dataclass

from itcrm_tui.domain import fields
from itcrm_tui.domain.record import Record
from itcrm_tui.ids import RecordId


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class ExternalReference(Record):
    """The key of one record in another system; owned by that record, unique by kind, system and key."""

    record_kind: str = fields.text(required=True, maximum=64)
    record: RecordId = fields.declare(fields.Type.ANY_REFERENCE, required=True, owned=True)
    system: str = fields.text(required=True, maximum=100)
    key: str = fields.text(required=True, maximum=400, searched=True, personal=True)
    url: str | None = fields.text(label="URL", personal=True)
    notes: str | None = fields.lines(personal=True)
