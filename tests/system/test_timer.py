"""systemd takes the units of docs/backups.md as they stand there."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from tests.cli.test_backup_timers import block


def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    for name, holding in (("itcrm-backup.service", "ExecStart"), ("itcrm-backup.timer", "OnCalendar")):
        text = block("ini", holding).replace("%h/.local/bin/itcrm", "/bin/true")
        (tmp_path / name).write_text(text, encoding="utf-8")
    units = [str(path) for path in sorted(tmp_path.iterdir())]
    environment = os.environ | {"XDG_RUNTIME_DIR": str(tmp_path)}  # nobody has logged in where tests run
    done = subprocess.run(
        ["systemd-analyze", "--user", "verify", *units], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_systemd_understands_when_the_timer_is_due() -> None:
    (when,) = re.findall(r"^OnCalendar=(.*)$", block("ini", "OnCalendar"), re.MULTILINE)
    done = subprocess.run(["systemd-analyze", "calendar", when], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "12:15:00" in done.stdout
