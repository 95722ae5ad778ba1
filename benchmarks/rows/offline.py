"""Working copies: checked out, synced after a day's work, and synced with nothing new; beside plain SQL."""

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.day import opened, worked
from benchmarks.figures import Figure, bounded, said, told
from benchmarks.folder import cache
from benchmarks.hubs import Cost, Hub, in_a_file, on_postgres_over_a_line
from benchmarks.plan import Plan
from benchmarks.rows.checking_out import checking_out
from benchmarks.yardsticks import plain_changes
from benchmarks.yardsticks.plain_changes import Made
from itcrm_tui.domain.canonical import instant_text
from storage.change import Change, ChangeSet
from storage.sync.hub_store import HubStore
from storage.sync.syncing import sync
from storage.types import canonical_json

IDLE = 20
KILO = 1e3


def offline(plan: Plan) -> list[Figure]:
    """Measure it on a shared database of either engine."""
    with TemporaryDirectory(prefix="offline-", dir=cache()) as folder:
        with on_postgres_over_a_line(plan.offline) as hub:
            figures = list(_figures(plan, hub, Path(folder)))
        with in_a_file(plan, plan.offline, Path(folder)) as hub:
            return [*figures, *_figures(plan, hub, Path(folder))]


def _figures(plan: Plan, hub: Hub, folder: Path) -> Iterator[Figure]:
    first, second = folder / f"first-{hub.name}.db", folder / f"second-{hub.name}.db"
    yield from checking_out(hub, plan.offline, first)
    _give_to_another(first, second)
    with ExitStack() as stack:
        ours, theirs = (_Laptop(stack, hub, file) for file in (first, second))
        day = worked(ours.store, plan.day)
        plain = hub.cost(partial(plain_changes.write, hub.plain, day))
        yield from _a_day(hub, day, (hub.cost(ours.sync), hub.cost(theirs.sync)), plain)
        ours.sync()
        yield _nothing_new(hub, [hub.cost(ours.sync) for _ in range(IDLE)])


class _Laptop:
    """A working copy that has synced before, and a line to its hub that is open."""

    def __init__(self, stack: ExitStack, hub: Hub, file: Path) -> None:
        self.store, self.hub = (
            stack.enter_context(closing(opened(url, file.stem))) for url in (f"sqlite:///{file}", hub.url)
        )
        self.sync()

    def sync(self) -> None:
        sync(self.store, HubStore(self.hub))


def _give_to_another(first: Path, second: Path) -> None:
    """Make a second working copy without a second checkout."""
    shutil.copyfile(first, second)
    with closing(sqlite3.connect(second)) as connection:
        connection.execute("UPDATE copy_state SET id = 'another'")
        connection.commit()


def _a_day(hub: Hub, day: Made, costs: tuple[Cost, Cost], plain: Cost) -> Iterator[Figure]:
    what = f"a day's {len(day)} change sets, {hub.name}"
    by_hand = f"rows and journal written in plain SQL {said(plain.seconds, 's')}"
    as_json = said(sum(map(_length, day)) / KILO, "kB")
    for who, cost in zip(("sent, and taken over as the hub has them", "received by another"), costs):
        yield told(f"{what}, {who}", said(cost.seconds, "s"), by_hand)
        if cost.traffic.turns:
            beside = f"plain SQL {_carried(plain)}; as JSON {as_json}"
            yield told(f"{what}, {who}, over the line", _carried(cost), beside)


def _length(made: tuple[ChangeSet, Sequence[Change]]) -> int:
    header, changes = made
    told_of_each = [(one.kind, one.record_id, str(one.operation), one.fields) for one in changes]
    return len(canonical_json([{**vars(header), "at": instant_text(header.at)}, told_of_each]))


def _nothing_new(hub: Hub, costs: list[Cost]) -> Figure:
    what, took = f"a sync with nothing new, {hub.name}", said(1e3 * median(one.seconds for one in costs), "ms")
    if not costs[0].traffic.turns:
        return told(what, took)
    most = max(one.traffic.turns for one in costs)
    return bounded(f"{what}, turns", most, 1, "turns", f"{took}, {_carried(costs[-1])}")


def _carried(cost: Cost) -> str:
    there, back = (said(one / KILO, "kB") for one in (cost.traffic.sent, cost.traffic.received))
    return f"{there} there, {back} back, {cost.traffic.turns:,} turns"
