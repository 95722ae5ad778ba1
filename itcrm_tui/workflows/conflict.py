"""What is decided as one after a sync, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from itcrm_tui.domain.fields import Field
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.merging.again import WaitingMerge
from itcrm_tui.workflows.moved import Moved
from storage.change import Operation
from storage.sync.disputed import Conflict
from storage.sync.gone import Gone
from storage.sync.together import Group

CHECK = "capacity_check"
FREE = "Nothing stands in its way any more."
FREED = "What it waited for is there now."
DROPPED = "What it belongs to was not taken."


@dataclass(frozen=True, kw_only=True)
class ToDecide:
    """What is decided as one, in words: the record, the change set it is of and from when, why it waits.

    `waits`: whether another one is to be decided first.
    `moved`: its fields side by side; `with_it`: what else the same decision is about; `behind`: what waits for it;
    `back`: deleted records that come back besides where mine is taken.
    `merge`: what it would do now, where it is a merge of mine.
    `twin`: the record of others that has the code, the field `taken`, which mine was to have; `twin_name`: its name,
    `twin_is`: whose it is.
    """

    number: int
    group: Group
    record: str
    title: str
    when: str
    did: str
    waits: bool
    reason: str
    moved: tuple[Moved, ...]
    fields: Mapping[str, Field]
    with_it: tuple[str, ...]
    behind: tuple[Conflict, ...]
    back: tuple[Gone, ...]
    merge: WaitingMerge | None
    taken: str | None
    twin: RecordId | None
    twin_name: str
    twin_is: str

    @property
    def name(self) -> str:
        """What the record itself is called, without its kind; its kind where it has no name."""
        label = KINDS[self.conflict.kind].label
        return self.record.removeprefix(f"{label} ") or label

    @property
    def called(self) -> str:
        """What to call the record in a list: by its name, and behind that, unless it is a client, what it is."""
        label = KINDS[self.conflict.kind].label
        return self.name if self.conflict.kind == "client" or self.name == label else f"{self.name}, {label}"

    @property
    def conflict(self) -> Conflict:
        """What it is about first of all."""
        return self.group[0]

    @property
    def is_whole(self) -> bool:
        """Whether it is decided as a whole, and not field by field."""
        return len(self.group) > 1 or self.deletes or self.merge is not None or self.conflict.deleted

    @property
    def deletes(self) -> bool:
        """Whether it is a deletion of mine that waits, and no merge."""
        return self.conflict.operation is Operation.DELETE and self.merge is None

    @property
    def brings_back(self) -> bool:
        """Whether it is the question about a record that others have deleted: what waits behind it goes with it."""
        return self.conflict.brings_back and not self.waits

    @property
    def was_checked(self) -> bool:
        """Whether it is about a commitment that is to stand, with a check of mine that no longer holds."""
        stands = self.is_made or not (self.deletes or self.conflict.deleted)
        brings = any(one.kind == CHECK and one.operation is Operation.CREATE for one in self.group)
        return self.conflict.kind == "commitment" and stands and brings

    @property
    def is_made(self) -> bool:
        """Whether it is about a new record of mine, which is not there, or no longer since its decision was undone."""
        return self.conflict.operation is Operation.CREATE and self.conflict.deleted
