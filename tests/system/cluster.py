"""Two PostgreSQL servers that Patroni looks after with etcd, on loopback, behind a URL that names both."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar
from urllib.request import urlopen

from tests.postgres_process import _as_user, _login
from tests.system.pair import _free_ports

PATRONI = ("patroni[etcd3]==4.1.5", "psycopg[binary]>=3.3")
TTL, LOOP_WAIT, RETRY_TIMEOUT = 20, 10, 5
"""Seconds, the shortest that Patroni takes; docs/shared-database.md names the same."""
PATIENCE = 120.0

Found = TypeVar("Found")


class Cluster:
    """Nodes 0 and 1, each a Patroni with its PostgreSQL, and one etcd that outlives them."""

    def __init__(self, binaries: Path) -> None:
        assert shutil.which("etcd"), "apt install etcd-server"
        self.folder = Path(tempfile.mkdtemp(prefix="itcrm-cluster-", dir="/tmp"))
        self.binaries, self.running = binaries, dict[str, subprocess.Popen[bytes]]()
        self.ports, self.rest, self.etcd = (_free_ports(2) for _ in range(3))
        if login := _login():
            os.chown(self.folder, login.pw_uid, login.pw_gid)
        try:
            self._install()
            self._start("etcd", *self._etcd())
            for node in (0, 1):
                self._write_settings(node)
                self.begin(node)
                until(self.leader)
            self.until_synchronous()
        except BaseException:
            self.stop()
            raise

    def url(self, database: str = "postgres") -> str:
        """A URL that goes to whichever of the two takes writes."""
        hosts = "&".join(f"host=127.0.0.1:{port}" for port in self.ports)
        return f"postgresql://postgres@/{database}?{hosts}&target_session_attrs=read-write"

    def begin(self, node: int) -> None:
        """Start a node, for the first time or again."""
        self._start(f"node{node}", self.folder / "patroni" / "bin" / "patroni", self.folder / f"node{node}.yml")

    def leader(self) -> int | None:
        """Return which node leads and takes writes, None when neither does."""
        return next((node for node in (0, 1) if self._state(node).get("role") == "primary"), None)

    def until_synchronous(self) -> None:
        """Wait until the other node holds what the leader acknowledges."""
        until(lambda: any(self._state(node).get("sync_standby") for node in (0, 1)))

    def kill(self, node: int) -> None:
        """Kill a node, Patroni and PostgreSQL with all their processes, as a power cut does."""
        server = int((self.folder / f"data{node}" / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])
        patroni = self.running.pop(f"node{node}")
        for one in (patroni.pid, server, *_children(patroni.pid), *_children(server)):
            with suppress(ProcessLookupError):  # a server that loses its first process ends by itself
                os.kill(one, signal.SIGKILL)
        patroni.wait()

    def stop(self) -> None:
        """End everything and remove its folder."""
        for name in reversed(list(self.running)):
            self.running[name].terminate()
        for process in self.running.values():
            process.wait(timeout=60)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _state(self, node: int) -> dict[str, Any]:
        """Return what a node says of itself; nothing when it is away."""
        try:
            with urlopen(f"http://127.0.0.1:{self.rest[node]}/health", timeout=5) as answer:
                state: dict[str, Any] = json.load(answer)
        except OSError:
            return {}
        return state

    def _install(self) -> None:
        place = self.folder / "patroni"
        # Debian's own: what the tests run in may lie where the user of the servers cannot read.
        subprocess.run(["/usr/bin/python3", "-m", "venv", place], check=True)
        subprocess.run([place / "bin" / "python", "-m", "pip", "install", "-qq", *PATRONI], check=True)

    def _etcd(self) -> list[object]:
        mine, peers = (f"http://127.0.0.1:{port}" for port in self.etcd)
        clients = ["--listen-client-urls", mine, "--advertise-client-urls", mine]
        others = ["--listen-peer-urls", peers, "--initial-advertise-peer-urls", peers]
        return ["etcd", "--data-dir", self.folder / "etcd", *clients, *others, "--initial-cluster", f"default={peers}"]

    def _write_settings(self, node: int) -> None:
        pace = {"ttl": TTL, "loop_wait": LOOP_WAIT, "retry_timeout": RETRY_TIMEOUT, "synchronous_mode": True}
        everybody = ["host all all 127.0.0.1/32 trust", "host replication all 127.0.0.1/32 trust"]
        server = {
            "listen": f"127.0.0.1:{self.ports[node]}",
            "connect_address": f"127.0.0.1:{self.ports[node]}",
            "data_dir": f"{self.folder}/data{node}",
            "bin_dir": str(self.binaries),
            "pgpass": f"{self.folder}/pgpass{node}",
            "authentication": {"superuser": {"username": "postgres"}, "replication": {"username": "replicator"}},
            "parameters": {"unix_socket_directories": str(self.folder), "fsync": "off"},
            "pg_hba": everybody,
        }
        settings = {
            "scope": "itcrm",
            "name": f"node{node}",
            "restapi": {"listen": f"127.0.0.1:{self.rest[node]}", "connect_address": f"127.0.0.1:{self.rest[node]}"},
            "etcd3": {"host": f"127.0.0.1:{self.etcd[0]}"},
            "bootstrap": {
                "dcs": pace | {"postgresql": {"use_pg_rewind": True, "parameters": {"max_connections": 50}}},
                "initdb": [{"encoding": "UTF8"}, {"auth": "trust"}],
            },
            "postgresql": server,
        }
        # JSON is YAML too.
        (self.folder / f"node{node}.yml").write_text(json.dumps(settings), encoding="utf-8")

    def _start(self, name: str, *words: object) -> None:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        with (self.folder / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                [*map(str, words)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                env=environment | {"LC_ALL": "C.UTF-8"},
                start_new_session=True,
                **_as_user(_login()),
            )


def until(condition: Callable[[], Found | None]) -> Found:
    """Wait until something is so, and return it."""
    end = time.monotonic() + PATIENCE
    while (found := condition()) is None or found is False:
        assert time.monotonic() < end, "it never came about"
        time.sleep(0.1)
    return found


def _children(pid: int) -> list[int]:
    found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
    return [int(one) for one in found.stdout.split()]
