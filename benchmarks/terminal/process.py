"""What the operating system knows of a running program. Linux; elsewhere there is less to know."""

import os
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def peak_megabytes(pid: int) -> float | None:
    """Return the most memory that the program has held so far; None where that is not told."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return None
    found = [line.split()[1] for line in lines if line.startswith("VmHWM:")]
    return int(found[0]) / 1024 if found else None


def cpu_seconds(pid: int) -> float | None:
    """Return the processor time that the program has used so far; None where that is not told."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / _TICKS
