"""A primary with a synchronous standby, on loopback, behind a URL that names both."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import psycopg

from tests.postgres_process import _as_user, _login

SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = '{folder}'
wal_level = replica
synchronous_commit = on
fsync = off
"""


class Pair:
    """Two servers; the second takes over when the first has been killed, which is its fencing too."""

    def __init__(self, binaries: Path) -> None:
        self.binaries = binaries
        self.folder = Path(tempfile.mkdtemp(prefix="itcrm-pair-", dir="/tmp"))
        self.ports = _free_ports(2)
        login = _login()
        if login:
            os.chown(self.folder, login.pw_uid, login.pw_gid)
        self.primary, self.standby = self.folder / "primary", self.folder / "standby"
        self._run("initdb", "-D", self.primary, "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync")
        with (self.primary / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.write(SETTINGS.format(folder=self.folder))
        self._start(self.primary, self.ports[0])
        copying = ["-h", "127.0.0.1", "-p", str(self.ports[0]), "-U", "postgres", "-R", "-X", "stream", "-c", "fast"]
        self._run("pg_basebackup", "-D", self.standby, *copying)
        self._start(self.standby, self.ports[1])
        with self._connected(0) as connection:
            connection.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
            connection.execute("SELECT pg_reload_conf()")

    def url(self, database: str = "postgres") -> str:
        """A URL that goes to whichever of the two takes writes."""
        hosts = "&".join(f"host=127.0.0.1:{port}" for port in self.ports)
        return f"postgresql://postgres@/{database}?{hosts}&target_session_attrs=read-write"

    def kill_primary(self) -> None:
        """Kill the primary with all its processes, as a power cut does."""
        pid = int((self.primary / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])
        children = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
        for one in (pid, *map(int, children.stdout.split())):
            os.kill(one, 9)

    def promote(self) -> None:
        """Let the standby take writes, and wait for no other."""
        with (self.standby / "postgresql.auto.conf").open("a", encoding="utf-8") as settings:
            settings.write("synchronous_standby_names = ''\n")
        self._run("pg_ctl", "-D", self.standby, "-w", "promote")
        with self._connected(1) as connection:
            connection.execute("SELECT pg_reload_conf()")

    def stop(self) -> None:
        """End both and remove their folder."""
        for data in (self.primary, self.standby):
            self._run("pg_ctl", "-D", data, "-m", "immediate", "stop", check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _start(self, data: Path, port: int) -> None:
        self._run("pg_ctl", "-D", data, "-o", f"-p {port}", "-l", self.folder / f"{port}.log", "-w", "start")

    def _connected(self, which: int) -> psycopg.Connection[tuple[object, ...]]:
        address = {"host": "127.0.0.1", "port": self.ports[which], "user": "postgres", "dbname": "postgres"}
        return psycopg.connect(**address, autocommit=True)  # type: ignore[arg-type]

    def _run(self, command: str, *words: object, check: bool = True) -> None:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        subprocess.run(
            [self.binaries / command, *map(str, words)],
            check=check,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            env=environment | {"LC_ALL": "C.UTF-8"},
            **_as_user(_login()),
        )


def _free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports
