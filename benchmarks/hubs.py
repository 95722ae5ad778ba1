"""The shared database of a benchmark: on PostgreSQL over a line that is counted, or in a file."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import psycopg
from sqlalchemy.engine import make_url

from benchmarks.counted import line_to
from benchmarks.generator.sizes import Size
from benchmarks.plan import Plan
from benchmarks.rows.searching import on_postgres
from tests.counted_line import Traffic

PLAIN = "itcrm_plain"


@dataclass(frozen=True)
class Cost:
    """Seconds, and what went over the line; nothing where there is none."""

    seconds: float
    traffic: Traffic


@dataclass(frozen=True)
class Hub:
    """`plain`: the same database once more, for the yardsticks that write."""

    name: str
    url: str
    plain: str
    traffic: Callable[[], Traffic]

    def cost(self, act: Callable[[], object]) -> Cost:
        """Return what it takes to do something."""
        before, began = self.traffic(), perf_counter()
        act()
        seconds = perf_counter() - began
        return Cost(seconds, self.traffic() - before)


@contextmanager
def on_postgres_over_a_line(size: Size) -> Iterator[Hub]:
    """A server with a database of a size, at the end of a counted line."""
    with on_postgres(size) as url:
        address = make_url(url)
        with psycopg.connect(address.set(database="postgres").render_as_string(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {PLAIN} TEMPLATE {address.database}")
        with line_to(address.host or "", address.port or 0) as (port, traffic):
            over = address.set(host="127.0.0.1", port=port)
            yield Hub("PostgreSQL", str(over), str(over.set(database=PLAIN)), traffic)


@contextmanager
def in_a_file(plan: Plan, size: Size, folder: Path) -> Iterator[Hub]:
    """A file of a size, to be written to."""
    shared, plain = folder / "hub.db", folder / "plain-hub.db"
    for file in (shared, plain):
        shutil.copyfile(plan.database(size), file)
    yield Hub("SQLite", f"sqlite:///{shared}", f"sqlite:///{plain}", Traffic)
