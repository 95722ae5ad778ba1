"""What every record has."""

from dataclasses import dataclass, field
from datetime import datetime

from itcrm_tui.domain import fields
from itcrm_tui.ids import RecordId, new_id


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Record:
    """Identity and life of a record. The store sets version and instants; `None` is "not yet stored".

    How two are compared and shown stands here once: made anew for each of fifty kinds, it would cost every start.
    """

    id: RecordId = field(default_factory=new_id)
    version: int = 0
    created_at: datetime | None = None
    updated_at: datetime | None = None
    deleted_at: datetime | None = None
    notes: str | None = fields.lines()

    def __eq__(self, other: object) -> bool:
        return vars(self) == vars(other) if type(self) is type(other) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.id, self.version))

    def __repr__(self) -> str:
        known = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
        return f"{type(self).__name__}({known})"


@dataclass(frozen=True)
class Hidden:
    """What a read returns in place of records that the role may not see. Not None: it is there, or may be."""

    kind: str

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return "not for your role"
