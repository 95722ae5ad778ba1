"""A page of the roster with all its figures: what the program asks of its store, beside the same in raw SQL."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.figures import Figure, bounded, p50_and_p99, told
from benchmarks.plan import Plan
from itcrm_tui.workflows.lists import Span, roster
from storage.opening import open_store

PAGE = 50
TIMES = 200
MOST_MILLISECONDS = 1.0
TODAY = date(2026, 1, 1)

_RAW = """
SELECT c.id, c.sort_name, c.code, c.name, c.segment, c.tier, c.perceived_health,
  (SELECT name FROM person WHERE id = c.relationship_owner),
  (SELECT count(DISTINCT service) FROM subscription
    WHERE client = c.id AND deleted_at IS NULL AND (ends_on IS NULL OR ends_on >= :today)),
  (SELECT count(*) FROM commitment
    WHERE client = c.id AND deleted_at IS NULL AND state IN ('promised', 'in delivery')),
  (SELECT count(*) FROM commitment
    WHERE client = c.id AND deleted_at IS NULL AND state IN ('promised', 'in delivery') AND due < :today),
  (SELECT min(due) FROM commitment
    WHERE client = c.id AND deleted_at IS NULL AND state IN ('promised', 'in delivery')),
  (SELECT count(*) FROM feedback WHERE client = c.id AND deleted_at IS NULL AND state != 'closed'),
  (SELECT max(held_at) FROM touchpoint WHERE client = c.id AND deleted_at IS NULL)
FROM client c
WHERE c.deleted_at IS NULL AND (c.sort_name, c.id) > (:name, :id)
ORDER BY c.sort_name, c.id LIMIT 50
"""

Place = tuple[str, str]
FIRST = ("", "")
"""Before the first client."""


def paging(plan: Plan) -> list[Figure]:
    """Measure the first page again and again, and pages at random places, with much work for each client."""
    path = plan.database(plan.dense)
    raw, ours = _raw_pages(path), _our_pages(path)
    what = f"page of 50 with its figures, {plan.dense.clients:,} clients"
    figures = []
    for where, places in (("the first page", [FIRST] * TIMES), ("a random page", _places(path, TIMES))):
        floor, times = milliseconds(raw, places), milliseconds(ours, places)
        both = f"raw SQL {p50_and_p99(floor, 'ms')}"
        figures += [
            bounded(f"{what}, {where}, p50", median(times), MOST_MILLISECONDS, "ms", f"raw SQL {median(floor):.3g} ms"),
            told(f"{what}, {where}, p50 / p99", p50_and_p99(times, "ms"), both),
        ]
    return figures


def milliseconds(ask: Callable[[Any], Sequence[Any]], questions: Sequence[Any]) -> list[float]:
    """Return how long each question took; the first few are asked once before, unmeasured."""
    for question in questions[:5]:
        ask(question)
    times = []
    for question in questions:
        began = perf_counter()
        ask(question)
        times.append((perf_counter() - began) * 1e3)
    return times


def _places(path: Path, count: int) -> list[Place]:
    draw = Random(5)
    with closing(sqlite3.connect(path)) as connection:
        clients = connection.execute("SELECT count(*) FROM client").fetchone()[0]
        codes = [f"K{draw.randrange(clients * 9 // 10):07}" for _ in range(count)]
        query = "SELECT sort_name, id FROM client WHERE code = ? AND deleted_at IS NULL"
        return [connection.execute(query, (code,)).fetchone() for code in codes]


def _raw_pages(path: Path) -> Callable[[Place], Sequence[Any]]:
    connection = sqlite3.connect(path)

    def page(place: Place) -> Sequence[Any]:
        name, client = place
        return connection.execute(_RAW, {"today": TODAY.isoformat(), "name": name, "id": client}).fetchall()

    return page


def _our_pages(path: Path) -> Callable[[Place], Sequence[Any]]:
    store = open_store(f"sqlite:///{path}", actor="bench", device="bench")
    return lambda place: roster(store, "", TODAY, Span(start=place, limit=PAGE))
