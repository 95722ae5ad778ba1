"""The connection is cut in the middle of commits, again and again: each write is there exactly once."""

from __future__ import annotations

import os
from collections import Counter
from contextlib import closing

from itcrm_tui.domain.client import Client
from storage.opening import open_store, upgrade_database
from storage.verify import verify
from tests.cutting import line_to
from tests.postgres_server import Server
from tests.slow.results import Result, record

ROUNDS = int(os.environ.get("ITCRM_ROUNDS") or 1)
CUTS = 20
"""How many commits a round cuts; half of them before they reach the server, half after they were done."""


def test_a_write_whose_commit_was_cut_is_there_exactly_once(postgres_server: Server) -> None:
    name = "lost_commits"
    postgres_server.create_database(name)
    url, settings = postgres_server.url(name), postgres_server.settings
    upgrade_database(url, actor="ana", device="desk")
    with line_to(settings["host"], int(settings["port"])) as line:
        through = url.replace(f":{settings['port']}/", f":{line.port}/")
        with closing(open_store(through, actor="ana", device="desk")) as store:
            for number in range(ROUNDS * CUTS):
                line.cut = "before" if number % 2 else "after"
                with store.write(f"Add client {number}") as unit:
                    unit.add(Client(name=f"Client {number}"))
                assert line.cut is None
            with store.read() as reader:
                found = reader.find(Client)
            assert verify(store) == []
    assert line.commits == ROUNDS * CUTS * 3 // 2, "what had been done is not done again"
    assert isinstance(found, list)
    assert Counter(client.name for client in found) == Counter(f"Client {number}" for number in range(ROUNDS * CUTS))
    postgres_server.drop_database(name)
    said = f"{ROUNDS * CUTS // 2} found written, {ROUNDS * CUTS // 2} found missing and written; each there once"
    what = "the connection is cut in the middle of a commit, and its outcome found by the change set's id"
    record(Result(what, ROUNDS * CUTS, said, 0, f"ITCRM_ROUNDS={ROUNDS} make test-system"))
