"""Records by the beginning of their names, read from the database in the time that a person waits for Tab."""

import os
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from threading import Thread
from typing import TYPE_CHECKING

from itcrm_tui.cli.completing.place import Place
from itcrm_tui.domain.kinds import KINDS, Kind

if TYPE_CHECKING:
    from itcrm_tui.query.asked import Asked
    from storage.store import Store

PATIENCE = 0.8
"""Seconds that the database has, the time to load what reads it included."""


def names_given(place: Place, kind: Kind, words: Sequence[str]) -> dict[str, str]:
    """Return how a name goes on of which some words are typed already, as in `show client Human Res`."""
    return _names_given(place, [kind], words)


def whoever(place: Place) -> dict[str, str]:
    """Return the clients, services and people that the words under and before the cursor may name."""
    return _names_given(place, [KINDS[name] for name in ("client", "service", "person")], place.given["name"])


def _names_given(place: Place, kinds: Sequence[Kind], words: Sequence[str]) -> dict[str, str]:
    before = "".join(f"{word} " for word in words)
    found = names_of(place, kinds, before + place.prefix)
    rest = {name[len(before) :]: about for name, about in found.items() if len(name) > len(before)}
    return {word: about for word, about in rest.items() if place.options_end or not word.startswith("-")}


def names_of(place: Place, kinds: Sequence[Kind], typed: str) -> dict[str, str]:
    """Return the names, codes or ids that begin with what is typed, of the living records of some kinds."""

    def find(store: "Store") -> dict[str, str]:
        from itcrm_tui.workflows.completing import beginnings

        return {name: about for kind in kinds for name, about in beginnings(store, kind, typed).items()}

    return _asked(place, find)


def known_words(place: Place, asked: "Asked", typed: str) -> list[str]:
    """Return what the value of a filter's term can be: names of records, texts of a list."""

    def find(store: "Store") -> dict[str, str]:
        from itcrm_tui.workflows.filters import known_words as known

        return dict.fromkeys(known(store, asked, typed), "")

    return list(_asked(place, find))


def clients(place: Place) -> dict[str, str]:
    """Return the clients that the words under and before the cursor may name."""
    return names_given(place, KINDS["client"], place.given["name"])


def change_sets(place: Place) -> dict[str, str]:
    """Return the numbers of the latest change sets, with what each did."""

    def find(store: "Store") -> dict[str, str]:
        from itcrm_tui.workflows.completing import latest_changes

        return latest_changes(store, place.prefix)

    return _asked(place, find)


def kind_to_decide(place: Place) -> Kind | None:
    """Return of what kind the record is that the conflict of the number given is about."""
    number = place.given["decide"][-1:]

    def find(store: "Store") -> dict[str, str]:
        from itcrm_tui.workflows.conflicts import to_decide

        return {one.conflict.kind: "" for one in to_decide(store) if [str(one.number)] == number}

    return next((KINDS[name] for name in _asked(place, find, _copy_in)), None) if number else None


def _copy_in(place: Place) -> str:
    """Return the URL of the working copy that is meant: the file that is named, the database, or the usual one."""
    from itcrm_tui import here
    from itcrm_tui.typed_path import as_path

    if file := place.given.get("file"):
        return here.file_url(as_path(file[0]).absolute())
    return _database_in(place) if place.given.get("db") else here.url_named(here.OFFLINE)


def _database_in(place: Place) -> str:
    from itcrm_tui import here

    given = place.given.get("db")
    return here.url_for(given[-1] if given else os.environ.get("ITCRM_DB"))


def _asked(
    place: Place, find: "Callable[[Store], dict[str, str]]", where: Callable[[Place], str] = _database_in
) -> dict[str, str]:
    """Return what is found in the database in time; nothing where it is missing, locked, broken or slow."""
    found: dict[str, str] = {}

    def ask() -> None:
        from storage.opening import open_to_look

        with suppress(Exception), closing(open_to_look(where(place))) as store:
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
