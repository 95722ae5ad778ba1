"""A thousand times two people promise the last hours at the same moment on PostgreSQL: exactly one each time."""

from __future__ import annotations

import os
from contextlib import closing

from storage.opening import open_store, upgrade_database
from tests.postgres_server import Server
from tests.slow.results import Result, record
from tests.workflows.last_hours import only_one_is_promised, two_sessions
from tests.workflows.promise_steps import organized

ROUNDS = int(os.environ.get("ITCRM_ROUNDS") or 1_000)


def test_the_last_hours_are_promised_once_a_thousand_times(postgres_server: Server) -> None:
    postgres_server.create_database("last_hours")
    url = postgres_server.url("last_hours")
    upgrade_database(url, actor="tester", device="desk")
    with closing(open_store(url, actor="tester", device="desk")) as store, two_sessions(organized(store)) as stores:
        only_one_is_promised(store, stores, ROUNDS)
    postgres_server.drop_database("last_hours")
    what = "two people promise the last hours of a role at the same moment, on PostgreSQL"
    record(Result(what, ROUNDS, "exactly one promised each time", 0, f"ITCRM_ROUNDS={ROUNDS} make test-slow"))
