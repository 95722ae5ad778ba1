"""On what the figures were measured: processor, memory, systems, versions, commit."""

import os
import platform
import sqlite3
import subprocess
import sys
from compileall import compile_dir
from importlib.metadata import version
from pathlib import Path

from benchmarks.contenders import ROOT

_LIBRARIES = ("textual", "sqlalchemy", "psycopg")
_PACKAGES = ("itcrm_tui", "screens", "widgets", "storage", "benchmarks")


def described() -> list[str]:
    """Return what the machine is, a line each."""
    gigabytes = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return [
        f"{_processor()}, {os.cpu_count()} cores, {gigabytes:.0f} GiB",
        f"{platform.system()} {platform.release()}, {_distribution()}",
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {libraries}",
    ]


def commit() -> str:
    """Return the commit that is measured, and whether anything was changed since."""
    changed = _git("status", "--porcelain", "--untracked-files=no", "--", *_PACKAGES)
    return _git("rev-parse", "--short", "HEAD") + (" with changes" if changed else "")


def compile_all() -> None:
    """Write the bytecode of the program, so that no run has to."""
    for package in _PACKAGES:
        compile_dir(ROOT / package, quiet=2)


def busy_seconds() -> float:
    """Return the processor time that all programs of the machine have used but we and what we started; 0 if untold."""
    try:
        fields = Path("/proc/stat").read_text(encoding="ascii").split()[1:9]
    except OSError:
        return 0.0
    user, nice, system, _idle, _waiting, interrupts, soft_interrupts, stolen = map(int, fields)
    everything = (user + nice + system + interrupts + soft_interrupts + stolen) / os.sysconf("SC_CLK_TCK")
    return everything - sum(os.times()[:4])


def _git(*arguments: str) -> str:
    done = subprocess.run(("git", *arguments), cwd=ROOT, capture_output=True, text=True)
    return done.stdout.strip() or ("" if done.returncode == 0 else "unknown")


def _processor() -> str:
    if sys.platform == "linux":
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _distribution() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.platform()
