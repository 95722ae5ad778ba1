"""The journal, taken back change by change from the rows as they are, leads to nothing, or to the last baseline."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, select

from itcrm_tui.domain.kinds import Kind
from itcrm_tui.ids import RecordId
from storage import journal
from storage.baseline import Baseline, Digest, last_baselines
from storage.change import Action, Change, Operation
from storage.checks.findings import Findings
from storage.checks.rows import STREAMED, Row, Stream, rows_of
from storage.ledger import change_set, changes_of

State = dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Dated:
    """A change, with the number and the moment of its change set; `marks` an erasure, which moved nothing."""

    change: Change
    sequence: int
    at: datetime
    marks: bool


def check(connection: Connection, kinds: Collection[Kind], findings: Findings) -> None:
    """Add where rows and journal disagree, in one pass over both in the order of the records' ids."""
    for restricted in (False, True):
        of_table = {kind.name: Replay(connection, kind, findings) for kind in kinds if kind.restricted is restricted}
        if of_table:
            for (kind, record_id), changes in _histories(connection, restricted):
                if kind in of_table:
                    of_table[kind].meet(record_id, changes)
            for replay in of_table.values():
                replay.finish()


def _histories(connection: Connection, restricted: bool) -> Iterator[tuple[tuple[str, RecordId], list[Dated]]]:
    """Yield for each record in order of id its changes, the newest first."""
    table = changes_of(restricted=restricted)
    query = select(table, change_set.c.sequence, change_set.c.at, change_set.c.action).join_from(
        table, change_set, table.c.change_set_id == change_set.c.id
    )
    query = query.order_by(table.c.record_id, table.c.kind, change_set.c.sequence.desc())
    rows = connection.execute(query, execution_options=STREAMED).mappings()
    for key, group in groupby(rows, lambda row: (row["kind"], row["record_id"])):
        yield key, list(map(_dated, group))


def _dated(row: Any) -> Dated:
    return Dated(journal.change_from(row), row["sequence"], row["at"], row["action"] == Action.ERASE)


class Replay:
    """One kind's rows, met by the histories of its records."""

    def __init__(self, connection: Connection, kind: Kind, findings: Findings) -> None:
        self.kind, self.findings = kind, findings
        self.rows = Stream(rows_of(connection, kind))
        self.baseline: Baseline | None = last_baselines(connection).get(kind.name)
        self.digest = Digest()
        self.broken = False

    def meet(self, record_id: RecordId, history: list[Dated]) -> None:
        """Compare the next record that has a history with its row."""
        for row in self.rows.before(record_id):
            self._compare(row, [])
        if self.rows.head is None or self.rows.head.id != record_id:
            self._say(record_id, "is in the journal, but not in the table")
            return
        start = self.baseline.sequence if self.baseline else 0
        self._compare(self.rows.take(), [dated for dated in history if dated.sequence > start])

    def finish(self) -> None:
        """Compare the rows that are left, and the whole with the baseline."""
        for row in self.rows.before(None):
            self._compare(row, [])
        known = self.baseline
        if known and not self.broken and (self.digest.rows, self.digest.hex) != (known.rows, known.digest):
            plural = self.kind.plural.replace("_", " ")
            self.findings.add("baseline", f"The {plural} are not what they were at number {known.sequence}.")

    def _compare(self, row: Row, history: list[Dated]) -> None:
        problem, state = _taken_back(row.living, (dated.change for dated in history if not dated.marks))
        problem = problem or self._head_problem(row, history)
        if problem:
            self._say(row.id, problem)
        elif self.baseline:
            self.digest.add(row.id, row.version - len(history), state)
        elif state is not None:
            self._say(row.id, "was never made, as far as the journal goes")

    def _head_problem(self, row: Row, history: list[Dated]) -> str | None:
        if history and history[0].at != row.updated_at:
            return "was not updated when the journal says"
        made = bool(history) and history[-1].change.operation is Operation.CREATE
        first = row.version - len(history)
        if first == 0 if self.baseline is None else first >= (0 if made else 1):
            return None
        return f"has version {row.version}, with {len(history)} changes in the journal"

    def _say(self, record_id: RecordId, problem: str) -> None:
        self.broken = True
        self.findings.add("journal", f"The {self.kind.label} {record_id} {problem}.")


def _taken_back(state: State, changes: Iterable[Change]) -> tuple[str | None, State]:
    """Return what does not fit, if anything, and what the record held before the changes, the newest first."""
    for change in changes:
        match change.operation:
            case Operation.DELETE if state is not None:
                return "lives, though the journal says it was deleted", state
            case Operation.DELETE:
                state = {name: old for name, (old, _) in change.fields.items() if old is not None}
            case _ if state is None:
                return "is deleted, though the journal does not say so", state
            case operation:
                if problem := _misfit(state, change, whole=operation is Operation.CREATE):
                    return problem, state
                before = state | {name: old for name, (old, _) in change.fields.items()}
                state = {name: old for name, old in before.items() if old is not None}
                state = None if operation is Operation.CREATE else state
    return None, state


def _misfit(state: dict[str, Any], change: Change, *, whole: bool) -> str | None:
    names = change.fields.keys() | state.keys() if whole else change.fields.keys()
    wrong = sorted(name for name in names if state.get(name) != change.new(name))
    return f"holds another {wrong[0].replace('_', ' ')} than the journal says" if wrong else None
