"""The headers of the change sets: numbered without a gap, each with all its changes."""

from sqlalchemy import Connection, exists, func, select, union_all

from itcrm_tui.domain.kinds import KINDS
from storage import journal
from storage.checks.findings import MOST, Findings
from storage.ledger import change_set, changes_of


def check(connection: Connection, findings: Findings) -> None:
    """Add what is wrong with the sequence, and where changes and headers do not belong together."""
    _check_sequence(connection, findings)
    for table in journal.readable(connection):
        _check_orphans(connection, table.name == "restricted_change", findings)
    if len(journal.readable(connection)) == 2:
        _check_counts(connection, findings)


def _check_sequence(connection: Connection, findings: Findings) -> None:
    highest = connection.scalar(select(func.coalesce(func.max(change_set.c.sequence), 0))) or 0
    counted = journal.sequence(connection)
    if highest != counted:
        findings.add("sequence", f"The counter says {counted}, the newest change set has number {highest}.")
    before, this = change_set.alias(), change_set.alias()
    unled = ~exists().where(before.c.sequence == this.c.sequence - 1)
    gaps = select(this.c.sequence).where(this.c.sequence > 1, unled).order_by(this.c.sequence).limit(MOST)
    for number in connection.scalars(gaps):
        findings.add("sequence", f"There is no change set with number {number - 1}.")


def _check_orphans(connection: Connection, restricted: bool, findings: Findings) -> None:
    table = changes_of(restricted=restricted)
    alone = ~exists().where(change_set.c.id == table.c.change_set_id)
    for set_id in connection.scalars(select(table.c.change_set_id).where(alone).distinct().limit(MOST)):
        findings.add("header", f"There are changes of a change set {set_id}, which has no header.")
    here = [name for name, kind in KINDS.items() if kind.restricted is restricted]
    misplaced = select(table.c.kind, table.c.record_id).where(table.c.kind.not_in(here)).limit(MOST)
    for kind, record_id in connection.execute(misplaced):
        findings.add("change table", f"A change of {kind} {record_id} stands in the table {table.name}.")


def _check_counts(connection: Connection, findings: Findings) -> None:
    tables = [changes_of(restricted=False), changes_of(restricted=True)]
    changes = union_all(*(select(table.c.change_set_id) for table in tables)).subquery()
    found = select(changes.c.change_set_id, func.count().label("found")).group_by(changes.c.change_set_id).subquery()
    there = func.coalesce(found.c.found, 0)
    query = select(change_set.c.sequence, change_set.c.records, there).outerjoin_from(
        change_set, found, found.c.change_set_id == change_set.c.id
    )
    for number, records, count in connection.execute(query.where(there != change_set.c.records).limit(MOST)):
        findings.add("changes", f"Change set {number} changed {records} records; the journal holds {count} of them.")
