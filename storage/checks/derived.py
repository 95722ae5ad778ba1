"""What follows from the rows and is kept beside them: search texts, sort names, links, locks."""

from collections.abc import Collection, Iterator
from itertools import groupby

from sqlalchemy import Connection, Table, exists, select

from itcrm_tui.domain.fields import LINK_TYPES
from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.ids import RecordId
from storage.checks.findings import MOST, Findings
from storage.checks.rows import STREAMED, Row, Stream, rows_of
from storage.ledger import link, role_lock, search_text_of
from storage.rows import search_words, sort_name
from storage.tables import TABLES

Links = set[tuple[str, RecordId]]


def check(connection: Connection, kinds: Collection[Kind], findings: Findings) -> None:
    """Add where something derived is not what the rows say."""
    for kind in kinds:
        for row in rows_of(connection, kind):
            _check_texts(kind, row, findings)
        _check_surplus_texts(connection, kind, findings)
        if any(field.holds in LINK_TYPES for field in kind.fields):
            _check_links(connection, kind, findings)
    for restricted in {kind.restricted for kind in kinds}:
        _check_strange_texts(connection, restricted, findings)
    _check_strange_links(connection, findings)
    _check_locks(connection, findings)


def _check_texts(kind: Kind, row: Row, findings: Findings) -> None:
    words = search_words(kind, row.living or {})
    if words != (row.words or ""):
        findings.add("search text", f"The search text of {kind.label} {row.id} is not what its fields say.")
    if kind.name_field and row.sort_name != sort_name(row.state.get(kind.name_field.name)):
        findings.add("sort name", f"The sort name of {kind.label} {row.id} is not what its name says.")


def _check_surplus_texts(connection: Connection, kind: Kind, findings: Findings) -> None:
    words, table = search_text_of(restricted=kind.restricted), TABLES[kind.name]
    rowless = ~exists().where(table.c.id == words.c.record_id)
    query = select(words.c.record_id).where(words.c.kind == kind.name, rowless).limit(MOST)
    for record_id in connection.scalars(query):
        findings.add("search text", f"There is a search text of {kind.label} {record_id}, which does not exist.")


def _check_strange_texts(connection: Connection, restricted: bool, findings: Findings) -> None:
    words = search_text_of(restricted=restricted)
    here = [name for name, kind in KINDS.items() if kind.restricted is restricted]
    for kind, record_id in connection.execute(
        select(words.c.kind, words.c.record_id).where(words.c.kind.not_in(here)).limit(MOST)
    ):
        findings.add("search table", f"The search text of {kind} {record_id} stands in the table {words.name}.")


def _check_links(connection: Connection, kind: Kind, findings: Findings) -> None:
    names = [field.name for field in kind.fields if field.holds in LINK_TYPES]
    rows = Stream(rows_of(connection, kind))
    for record_id, found in _links_of(connection, kind):
        for row in rows.before(record_id):
            _compare_links(kind, row.id, _wanted(row, names), set(), findings)
        there = rows.head is not None and rows.head.id == record_id
        _compare_links(kind, record_id, _wanted(rows.take(), names) if there else set(), found, findings)
    for row in rows.before(None):
        _compare_links(kind, row.id, _wanted(row, names), set(), findings)


def _links_of(connection: Connection, kind: Kind) -> Iterator[tuple[RecordId, Links]]:
    query = select(link.c.record_id, link.c.field, link.c.target_id).where(link.c.kind == kind.name)
    rows = connection.execute(query.order_by(link.c.record_id), execution_options=STREAMED)
    for record_id, group in groupby(rows, lambda row: row[0]):
        yield record_id, {(field, target) for _, field, target in group}


def _wanted(row: Row, names: Collection[str]) -> Links:
    return {(name, target) for name in names for target in (row.living or {}).get(name, ())}


def _compare_links(kind: Kind, record_id: RecordId, wanted: Links, found: Links, findings: Findings) -> None:
    for name in sorted({name for name, _ in wanted ^ found}):
        label = kind.by_name[name].label if name in kind.by_name else name
        findings.add("link", f"The links of {kind.label} {record_id} are not what it says under “{label}”.")


def _check_strange_links(connection: Connection, findings: Findings) -> None:
    query = select(link.c.kind, link.c.record_id).where(link.c.kind.not_in(list(KINDS))).limit(MOST)
    for kind, record_id in connection.execute(query):
        findings.add("link", f"There is a link of {kind} {record_id}, which is no kind of record.")


def _check_locks(connection: Connection, findings: Findings) -> None:
    role = TABLES["role"]
    for record_id in _unmatched(connection, role, role_lock):
        findings.add("role lock", f"The role {record_id} has no lock.")
    for record_id in _unmatched(connection, role_lock, role):
        findings.add("role lock", f"There is a lock of role {record_id}, which does not exist.")


def _unmatched(connection: Connection, table: Table, other: Table) -> list[RecordId]:
    mine, theirs = next(iter(table.primary_key)), next(iter(other.primary_key))
    return list(connection.scalars(select(mine).where(~exists().where(theirs == mine)).limit(MOST)))
