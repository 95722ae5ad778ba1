"""The same pages and saves as the crowd's, as plain SQL over plain connections, in the same run."""

import threading
from collections import defaultdict
from random import Random
from time import monotonic, perf_counter, sleep

import psycopg
from psycopg.types.json import Jsonb

from benchmarks.rows.lists import TODAY
from itcrm_tui.ids import new_id
from storage.roster_statement import ROSTER

PAGE = ROSTER.replace(":today", "%(today)s").replace(":limit", "%(limit)s")
LATE_ONES = "SELECT id FROM client ORDER BY id DESC LIMIT 10"


class ByHand(threading.Thread):
    """Somebody who types SQL at the pace of the others."""

    def __init__(self, url: str, number: int, until: float, thinking: tuple[float, float]) -> None:
        super().__init__()
        self.url, self.until, self.thinking, self.draw = url, until, thinking, Random(number)
        self.seen: dict[str, list[float]] = defaultdict(list)
        self.errors: list[str] = []

    def run(self) -> None:
        try:
            with psycopg.connect(self.url) as connection:
                self._work(connection)
        except Exception as error:  # noqa: BLE001
            self.errors.append(repr(error))

    def _work(self, connection: psycopg.Connection) -> None:
        clients = [str(row[0]) for row in connection.execute(LATE_ONES)]
        connection.commit()
        while monotonic() < self.until:
            sleep(self.draw.uniform(*self.thinking))
            began, saves = perf_counter(), self.draw.random() < 0.3
            if saves:
                _save(connection, self.draw.choice(clients))
            else:
                connection.execute(PAGE, {"today": TODAY, "limit": 50}).fetchall()  # type: ignore[call-overload]
            connection.commit()
            self.seen["save by hand" if saves else "page by hand"].append(1e3 * (perf_counter() - began))


def _save(connection: psycopg.Connection, client: str) -> None:
    change_set = new_id()
    [tier, version] = connection.execute(
        "SELECT tier, version FROM client WHERE id = %s FOR NO KEY UPDATE", [client]
    ).fetchone() or (0, 0)
    connection.execute("UPDATE client SET tier = %s, version = %s WHERE id = %s", [1, version + 1, client])
    connection.execute(
        "INSERT INTO change (change_set_id, position, kind, record_id, operation, fields)"
        " VALUES (%s, 0, 'client', %s, 'update', %s)",
        [change_set, client, Jsonb({"tier": [tier, 1]})],
    )
    [number] = connection.execute("UPDATE counter SET value = value + 1 RETURNING value").fetchone() or (0,)
    connection.execute(
        "INSERT INTO change_set (id, sequence, at, device, title, action, schema_version, records)"
        " VALUES (%s, %s, now(), 'hand', 'By hand', 'write', '0000', 1)",
        [change_set, number],
    )
