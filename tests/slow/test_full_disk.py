"""A real disk without room: a small file system in memory, mounted where only these processes see it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.slow.results import REPOSITORY, Result, record

MEGABYTES = 24


def test_a_full_disk_refuses_in_a_sentence_and_loses_nothing(tmp_path: Path) -> None:
    found = on_a_small_disk(tmp_path)
    no_room = "There is no room left on the disk of "
    assert found["write"].startswith(no_room)
    assert found["write"].endswith("Nothing was saved.")
    assert found["read"] >= found["acknowledged"] > 10
    assert found["findings"] == []
    assert found["backup"].startswith("The backup needs ")
    assert found["new"].startswith(no_room)
    assert [name for name in found["files"] if name.startswith("crm.db")] == ["crm.db"]
    assert not [name for name in found["files"] if "copy" in name]
    said = f"{found['acknowledged']:,} acknowledged before it was full"
    record(Result("disk full", 1, said, found["lost"], "make test-slow"))
    assert found["lost"] == 0


def on_a_small_disk(folder: Path) -> dict[str, Any]:
    """Run the tries on a file system of its own; the kernel has to allow that (unshare of util-linux)."""
    mount = (
        f"mount -t tmpfs -o size={MEGABYTES}m tmpfs {folder} && exec {sys.executable} -m tests.slow.full_disk {folder}"
    )
    rights = ["--mount"] if os.geteuid() == 0 else ["--mount", "--user", "--map-root-user"]
    done = subprocess.run(
        ["unshare", *rights, "sh", "-c", mount],
        cwd=REPOSITORY,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY), "ITCRM_STATE": str(folder)},
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found
