"""What there is to know of a database, and whether it is sound."""

from dataclasses import dataclass

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.record import Hidden
from storage import journal
from storage.store import Store
from storage.tables import SCHEMA_VERSION


@dataclass(frozen=True)
class Info:
    """A database in figures; `records` counts the living by kind, `Hidden` where the role may not see them."""

    database: str
    engine: str
    schema: str
    actor: str
    device: str
    change_sets: int
    records: dict[str, int | Hidden]


def info(store: Store) -> Info:
    """Return the figures of an open database."""
    with store.read() as reader:
        records = {kind.plural: reader.count(kind) for kind in KINDS.values()}
        change_sets = journal.sequence(reader.connection)
    backend = store.backend
    return Info(backend.shown_url, backend.name, SCHEMA_VERSION, store.actor, store.device, change_sets, records)


def verify(store: Store) -> list[str]:
    """Return what is wrong with a database, a sentence each."""
    from storage.verify import verify as findings

    return findings(store)
