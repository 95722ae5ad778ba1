"""The self check: does the database hold what its journal says, and what its rules promise."""

from storage.checks import derived, engine, headers, replay, soundness
from storage.checks.findings import Findings
from storage.store import Store


def verify(store: Store) -> list[str]:
    """Return what is wrong with the database, a sentence each; nothing when all is well.

    Kinds that are not for this role are left out. Needs room for a few thousand rows, however many there are,
    and sees one moment, so that others may write meanwhile.
    """
    findings = Findings()
    if engine.check(store, findings):
        _check_contents(store, findings)
    return findings.sentences()


def _check_contents(store: Store, findings: Findings) -> None:
    with store.connected() as connection:
        store.backend.without_hurry(connection)
        kinds = store.readable_kinds(connection)
        headers.check(connection, findings)
        for check in (replay.check, derived.check, soundness.check):
            check(connection, kinds, findings)
