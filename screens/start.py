"""What the app is opened on: built before the first frame, from nothing slower than a look at a path."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from itcrm_tui import here, paths
from itcrm_tui.config import Config
from itcrm_tui.remembered import Remembered
from itcrm_tui.text import safe
from itcrm_tui.typed_path import PathError, as_path
from screens.host import SAMPLE, Opening
from screens.themes import Look, look

if TYPE_CHECKING:
    from itcrm_tui.workflows.starting import SampleOrganization
    from storage.first_page import FirstPage
    from storage.store import Store

TODAY, CLIENTS, LAST = "today", "clients", "last"
THE_PROGRAM = ""
"""Under this name stands what is remembered of the program itself, whatever the database."""


class Begun(TypedDict):
    """What the app begins with."""

    opening: Opening
    place: str
    look: Look
    still: bool


def begun(url: str | None, settled: Config, environment: Mapping[str, str], *, demo: bool, keep: str | None) -> Begun:
    """Return what the app begins with: database, place, look, and whether anything moves."""
    how = opening(url, settled, demo=demo, keep=keep)
    place = settled.start_place if settled.start_place != LAST else _last(how)
    if place != CLIENTS or how.remembered.place(CLIENTS).get("filter") or how.remembered.place(CLIENTS).get("sort"):
        how = replace(how, first=lambda *_: None)
    still = settled.animation == "none" or (settled.animation == "auto" and bool(environment.get("SSH_CONNECTION")))
    return Begun(
        opening=how,
        place=place,
        look=look(settled.theme, paths.config_file(), environment),
        still=still,
    )


def _last(how: Opening) -> str:
    """Return where the app was left; at first Today, or of a database that is still to be made the clients."""
    place: str = how.remembered.place().get("place", CLIENTS if how.is_new else TODAY)
    return place


def opening(url: str | None, settled: Config, *, demo: bool, keep: str | None) -> Opening:
    """Return how to open the person's database, or with `demo` a sample organization."""
    file = as_path(keep) if keep else None
    sample = _Sample(file)
    own = _memory(settled, THE_PROGRAM)
    if demo:
        begun = Opening(sample.open, sample.open, sample.close, "a sample organization", status=SAMPLE, own_memory=own)
        return replace(begun, remembered=_memory(settled, f"{here.SQLITE}{file.absolute()}")) if file else begun
    named = url or settled.database
    default = paths.default_database()

    def open_it() -> "Store":
        from itcrm_tui.workflows.opening import open_for
        from storage.errors import OpenError

        try:
            return open_for(named, create=True)
        except OpenError as error:
            from itcrm_tui.workflows.copy_instead import copy_instead

            raise OpenError(f"{error} {copy_instead(named)}".rstrip()) from error

    def first(today: date | None, rows: int) -> "FirstPage | None":
        from itcrm_tui.workflows.beginning import first_clients

        with suppress(PathError):  # it is told when the database is opened
            path = here.sqlite_path(named or here.default_url())
            return first_clients(path, today, rows) if path else None
        return None

    return Opening(
        open_it,
        sample.open,
        sample.close,
        safe(str(default)),
        is_new=not named and not default.exists(),
        sync_by_itself=settled.sync_by_itself,
        first=first,
        remembered=_memory(settled, named or here.default_url()),
        own_memory=own,
    )


def _memory(settled: Config, database: str) -> Remembered:
    """Return what is remembered; of an encrypted database nothing, as that would lie beside it in the clear."""
    if database.startswith(here.ENCRYPTED):
        return Remembered.nothing()
    return Remembered.of(paths.state_folder(), database) if settled.remember else Remembered.nothing()


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
