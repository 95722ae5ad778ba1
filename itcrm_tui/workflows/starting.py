"""How the app comes to its database: the configured one, or a sample organization in a folder thrown away after."""

import tempfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from itcrm_tui.workflows.promising.gate import guarded
from storage.opening import open_store
from storage.store import Store

SAMPLE_ACTOR = "sample"
SAMPLE_PERSON = "dkowalczyk"
"""Whoever looks around is one of the sample's own people, for whom there is something to do."""


@dataclass
class SampleOrganization:
    """A database with a made-up organization, kept in `file` or, without one, only until `close`."""

    today: date
    device: str
    file: Path | None = None
    _folder: tempfile.TemporaryDirectory[str] | None = field(default=None, init=False)

    def open(self) -> Store:
        """Make the database and fill it; one that is kept and there already is opened as it is.

        Another writes the sample, so that the person's undo begins with what the person does.
        """
        path = self.file or self._temporary_file()
        if not path.exists() or path.stat().st_size == 0:
            self._fill(f"sqlite:///{path}")
        return guarded(open_store(f"sqlite:///{path}", actor=SAMPLE_PERSON, device=self.device))

    def _fill(self, url: str) -> None:
        from itcrm_tui.workflows.demo import fill

        store = open_store(url, actor=SAMPLE_ACTOR, device=SAMPLE_ACTOR, create=True)
        try:
            fill(store, self.today)
        finally:
            store.close()

    def _temporary_file(self) -> Path:
        self._folder = tempfile.TemporaryDirectory(prefix="itcrm-demo-")
        return Path(self._folder.name) / "demo.db"

    def close(self) -> None:
        """Throw the database away unless it is kept."""
        if self._folder is not None:
            self._folder.cleanup()
