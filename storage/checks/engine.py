"""What the engine itself can say about its file and its search index."""

from sqlalchemy import Connection, text

from storage.checks.findings import Findings
from storage.errors import OpenError, ReadOnlyError
from storage.store import Store


def check(store: Store, findings: Findings) -> bool:
    """Add what SQLite finds in its own pages, keys and search index; return whether the pages are sound.

    PostgreSQL's server looks after its own.
    """
    if store.backend.name != "sqlite":
        return True
    try:
        with store.connected() as connection:
            sound = _check_file(connection, findings)
        _check_index(store, findings)
    except OpenError as error:
        findings.add("file", str(error))
        return False
    return sound


def _check_file(connection: Connection, findings: Findings) -> bool:
    problems = [said for said in connection.exec_driver_sql("PRAGMA integrity_check").scalars() if said != "ok"]
    for problem in problems:
        findings.add("file", f"The file is damaged: {problem}.")
    for table, _row, target, _key in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        findings.add("key", f"A row of {table} points at a row of {target} that is not there.")
    return not problems


def _check_index(store: Store, findings: Findings) -> None:
    """The index is asked by a statement that writes; where nothing may be written, it is left alone."""
    for table in ("search_text", "restricted_search_text"):
        name = f"{table}_index"
        try:
            with store.below() as connection:
                connection.execute(text(f"INSERT INTO {name}({name}, rank) VALUES ('integrity-check', 1)"))
        except ReadOnlyError:
            return
        except OpenError:
            findings.add("search index", f"The search index of {table} is not what its texts say.")
