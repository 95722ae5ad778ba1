"""Records by the beginning of their names, read from the database in the time that a person waits for Tab."""

import os
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from threading import Thread
from typing import TYPE_CHECKING

from itcrm_tui.cli.completing.place import Place
from itcrm_tui.domain.kinds import KINDS, Kind

if TYPE_CHECKING:
    from storage.store import Store

PATIENCE = 0.8
"""Seconds that the database has, the time to load what reads it included."""


def names_given(place: Place, kind: Kind, words: Sequence[str]) -> dict[str, str]:
    """Return how a name goes on of which some words are typed already, as in `show client Human Res`."""
    before = "".join(f"{word} " for word in words)
    found = names_of(place, kind, before + place.prefix)
    rest = {name[len(before) :]: about for name, about in found.items() if len(name) > len(before)}
    return {word: about for word, about in rest.items() if place.options_end or not word.startswith("-")}


def names_of(place: Place, kind: Kind, typed: str) -> dict[str, str]:
    """Return the names, codes or ids that begin with what is typed, of a kind's living records."""

    def find(store: "Store") -> dict[str, str]:
        from itcrm_tui.workflows.completing import beginnings

        return beginnings(store, kind, typed)

    return _asked(place, find)


def clients(place: Place) -> dict[str, str]:
    """Return the clients that the words under and before the cursor may name."""
    return names_given(place, KINDS["client"], place.given["name"])


def change_sets(place: Place) -> dict[str, str]:
    """Return the numbers of the latest change sets, with what each did."""

    def find(store: "Store") -> dict[str, str]:
        from itcrm_tui.workflows.completing import latest_changes

        return latest_changes(store, place.prefix)

    return _asked(place, find)


def _asked(place: Place, find: "Callable[[Store], dict[str, str]]") -> dict[str, str]:
    """Return what is found in the database in time; nothing where it is missing, locked, broken or slow."""
    found: dict[str, str] = {}

    def ask() -> None:
        from itcrm_tui import here
        from storage.opening import open_to_look

        given = place.given.get("db")
        url = here.url_for(given[-1] if given else os.environ.get("ITCRM_DB"))
        with suppress(Exception), closing(open_to_look(url)) as store:
            found.update(find(store))

    asking = Thread(target=_silently(ask), daemon=True)
    asking.start()
    asking.join(PATIENCE)
    return {} if asking.is_alive() else found


def _silently(do: Callable[[], None]) -> Callable[[], None]:
    def done() -> None:
        with suppress(Exception):
            do()

    return done
