"""How the app comes to its database: the configured one, or a sample organization in a folder thrown away after."""

import tempfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from itcrm_tui.domain.settings import Settings
from storage.opening import open_store
from storage.store import Store

DEMO_ACTOR = "you"


@dataclass
class SampleOrganization:
    """A database with a made-up organization, kept in `file` or, without one, only until `close`."""

    today: date
    device: str
    file: Path | None = None
    _folder: tempfile.TemporaryDirectory[str] | None = field(default=None, init=False)

    def open(self) -> Store:
        """Make the database and fill it; one that is kept and there already is opened as it is."""
        from itcrm_tui.workflows.demo import fill

        path = self.file or self._temporary_file()
        there = path.exists() and path.stat().st_size > 0
        store = open_store(f"sqlite:///{path}", actor=DEMO_ACTOR, device=self.device, create=True)
        if not there:
            fill(store, self.today)
        return store

    def _temporary_file(self) -> Path:
        self._folder = tempfile.TemporaryDirectory(prefix="itcrm-demo-")
        return Path(self._folder.name) / "demo.db"

    def close(self) -> None:
        """Throw the database away unless it is kept."""
        if self._folder is not None:
            self._folder.cleanup()


def settings(store: Store) -> Settings:
    """Return what the organization has settled for everyone."""
    with store.read() as reader:
        return reader.settings()
