"""What capacity would be if some suppositions were so: read once, then asked as often as one likes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import Lock

from itcrm_tui.domain.capacity.from_records import Records, situation
from itcrm_tui.domain.capacity.situation import Situation
from itcrm_tui.domain.what_if.applying import has_moved, supposed
from itcrm_tui.domain.what_if.comparing import Comparison, compared
from itcrm_tui.domain.what_if.suppositions import MAY_MOVE, Supposition
from itcrm_tui.domain.what_if.wishes import gone_from, wishes_in
from itcrm_tui.workflows.booked import Booked
from itcrm_tui.workflows.capacity import Capacity, known_holidays, names_in, records_behind
from storage.store import Store


@dataclass(frozen=True)
class Supposed:
    """What would be booked, what is otherwise than it is, and of which suppositions the records have moved on."""

    booked: Booked
    comparison: Comparison
    moved: tuple[Supposition, ...] = ()


@dataclass(frozen=True)
class Sandbox:
    """The records of one moment; one thread at a time counts, the others wait for it."""

    records: Records
    today: date
    holidays: frozenset[date] = frozenset()
    remarks: tuple[str, ...] = ()
    _lock: Lock = field(default_factory=Lock, repr=False, compare=False)
    _before: list[Situation] = field(default_factory=list, repr=False, compare=False)

    def suppose(self, suppositions: Sequence[Supposition], weeks: int) -> Supposed:
        """Return what would be, and what is otherwise; hours free are compared over some weeks from this one on."""
        with self._lock:
            if not self._before:
                self._before.append(self._situation(self.records))
            records = supposed(self.records, suppositions)
            after = self._situation(records)
            wishes = wishes_in(self.records), wishes_in(records)
            found = compared(self._before[0], after, wishes, weeks, gone_from(records))
            moved = tuple(one for one in suppositions if has_moved(self.records, one))
        known = Capacity(situation=after, names=names_in(records), remarks=self.remarks)
        return Supposed(Booked(known), found, moved)

    def _situation(self, records: Records) -> Situation:
        return situation(records, self.today, self.holidays)


def sandbox(store: Store, today: date) -> Sandbox:
    """Return a sandbox over what is in the database now. Raises NotForRoleError."""
    with store.read() as reader:
        records = records_behind(reader, MAY_MOVE)
    holidays, remarks = known_holidays(records.settings, today)
    return Sandbox(records, today, holidays, remarks)
