"""What the app is opened on: built before the first frame, from nothing slower than a look at a path."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from itcrm_tui import here, paths
from itcrm_tui.text import safe
from screens.host import SAMPLE, Opening

if TYPE_CHECKING:
    from itcrm_tui.workflows.starting import SampleOrganization
    from storage.first_page import FirstPage
    from storage.store import Store


def opening(url: str | None, *, demo: bool, keep: str | None) -> Opening:
    """Return how to open the person's database, or with `demo` a sample organization. Raises ConfigError."""
    sample = _Sample(Path(keep).expanduser() if keep else None)
    if demo:
        return Opening(sample.open, sample.open, sample.close, "a sample organization", status=SAMPLE)
    named = url or here.settled().database
    file = paths.default_database()

    def open_it() -> "Store":
        from itcrm_tui.workflows.opening import open_for

        return open_for(named, create=True)

    def first(today: date | None) -> "FirstPage | None":
        from itcrm_tui.workflows.beginning import first_clients

        path = here.sqlite_path(named or here.default_url())
        return first_clients(path, today) if path else None

    is_new = not named and not file.exists()
    return Opening(open_it, sample.open, sample.close, safe(str(file)), is_new=is_new, first=first)


class _Sample:
    """A sample organization that is made only when it is opened."""

    def __init__(self, file: Path | None) -> None:
        self.file = file
        self.made: SampleOrganization | None = None

    def open(self) -> "Store":
        from itcrm_tui.workflows.starting import SampleOrganization

        self.made = SampleOrganization(date.today(), here.device(), self.file)
        return self.made.open()

    def close(self) -> None:
        if self.made is not None:
            self.made.close()
