"""Kill a PostgreSQL of our own with all its processes, and start it again."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from pathlib import Path

from tests.postgres_process import Process, _as_user, _login

TRIES, BETWEEN = 50, 0.2


def crash(process: Process) -> None:
    """End it without warning, as a power cut does; return once it answers again."""
    data = process.folder / "data"
    pid = int((data / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])
    binaries = Path(f"/proc/{pid}/exe").readlink().parent
    children = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
    os.kill(pid, signal.SIGKILL)
    for one in children.stdout.split():
        _kill(int(one))
    for _ in range(TRIES):
        if _starts(process, binaries):
            return
        threading.Event().wait(BETWEEN)
    raise AssertionError((process.folder / "log").read_text(errors="replace")[-2000:])


def _starts(process: Process, binaries: Path) -> bool:
    """It does not as long as one of the old processes holds on to the memory that they share."""
    words = ["-D", process.folder / "data", "-l", process.folder / "log", "-o", f"-p {process.port}", "-w", "start"]
    done = subprocess.run(
        [binaries / "pg_ctl", *words],
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=process.folder,
        env={name: value for name, value in os.environ.items() if not name.startswith("PG")} | {"LC_ALL": "C"},
        **_as_user(_login()),
    )
    return done.returncode == 0


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return
