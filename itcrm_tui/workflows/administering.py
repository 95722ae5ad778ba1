"""What there is to know of a database, and whether it is sound."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.record import Hidden
from itcrm_tui.workflows.backing_up import Last, last_backup
from itcrm_tui.workflows.granting import my_role
from itcrm_tui.workflows.notation import time_zone
from storage.condition import condition_of
from storage.engines.sqlite import SqliteBackend
from storage.store import Store
from storage.sync.knowing import AsCopy, KnownCopy, as_copy, known_copies


@dataclass(frozen=True)
class Info:
    """A database in figures; `records` counts the living by kind, `Hidden` where the role may not see them.

    `copy` is what a working copy says of itself; `copies` are the working copies of it that a shared database knows.
    `role` is mine on a shared database, with what it may do. `size` is in bytes. `log` is how a SQLite file keeps
    its journal, and `last_backup` the newest one of it. `zone` is the organization's.
    """

    database: str
    engine: str
    schema: str
    size: int
    log: str | None
    last_backup: Last | None
    actor: str
    role: tuple[str, str] | None
    device: str
    change_sets: int
    copy: AsCopy | None
    copies: Sequence[KnownCopy]
    zone: tzinfo
    records: dict[str, int | Hidden]


def info(store: Store) -> Info:
    """Return the figures of an open database."""
    with store.read() as reader:
        records = {kind.plural: reader.count(kind) for kind in KINDS.values()}
        zone = time_zone(reader.settings())
    backend, found = store.backend, condition_of(store)
    return Info(
        database=backend.shown_url,
        engine=backend.name,
        schema=found.schema or "",
        size=found.size,
        log=found.log,
        last_backup=last_backup(backend.path) if isinstance(backend, SqliteBackend) else None,
        actor=store.actor,
        role=my_role(store),
        device=store.device,
        change_sets=found.change_sets,
        copy=as_copy(store),
        copies=known_copies(store),
        zone=zone,
        records=records,
    )


def verify(store: Store) -> list[str]:
    """Return what is wrong with a database, a sentence each."""
    from storage.verify import verify as findings

    return findings(store)
