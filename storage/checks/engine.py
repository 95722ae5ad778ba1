"""What the engine itself can say about its file and its search index."""

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from storage.checks.findings import Findings
from storage.errors import ReadOnlyError
from storage.store import Store


def check(store: Store, findings: Findings) -> None:
    """Add what SQLite finds in its own pages, keys and search index. PostgreSQL's server looks after itself."""
    if store.backend.name != "sqlite":
        return
    with store.connected() as connection:
        for problem in connection.exec_driver_sql("PRAGMA integrity_check").scalars():
            if problem != "ok":
                findings.add("file", f"The file is damaged: {problem}.")
        for table, _row, target, _key in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            findings.add("key", f"A row of {table} points at a row of {target} that is not there.")
    _check_index(store, findings)


def _check_index(store: Store, findings: Findings) -> None:
    """The index is asked by a statement that writes; where nothing may be written, it is left alone."""
    try:
        with store.below() as connection:
            for table in ("search_text", "restricted_search_text"):
                if not _agrees(connection, table):
                    findings.add("search index", f"The search index of {table} is not what its texts say.")
    except ReadOnlyError:
        return


def _agrees(connection: Connection, table: str) -> bool:
    name = f"{table}_index"
    try:
        connection.execute(text(f"INSERT INTO {name}({name}, rank) VALUES ('integrity-check', 1)"))
    except DBAPIError:
        return False
    return True
