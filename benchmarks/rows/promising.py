"""The gate: what a write that moves capacity costs among many open promises, beside few, and beside any write."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

from benchmarks.figures import Figure, bounded, compared, p50_and_p99
from benchmarks.folder import cache
from benchmarks.organization import COMMITMENTS, HOUR, NEEDS, ROLES, TODAY
from benchmarks.plan import Plan
from benchmarks.promises import make, opened
from itcrm_tui.domain.client import Client
from itcrm_tui.domain.commitment import Answer, AnswerState, Commitment, Progress, Requirement
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.people import TimeOff
from itcrm_tui.domain.record import Record
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.capacity import capacity
from itcrm_tui.workflows.promising.gate import guarded
from itcrm_tui.workflows.promising.promise import promise
from storage.store import Store

FEW, TIMES = 20, 15
LIMIT = 50.0
"""Milliseconds for a write that moves capacity."""
RAW = (
    "SELECT * FROM requirement r JOIN commitment c ON c.id = r.commitment"
    " WHERE c.state IN ('checked', 'promised', 'in delivery')",
    *(f"SELECT * FROM {table}" for table in ("person", "time_off", "run_reserve", "role")),
)
"""The same rows whole, as they stand in the tables."""


def promising(plan: Plan) -> list[Figure]:
    """Measure promises, leave and hours left as they are written, and the reading of all that the meter shows."""
    with TemporaryDirectory(prefix="promises-", dir=cache()) as folder:
        files = {number: Path(folder) / f"{number}.db" for number in (FEW, COMMITMENTS)}
        for number, file in files.items():
            make(file, number)
        with closing(opened(files[FEW])) as few, closing(opened(files[COMMITMENTS])) as many:
            measures: dict[str, Callable[[], float]] = {}
            for size, store in (("few", few), ("many", many)):
                measures |= {f"{what}, {size}": act for what, act in _acts(store).items()}
            measures["raw"] = partial(_took, partial(_raw, files[COMMITMENTS]))
            return _figures(plan.interleaved(measures, TIMES))


def _figures(found: dict[str, list[float]]) -> list[Figure]:
    size = f"{ROLES} roles, {COMMITMENTS:,} open commitments"
    beside = f"a write that moves no capacity {median(found['other, many']):.3g} ms"
    writes = [
        bounded(
            f"{what} is written and checked, {size}, processor time",
            median(found[f"{what}, many"]),
            LIMIT,
            "ms",
            f"{beside}; among {FEW} open commitments {p50_and_p99(found[f'{what}, few'], 'ms')}",
        )
        for what in ("a promise", "leave", "hours left")
    ]
    read, raw = median(found["meter, many"]), median(found["raw"])
    return [
        *writes,
        compared(f"what the meter shows is read, {size}, processor time", read, raw, "ms", "raw SQL, whole rows", None),
    ]


def _acts(store: Store) -> dict[str, Callable[[], float]]:
    """Return what is done again and again, each time for somebody or something else."""
    roles, people, needs = _ids(store, "role"), _ids(store, "person"), _ids(store, "requirement")
    (client, *_), number = _ids(store, "client"), count()
    drafts = iter([_ready(store, client, (roles[at], roles[-at - 1])) for at in range(TIMES)])
    guarded(store)

    def leave() -> Record:
        return TimeOff(person=people[next(number)], starts_on=TODAY, ends_on=TODAY)

    def left() -> Record:
        return Progress(requirement=needs[next(number)], minutes_left=HOUR, reported_on=TODAY)

    return {
        "other": lambda: _took(partial(_add, store, Client(name=f"New {next(number)}"))),
        "a promise": lambda: _took(partial(promise, store, next(drafts), TODAY)),
        "leave": lambda: _took(partial(_add, store, leave())),
        "hours left": lambda: _took(partial(_add, store, left())),
        "meter": lambda: _took(partial(_read, store)),
    }


def _ready(store: Store, client: RecordId, roles: tuple[RecordId, ...]) -> Commitment:
    """Return a checked commitment that may be promised: a year from now, every part accepted."""
    due = TODAY + timedelta(days=400)
    made = Commitment(client=client, title="A wish", due=due, state=State.CHECKED, checked_on=TODAY)
    needs = [Requirement(commitment=made.id, role=role, minutes=10 * HOUR) for role in roles[:NEEDS]]
    _add(store, made, *needs, *(Answer(requirement=need.id, answer=AnswerState.ACCEPTED) for need in needs))
    return replace(made, version=1)


def _add(store: Store, *records: Record) -> None:
    with store.write("Add") as unit:
        for record in records:
            unit.add(record)


def _read(store: Store) -> None:
    with store.read() as reader:
        capacity(reader, TODAY)


def _raw(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        for statement in RAW:
            connection.execute(statement).fetchall()


def _ids(store: Store, kind: str) -> list[RecordId]:
    with store.read() as reader:
        found = reader.sorted_ids(KINDS[kind], KINDS[kind].fields[0])
    assert isinstance(found, list)
    return found


def _took(act: Callable[[], object]) -> float:
    """Return the milliseconds of the processor that something takes; a commit waits for the disk besides."""
    began = process_time()
    act()
    return 1e3 * (process_time() - began)
