"""Searches as the lists ask them of the store, on both engines, beside raw SQL."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from random import Random
from typing import Any

from benchmarks.figures import Figure, p50_and_p99, told
from benchmarks.generator import into_postgres
from benchmarks.generator.sizes import Size, alike
from benchmarks.generator.words import vocabulary
from benchmarks.plan import Plan
from benchmarks.rows.lists import TODAY, milliseconds
from benchmarks.yardsticks import raw_search
from itcrm_tui.workflows.lists import Span, inbox, roster
from storage.opening import open_store, upgrade_database
from storage.store import Store
from tests.postgres_server import start

RANKS = (0, 150, 700, 20, 400, 1100)
CODES = 20
DATABASE = "itcrm_bench"


def words(count: int) -> list[str]:
    """Return words of the texts, common ones and rare ones."""
    known = vocabulary()
    return [known[rank] for rank in RANKS[:count]]


def prefixes(typed: Sequence[str]) -> list[str]:
    """Return what has been typed after each key of each word."""
    return [word[:length] for word in typed for length in range(1, len(word) + 1)]


def searching(plan: Plan) -> list[Figure]:
    """Measure searches for words, names and codes, first pages of 50."""
    path, size = plan.database(plan.largest), alike(plan.postgres_clients)
    typed = prefixes(words(plan.words))
    with closing(open_store(f"sqlite:///{path}", actor="bench", device="bench")) as store:
        raw = milliseconds(raw_search.on_sqlite(path), typed)
        sqlite = _figures("SQLite", store, plan.largest, typed, raw)
    with on_postgres(size) as url, closing(open_store(url, actor="bench", device="bench")) as store:
        raw = milliseconds(raw_search.on_postgres(url), typed)
        return [*sqlite, *_figures("PostgreSQL", store, size, typed, raw)]


def _figures(engine: str, store: Store, size: Size, typed: Sequence[str], raw: Sequence[float]) -> list[Figure]:
    draw = Random(3)
    codes = [f"k{draw.randrange(size.clients):07}" for _ in range(CODES)]
    names = [f"{place} {trade}" for place, trade in zip(("amber", "quiet", "stone"), ("bank", "mills", "ports"))]
    asked: dict[str, tuple[Callable[[str], Any], Sequence[str], str]] = {
        f"{size.feedback:,} pieces of feedback": (
            lambda one: inbox(store, one, Span()),
            typed,
            f"raw SQL {p50_and_p99(raw, 'ms')}",
        ),
        f"codes of {size.clients:,} clients": (lambda one: roster(store, one, TODAY, Span()), codes, ""),
        f"names of {size.clients:,} clients": (lambda one: roster(store, one, TODAY, Span()), names, ""),
    }
    return [
        told(f"search on {engine}, {what}, p50 / p99", p50_and_p99(milliseconds(ask, list(questions)), "ms"), floor)
        for what, (ask, questions, floor) in asked.items()
    ]


@contextmanager
def on_postgres(size: Size) -> Iterator[str]:
    """Fill a database on a server of our own; yield its URL."""
    server = start()
    try:
        server.create_database(DATABASE)
        url = server.url(DATABASE).replace("postgresql+psycopg", "postgresql")
        upgrade_database(url, actor="bench", device="bench")
        into_postgres.load(url, size)
        yield url
    finally:
        server.stop()
