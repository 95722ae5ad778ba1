"""Where the self check begins: what each kind held at a number, as a digest.

A generated database has rows that no journal tells of. An erasure blanks rows and journal alike, so the journal still
leads to the rows; only where there is a baseline from before, whose digest knew what is erased, it starts a new one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.ids import RecordId
from storage import journal
from storage.checks.rows import rows_of
from storage.ledger import baseline, counter
from storage.store import Store
from storage.types import canonical_json


@dataclass(frozen=True)
class Baseline:
    """How many living records of a kind there were at a number, and the digest over them."""

    sequence: int
    rows: int
    digest: str


class Digest:
    """A digest over living records, given in the order of their ids."""

    def __init__(self) -> None:
        self.rows = 0
        self._hash = sha256()

    def add(self, record_id: RecordId, version: int, state: Mapping[str, Any] | None) -> None:
        """Take in a record; None, a deleted one, counts as nothing."""
        if state is not None:
            self.rows += 1
            self._hash.update(canonical_json([record_id, version, state]).encode() + b"\n")

    @property
    def hex(self) -> str:
        """The digest so far."""
        return self._hash.hexdigest()


def record_baseline(store: Store) -> int:
    """Let the self check begin with what every kind holds now; return the number from which on it does."""
    with store.below() as connection:
        connection.execute(store.backend.locked(select(counter))).all()
        sequence = journal.sequence(connection)
        connection.execute(delete(baseline).where(baseline.c.sequence == sequence))
        write_baselines(connection, KINDS.values(), sequence)
    return sequence


def write_baselines(connection: Connection, kinds: Iterable[Kind], sequence: int) -> None:
    """Write what some kinds hold now, at the number of a change set that nobody else has."""
    for kind in kinds:
        digest = Digest()
        for row in rows_of(connection, kind):
            digest.add(row.id, row.version, row.living)
        values = {"sequence": sequence, "kind": kind.name, "rows": digest.rows, "digest": digest.hex}
        connection.execute(insert(baseline).values(values))


def last_baselines(connection: Connection) -> dict[str, Baseline]:
    """Return the latest baseline of each kind that has one."""
    last = select(baseline.c.kind, func.max(baseline.c.sequence).label("sequence")).group_by(baseline.c.kind).subquery()
    here = (baseline.c.kind == last.c.kind) & (baseline.c.sequence == last.c.sequence)
    found = connection.execute(select(baseline).join(last, here)).mappings()
    return {row["kind"]: Baseline(row["sequence"], row["rows"], row["digest"]) for row in found}
