"""How far an export has come, what has to be said of it, and whether it is to go on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from threading import Event

from itcrm_tui.domain.record import Record
from storage.errors import StoreError


class StoppedError(StoreError):
    """Somebody stopped the export; no file was written."""

    def __init__(self) -> None:
        super().__init__("Stopped. No file was written.")


@dataclass
class Account:
    """Kept by the export, read by whoever waits for it, in another thread if need be.

    `rows`: how many records are written; `remarks`: sentences on what the file cannot hold or was not to hold.
    """

    rows: int = 0
    remarks: list[str] = field(default_factory=list)
    _stop: Event = field(default_factory=Event)

    def stop(self) -> None:
        """Let the export end at the next page, without a file."""
        self._stop.set()

    def go_on(self) -> None:
        """Raise StoppedError when somebody wants the export to stop."""
        if self._stop.is_set():
            raise StoppedError

    def counted(self, pages: Iterator[Sequence[Record]]) -> Iterator[Sequence[Record]]:
        """Yield the pages, counting their records; raises StoppedError between two."""
        for page in pages:
            self.go_on()
            yield page
            self.rows += len(page)
