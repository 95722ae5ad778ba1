"""What is said of a sync that ended early, also where its copy cannot be read any more."""

from __future__ import annotations

from pathlib import Path

from itcrm_tui.workflows.how_far import HowFar
from itcrm_tui.workflows.not_synced import not_synced
from storage.errors import OpenError
from storage.opening import open_store
from storage.sync.syncing import SENT


def test_where_the_copy_is_gone_what_was_sent_is_said_all_the_same(tmp_path: Path) -> None:
    copy = open_store(f"sqlite:///{tmp_path}/copy.db", actor="ana", device="laptop", create=True)
    so_far = HowFar(total=3)
    so_far.reached(SENT)
    (tmp_path / "copy.db").unlink()
    assert "1 of 3 changes sent" in so_far.stopped(copy)
    assert "1 of 3 changes sent" in str(not_synced(copy, OpenError("The file is gone."), so_far))
